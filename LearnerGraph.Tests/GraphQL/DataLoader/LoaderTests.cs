using LearnerGraph.GraphQL;
using LearnerGraph.Tests.GraphQL.Execution;

namespace LearnerGraph.Tests.GraphQL.DataLoader;

public sealed class LoaderTests
{
    private readonly Batches _batches = new();

    [Fact]
    public async Task Fields_of_one_level_share_a_batch_and_each_key_comes_once()
    {
        var bound = Tree();

        (await bound.DataAsync("{ items { parent { number parent { number } } } }")).Should().Be(
            "{'items':[" + string.Join(',', Enumerable.Range(8, 5).Select(
                i => $"{{'parent':{{'number':{i / 2},'parent':{{'number':{i / 4}}}}}}}")) + "]}");
        _batches.Seen.Should().Equal("8 9 10 11 12", "4 5 6");
    }

    [Fact]
    public async Task A_resolver_may_load_again_after_it_has_waited()
    {
        var bound = Tree().Loads<Halves>("Item.parent", async (parent, halves) =>
        {
            var half = await halves.LoadAsync((int)parent!);
            return (object?)await halves.LoadAsync(half);
        });

        await bound.DataAsync("{ items { parent { number } } }");

        _batches.Seen.Should().Equal("8 9 10 11 12", "4 5 6");
    }

    [Fact]
    public async Task Slow_fields_do_not_hold_a_batch_back()
    {
        var released = new TaskCompletionSource();
        _batches.OnBatch = () => released.TrySetResult();
        var bound = Tree().Async("Query.slow", async (_, _) => { await released.Task; return 1; });

        (await bound.DataAsync("{ slow items { parent { number } } }")).Should().StartWith("{'slow':1,");
    }

    [Fact]
    public async Task A_failed_batch_fails_those_who_wait_for_it_and_nobody_else()
    {
        _batches.FailsOn = 10;

        (await Tree().DataAsync("{ items { number parent { number } } slow2: slow }")).Should().Be(
            "{'items':[" + string.Join(',', Enumerable.Range(8, 5).Select(i => $"{{'number':{i},'parent':null}}"))
            + "],'slow2':7}");
    }

    [Fact]
    public async Task A_failed_key_is_loaded_anew_when_it_is_asked_for_again()
    {
        _batches.FailsOn = 3;
        var halves = new Halves(_batches);
        await FluentActions.Awaiting(async () => await halves.LoadAsync(3)).Should()
            .ThrowAsync<InvalidOperationException>();

        _batches.FailsOn = 0;

        (await halves.LoadAsync(3)).Should().Be(1);
    }

    [Fact]
    public async Task Mutations_do_not_see_what_was_loaded_before_them()
    {
        var bound = Tree().Loads<Halves>("Mutation.half", async (_, halves) => (object?)await halves.LoadAsync(10));

        await bound.DataAsync("mutation { a: half b: half }");

        _batches.Seen.Should().Equal("10", "10");
    }

    [Fact]
    public async Task A_batch_is_split_at_its_greatest_size()
    {
        var halves = new Halves(_batches, 2);

        (await halves.LoadAsync([2, 4, 6, 8, 4])).Should().Equal(1, 2, 3, 4, 2);
        _batches.Seen.Should().Equal("2 4", "6 8");
    }

    [Fact]
    public async Task A_primed_key_is_not_loaded()
    {
        var halves = new Halves(_batches);
        halves.Prime(4, 77);

        (await halves.LoadAsync(4)).Should().Be(77);
        _batches.Seen.Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_without_value_gives_the_default_and_without_group_an_empty_list()
    {
        (await new Halves(_batches).LoadAsync(-1)).Should().Be(0);
        (await new Divisors().LoadAsync(0)).Should().BeEmpty();
        (await new Divisors().LoadAsync(6)).Should().Equal(1, 2, 3, 6);
    }

    private Bound Tree() => new Bound(
        """
        type Query { items: [Item!]! slow: Int }
        type Mutation { half: Int }
        type Item { number: Int! parent: Item }
        """)
        .With(_batches)
        .Sync("Query.items", _ => Enumerable.Range(8, 5).ToList())
        .Sync("Query.slow", _ => 7)
        .Sync("Item.number", parent => parent)
        .Loads<Halves>("Item.parent", async (parent, halves) => (object?)await halves.LoadAsync((int)parent!));

    private sealed class Batches
    {
        public List<string> Seen { get; } = [];

        public int FailsOn { get; set; }

        public Action? OnBatch { get; set; }
    }

    private sealed class Halves(Batches batches, int size = 100) : BatchDataLoader<int, int>
    {
        protected override int MaxBatchSize => size;

        protected override async ValueTask<IReadOnlyDictionary<int, int>> LoadBatchAsync(
            IReadOnlyList<int> keys, CancellationToken ct)
        {
            batches.Seen.Add(string.Join(' ', keys));
            batches.OnBatch?.Invoke();
            await Task.Yield();
            return keys.Contains(batches.FailsOn)
                ? throw new InvalidOperationException("no such half")
                : keys.Where(key => key >= 0).ToDictionary(key => key, key => key / 2);
        }
    }

    private sealed class Divisors : GroupDataLoader<int, int>
    {
        protected override ValueTask<ILookup<int, int>> LoadGroupsAsync(
            IReadOnlyList<int> keys, CancellationToken ct) =>
            ValueTask.FromResult(keys
                .SelectMany(key => Enumerable.Range(1, Math.Max(key, 0)).Where(d => key % d == 0).Select(d => (key, d)))
                .ToLookup(pair => pair.key, pair => pair.d));
    }
}
