using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;

namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class ExecutionLoopTests
{
    private const string Query =
        "{ root { number children { number parent { number children { number parent { number } } } } } }";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_waits_for_what_the_answer_is_that_of_waiting_for_nothing(int seed)
    {
        var expected = await Tree(_ => 0).DataAsync(Query);
        var random = new Random(seed);

        for (var run = 0; run < 60; run++)
        {
            var chaos = new Random(random.Next());
            var bound = Tree(_ =>
            {
                lock (chaos)
                {
                    return chaos.Next(5);
                }
            });

            (await bound.DataAsync(Query).WaitAsync(TimeSpan.FromSeconds(20))).Should().Be(expected);
        }
    }

    [Fact]
    public async Task Many_requests_at_once_do_not_get_into_each_others_way()
    {
        var bound = Tree(number => number % 5);
        var expected = await bound.DataAsync(Query);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bound.DataAsync(Query))));

        answers.Should().AllBe(expected);
    }

    [Fact]
    public async Task Resolvers_that_do_not_heed_their_token_are_left_behind()
    {
        var never = new TaskCompletionSource<object?>();
        var bound = new Bound("type Query { deaf: Int }")
            .Async("Query.deaf", (_, _) => new ValueTask<object?>(never.Task));
        bound.Options.ExecutionTimeout = TimeSpan.FromMilliseconds(20);

        (await bound.AskAsync("{ deaf }").WaitAsync(TimeSpan.FromSeconds(20))).Should().Contain("TIMEOUT");
    }

    [Fact]
    public async Task A_context_of_the_caller_does_not_hold_resolvers_up()
    {
        var bound = Tree(number => 1 + (number % 4));
        Task<GraphQLResult> asking;
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new DeafContext());
        try
        {
            asking = bound.ExecuteAsync(Query);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        (await asking.WaitAsync(TimeSpan.FromSeconds(20))).ToString().Should().StartWith("{\"data\":{\"root\"");
    }

    // Ways to wait: not at all, a turn of the pool, a real thread, a loader, a loader after a turn.
    private static Bound Tree(Func<int, int> way)
    {
        var bound = new Bound(
            "type Query { root: Node } type Node { number: Int! children: [Node!]! parent: Node }");
        return bound
            .Sync("Query.root", _ => 5)
            .Set("Node.number", new FieldBinding
            {
                Async = (parent, _, request, _, _) => WaitAsync((int)parent!, way((int)parent), request),
            })
            .Set("Node.children", new FieldBinding
            {
                Async = async (parent, _, request, _, _) =>
                {
                    var number = (int)(await WaitAsync((int)parent!, way((int)parent), request))!;
                    return new[] { number + 1, number + 2, number + 3 };
                },
            })
            .Set("Node.parent", new FieldBinding
            {
                Async = async (parent, _, request, _, _) =>
                    await WaitAsync((int)parent!, way((int)parent), request) is int number && number > 0
                        ? number - 1
                        : null,
            });
    }

    private static async ValueTask<object?> WaitAsync(int value, int way, RequestContext request)
    {
        switch (way)
        {
            case 0:
                return value;
            case 1:
                await Task.Yield();
                return value;
            case 2:
                return await Task.Run(() => value);
            case 3:
                return await request.Loader<Same>().LoadAsync(value);
            default:
                await Task.Yield();
                return await request.Loader<Same>().LoadAsync(value);
        }
    }

    private sealed class Same : BatchDataLoader<int, int>
    {
        protected override async ValueTask<IReadOnlyDictionary<int, int>> LoadBatchAsync(
            IReadOnlyList<int> keys, CancellationToken ct)
        {
            if (keys.Count % 2 == 0)
            {
                await Task.Yield();
            }

            return keys.ToDictionary(key => key, key => key);
        }
    }

    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
