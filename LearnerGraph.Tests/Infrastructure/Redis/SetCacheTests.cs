using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Infrastructure.Redis;
using LearnerGraph.Tests.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearnerGraph.Tests.Infrastructure.Redis;

public sealed class SetCacheTests
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly LearnerId Learner = new(7);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Get_computes_once_and_then_finds()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);

        var first = await cache.GetOrComputeAsync(Key(1), Any, Compute, default);
        var second = await cache.GetOrComputeAsync(Key(1), Any, Never, default);

        first.Level.Should().Be(CacheLevel.None);
        second.Level.Should().Be(CacheLevel.Process);
        second.Set.Should().BeSameAs(first.Set);
    }

    [Fact]
    public async Task A_set_ends_with_its_time()
    {
        var cache = new SetCache(new CacheOptions { TtlSeconds = 300 }, _clock, null);
        await cache.GetOrComputeAsync(Key(1), Any, Compute, default);

        _clock.Advance(TimeSpan.FromSeconds(269));
        var within = await cache.GetOrComputeAsync(Key(1), Any, Never, default);
        _clock.Advance(TimeSpan.FromSeconds(62));
        var after = await cache.GetOrComputeAsync(Key(1), Any, Compute, default);

        within.Level.Should().Be(CacheLevel.Process);
        after.Level.Should().Be(CacheLevel.None);
    }

    [Fact]
    public async Task A_degraded_set_is_not_kept()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);

        await cache.GetOrComputeAsync(
            Key(1), Any, _ => new(Set() with { Source = RecommendationSource.Degraded }), default);

        (await cache.GetOrComputeAsync(Key(1), Any, Compute, default)).Level.Should().Be(CacheLevel.None);
    }

    [Fact]
    public async Task A_set_that_is_no_longer_current_is_replaced()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);
        var old = (await cache.GetOrComputeAsync(Key(1), Any, Compute, default)).Set;

        var fresh = await cache.GetOrComputeAsync(Key(1), set => !ReferenceEquals(set, old), Compute, default);

        fresh.Level.Should().Be(CacheLevel.None);
        (await cache.GetOrComputeAsync(Key(1), Any, Never, default)).Set.Should().BeSameAs(fresh.Set);
    }

    [Fact]
    public async Task Callers_of_one_key_share_one_computation()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);
        var gate = new TaskCompletionSource();
        var computed = 0;

        var callers = Enumerable.Range(0, 8).Select(_ => cache.GetOrComputeAsync(
            Key(1), Any,
            async _ =>
            {
                Interlocked.Increment(ref computed);
                await gate.Task;
                return Set();
            },
            default).AsTask()).ToArray();
        gate.SetResult();
        var found = await Task.WhenAll(callers);

        computed.Should().Be(1);
        found.Count(lookup => lookup.Level == CacheLevel.None).Should().Be(1);
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_nobody_elses_computation()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);
        var gate = new TaskCompletionSource<RecommendationSet>();
        using var impatient = new CancellationTokenSource();

        var first = cache.GetOrComputeAsync(Key(1), Any, _ => new(gate.Task), impatient.Token).AsTask();
        var second = cache.GetOrComputeAsync(Key(1), Any, Never, default).AsTask();
        await impatient.CancelAsync();
        gate.SetResult(Set());

        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        (await second).Set.Should().NotBeNull();
    }

    [Fact]
    public async Task A_computation_that_fails_is_tried_again_by_the_next()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);
        var fail = async () => await cache.GetOrComputeAsync(
            Key(1), Any, _ => throw new InvalidOperationException("planted"), default);

        await fail.Should().ThrowAsync<InvalidOperationException>();

        (await cache.GetOrComputeAsync(Key(1), Any, Compute, default)).Level.Should().Be(CacheLevel.None);
    }

    [Fact]
    public async Task No_more_than_the_capacity_is_kept_and_the_recent_stay()
    {
        var cache = new SetCache(new CacheOptions { Entries = 100 }, _clock, null);
        for (var i = 0; i < 1_000; i++)
        {
            await cache.KeepAsync(Key(i), Set(), default);
            await cache.GetOrComputeAsync(Key(0), Any, Compute, default);
        }

        var kept = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var found = true;
            await cache.GetOrComputeAsync(
                Key(i), Any,
                _ =>
                {
                    found = false;
                    return new(Set() with { Source = RecommendationSource.Degraded });
                },
                default);
            if (found) kept++;
            if (i == 0) found.Should().BeTrue();
        }

        kept.Should().BeInRange(1, 101);
    }

    [Fact]
    public async Task Forget_takes_away_one_learners_sets_only()
    {
        var cache = new SetCache(new CacheOptions(), _clock, null);
        var other = Key(1) with { Learner = new LearnerId(8) };
        await cache.KeepAsync(Key(1), Set(), default);
        await cache.KeepAsync(other, Set(), default);

        await cache.ForgetAsync(Tenant, Learner, default);

        (await cache.GetOrComputeAsync(Key(1), Any, Compute, default)).Level.Should().Be(CacheLevel.None);
        (await cache.GetOrComputeAsync(other, Any, Never, default)).Level.Should().Be(CacheLevel.Process);
    }

    [RedisFact]
    public async Task Processes_share_sets_through_redis_and_forget_them_together()
    {
        await using var server = await RedisServer.StartAsync();
        await using var here = Link(server.Address);
        await using var there = Link(server.Address);
        var (mine, yours) = (Cache(here), Cache(there));
        await ConnectAsync(here);
        await ConnectAsync(there);

        await mine.GetOrComputeAsync(Key(1), Any, Compute, default);
        var found = await yours.GetOrComputeAsync(Key(1), Any, Never, default);

        found.Level.Should().Be(CacheLevel.Shared);
        found.Set.Should().BeEquivalentTo(Set(), o => o.WithStrictOrdering());
        (await yours.GetOrComputeAsync(Key(1), Any, Never, default)).Level.Should().Be(CacheLevel.Process);

        await mine.ForgetAsync(Tenant, Learner, default);
        (await Cache(here).GetOrComputeAsync(Key(1), Any, Compute, default)).Level.Should().Be(CacheLevel.None);
    }

    [RedisFact]
    public async Task A_killed_redis_costs_computations_and_no_errors_and_is_used_again_once_it_is_back()
    {
        await using var server = await RedisServer.StartAsync();
        await using var link = Link(server.Address);
        await ConnectAsync(link);
        var cache = new SetCache(new CacheOptions { Entries = 0 }, _clock, Shared(link));
        await cache.KeepAsync(Key(1), Set(), default);
        (await cache.GetOrComputeAsync(Key(1), Any, Never, default)).Level.Should().Be(CacheLevel.Shared);

        await server.KillAsync();
        for (var i = 0; i < 20; i++)
        {
            (await cache.GetOrComputeAsync(Key(i), Any, Compute, default)).Level.Should().Be(CacheLevel.None);
        }

        link.IsOpen.Should().BeTrue();
        await server.RestartAsync();
        await ConnectAsync(link);
        await cache.KeepAsync(Key(1), Set(), default);
        (await cache.GetOrComputeAsync(Key(1), Any, Never, default)).Level.Should().Be(CacheLevel.Shared);
    }

    [RedisFact]
    public async Task Foreign_bytes_under_a_key_are_computed_over()
    {
        await using var server = await RedisServer.StartAsync();
        await using var link = Link(server.Address);
        await ConnectAsync(link);
        await Cache(link).KeepAsync(Key(1), Set(), default);
        var name = SharedSets.Name(Key(1));
        await link.CallAsync(database => database.StringSetAsync(name, "rubbish"), default);

        (await Cache(link).GetOrComputeAsync(Key(1), Any, Compute, default)).Level.Should().Be(CacheLevel.None);
        (await Cache(link).GetOrComputeAsync(Key(1), Any, Never, default)).Level.Should().Be(CacheLevel.Shared);
    }

    private static SetKey Key(long version) =>
        SetKey.For(Tenant, Learner, version, "hybrid_v1", new RecommendationRequest());

    private static RecommendationSet Set() => SampleSets.Set(Learner, ManualClock.Start) with
    {
        Source = RecommendationSource.Computed,
    };

    private static bool Any(RecommendationSet set) => true;

    private static ValueTask<RecommendationSet> Compute(CancellationToken ct) => new(Set());

    private static ValueTask<RecommendationSet> Never(CancellationToken ct) =>
        throw new InvalidOperationException("Nothing should be computed here.");

    private static RedisLink Link(string address) => new(
        new CacheOptions { Redis = address, DeadlineMs = 500 }, TimeProvider.System, NullLogger<RedisLink>.Instance);

    private static SharedSets Shared(RedisLink link) => new(link, NullLogger<SharedSets>.Instance);

    private SetCache Cache(RedisLink link) => new(new CacheOptions(), _clock, Shared(link));

    // The first call may come too late on a busy machine; after an outage the circuit lets one through now and then.
    private static async Task ConnectAsync(RedisLink link)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await link.CallAsync(async database => (object?)await database.PingAsync(), limit.Token) is null)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private sealed class ManualClock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        private DateTimeOffset _now = Start;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }
}
