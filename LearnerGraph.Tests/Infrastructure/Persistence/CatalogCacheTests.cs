using LearnerGraph.Domain.Content;
using LearnerGraph.Infrastructure.Persistence.Content;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public sealed class CatalogCacheTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private StoreHost _host = null!;

    public async Task InitializeAsync() => _host = await SqliteHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Get_gives_the_same_snapshot_until_something_changes()
    {
        await _host.CatalogAsync();
        var cache = Cache(new CatalogOptions());

        var first = await cache.GetAsync(StoreHost.Tenant, default);
        var second = await cache.GetAsync(StoreHost.Tenant, default);

        first.Version.Should().Be(1);
        second.Should().BeSameAs(first);
        (await cache.GetAsync(StoreHost.Stranger, default)).Courses.Should().BeEmpty();
    }

    [Fact]
    public async Task Get_sees_an_edit_of_this_process_at_once()
    {
        await _host.CatalogAsync();
        var cache = Cache(new CatalogOptions());
        await cache.GetAsync(StoreHost.Tenant, default);

        await cache.ApplyAsync(StoreHost.Tenant, 1, NewCourse, default);

        (await cache.GetAsync(StoreHost.Tenant, default)).Version.Should().Be(2);
    }

    [Fact]
    public async Task Get_sees_another_processs_edit_at_once_where_it_is_asked_to_look()
    {
        await _host.CatalogAsync();
        var cache = Cache(new CatalogOptions { RefreshMs = 0 });
        await cache.GetAsync(StoreHost.Tenant, default);

        await _host.Catalog.ApplyAsync(StoreHost.Tenant, 1, NewCourse, default);

        (await cache.GetAsync(StoreHost.Tenant, default)).Version.Should().Be(2);
    }

    [Fact]
    public async Task Get_finds_another_processs_edit_and_moved_difficulties_after_their_intervals()
    {
        var stored = await _host.CatalogAsync();
        var cache = Cache(new CatalogOptions());
        var before = await cache.GetAsync(StoreHost.Tenant, default);
        var state = new QuestionState(1.5, 0.2, 9, 3, 60, 9);
        await _host.Practice.ReplaceAsync(
            StoreHost.Tenant, [], new Dictionary<QuestionId, QuestionState> { [stored.Questions[0]] = state }, default);
        await _host.Catalog.ApplyAsync(StoreHost.Tenant, 1, NewCourse, default);

        (await cache.GetAsync(StoreHost.Tenant, default)).Should().BeSameAs(before);
        _clock.Advance(TimeSpan.FromSeconds(60));

        var after = await UntilAsync(cache, snapshot => snapshot.Version == 2);
        after.Table.States[after.IndexOf(stored.Questions[0])].Should().Be(state);
    }

    [Fact]
    public async Task Get_follows_difficulties_without_a_new_version()
    {
        var stored = await _host.CatalogAsync();
        var cache = Cache(new CatalogOptions());
        await cache.GetAsync(StoreHost.Tenant, default);
        var state = new QuestionState(1.5, 0.2, 9, 3, 60, 9);
        await _host.Practice.ReplaceAsync(
            StoreHost.Tenant, [], new Dictionary<QuestionId, QuestionState> { [stored.Questions[0]] = state }, default);
        _clock.Advance(TimeSpan.FromSeconds(60));

        var after = await UntilAsync(
            cache, snapshot => snapshot.Table.States[snapshot.IndexOf(stored.Questions[0])] == state);

        after.Version.Should().Be(1);
    }

    [Fact]
    public async Task Concurrent_first_requests_build_one_snapshot()
    {
        await _host.CatalogAsync();
        var cache = Cache(new CatalogOptions());

        var snapshots = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            await cache.GetAsync(StoreHost.Tenant, default))));

        snapshots.Distinct().Should().ContainSingle();
    }

    private static CatalogChange NewCourse =>
        new([new Course(default, "more", "More", 0)], [], [], [], [], [], []);

    private CatalogCache Cache(CatalogOptions options) =>
        new(_host.Catalog, options, _clock, NullLogger<CatalogCache>.Instance);

    // The refresh runs beside the request that noticed; each turn gives it the processor.
    private static async Task<CatalogSnapshot> UntilAsync(CatalogCache cache, Func<CatalogSnapshot, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var snapshot = await cache.GetAsync(StoreHost.Tenant, limit.Token);
            if (condition(snapshot)) return snapshot;

            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(5, limit.Token);
        }
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _timestamp = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _timestamp);

        public void Advance(TimeSpan by) => Interlocked.Add(ref _timestamp, by.Ticks);
    }
}
