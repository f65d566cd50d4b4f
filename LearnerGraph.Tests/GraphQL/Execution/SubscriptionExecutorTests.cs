using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;

namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class SubscriptionExecutorTests
{
    private readonly Bound _bound = new Bound(
        "type Query { a: Int } type Subscription { ticks: Tick! } type Tick { n: Int half: Int! }")
        .Sync("Tick.n", parent => parent)
        .Sync("Tick.half", parent => (int)parent! % 2 == 0 ? (int)parent / 2 : null);

    [Fact]
    public async Task Every_event_is_answered_by_itself()
    {
        _bound.Stream("Subscription.ticks", _ => Numbers(4));

        (await RunAsync("subscription { ticks { n half } }")).Should().Equal(
            "{'data':{'ticks':{'n':0,'half':0}}}", "null at ticks.half", "{'data':{'ticks':{'n':2,'half':1}}}",
            "null at ticks.half");
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_stream_with_an_error()
    {
        _bound.Stream("Subscription.ticks", _ => Numbers(1, fails: true));

        (await RunAsync("subscription { ticks { n } }")).Should()
            .Equal("{'data':{'ticks':{'n':0}}}", "null at ticks");
    }

    [Fact]
    public async Task A_source_that_cannot_be_opened_gives_a_response_and_no_stream()
    {
        _bound.Stream("Subscription.ticks", _ => throw new GraphQLException("closed", "CLOSED"));

        (await _bound.AskAsync("subscription { ticks { n } }")).Should().Contain("'code':'CLOSED'");
    }

    [Fact]
    public async Task A_rule_is_asked_before_the_source_is_opened()
    {
        var opened = false;
        _bound.Set("Subscription.ticks", new FieldBinding
        {
            Stream = (_, _) =>
            {
                opened = true;
                return Numbers(1);
            },
            Rule = new FieldRule("Subscription.ticks", [new AuthorizeAttribute("staff")]),
        });

        (await _bound.AskAsync("subscription { ticks { n } }")).Should().Contain("'code':'UNAUTHENTICATED'");
        opened.Should().BeFalse();
    }

    [Fact]
    public async Task Leaving_ends_the_source()
    {
        using var left = new CancellationTokenSource();
        var isEnded = false;
        _bound.Stream("Subscription.ticks", Endless);
        var stream = (GraphQLResponseStream)await _bound.ExecuteAsync("subscription { ticks { n } }", ct: left.Token);

        await foreach (var _ in stream.Responses)
        {
            await left.CancelAsync();
        }

        isEnded.Should().BeTrue();

        async IAsyncEnumerable<object?> Endless(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    yield return i;
                    await Task.Delay(1, ct);
                }
            }
            finally
            {
                isEnded = true;
            }
        }
    }

    private static async IAsyncEnumerable<object?> Numbers(int count, bool fails = false)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }

        if (fails)
        {
            throw new InvalidOperationException("the source broke");
        }
    }

    private async Task<List<string>> RunAsync(string document)
    {
        var stream = (GraphQLResponseStream)await _bound.ExecuteAsync(document);
        var seen = new List<string>();
        await foreach (var response in stream.Responses)
        {
            seen.Add(response.IsDataNull
                ? $"null at {string.Join('.', response.Errors[0].Path!)}"
                : response.ToString().Replace('"', '\''));
        }

        return seen;
    }
}
