using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Leases;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>What every kind of lease promises.</summary>
public abstract class LeaseContract : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private protected FakeClock Clock { get; set; } = new(StoreHost.Now);

    private protected ILeases Leases { get; set; } = null!;

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Take_gives_a_lease_to_exactly_one_of_many()
    {
        var takers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            async () => await TakeAsync($"worker {i}"))));

        var lease = takers.OfType<Lease>().Should().ContainSingle().Which;
        lease.Token.Should().Be(1);
        lease.Until.Should().Be(StoreHost.Now + Minute);
        (await Leases.IsHeldAsync(lease, default)).Should().BeTrue();
    }

    [StoreFact]
    public async Task Take_refuses_while_a_lease_holds_and_knows_names_and_tenants_apart()
    {
        var lease = await TakeAsync("a");
        Clock.Advance(Minute - TimeSpan.FromTicks(1));

        (await TakeAsync("a")).Should().BeNull();
        (await Leases.TryTakeAsync(StoreHost.Stranger, "part", "b", Minute, default)).Should().NotBeNull();
        (await Leases.TryTakeAsync(StoreHost.Tenant, "other", "b", Minute, default)).Should().NotBeNull();
        (await Leases.IsHeldAsync(lease!, default)).Should().BeTrue();
    }

    [StoreFact]
    public async Task Token_rises_with_every_holder_and_the_earlier_ones_lease_is_lost()
    {
        var first = await TakeAsync("a");
        Clock.Advance(Minute);
        var second = await TakeAsync("b");

        second!.Token.Should().Be(first!.Token + 1);
        (await Leases.IsHeldAsync(first, default)).Should().BeFalse();
        (await Leases.RenewAsync(first, Minute, default)).Should().BeNull();
        (await Leases.ReleaseAsync(first, default)).Should().BeFalse();
        (await Leases.IsHeldAsync(second, default)).Should().BeTrue();
    }

    [StoreFact]
    public async Task Renew_begins_the_time_anew_and_keeps_the_token()
    {
        var lease = await TakeAsync("a");
        Clock.Advance(Minute / 2);

        var renewed = await Leases.RenewAsync(lease!, Minute, default);

        renewed.Should().Be(lease! with { Until = StoreHost.Now + (1.5 * Minute) });
        Clock.Advance(Minute - TimeSpan.FromTicks(1));
        (await TakeAsync("b")).Should().BeNull();
        Clock.Advance(TimeSpan.FromTicks(1));
        (await Leases.RenewAsync(renewed!, Minute, default)).Should().BeNull("its time was up");
    }

    [StoreFact]
    public async Task Release_lets_the_next_one_in_with_a_greater_token()
    {
        var lease = await TakeAsync("a");

        (await Leases.ReleaseAsync(lease!, default)).Should().BeTrue();

        (await TakeAsync("b"))!.Token.Should().Be(lease!.Token + 1);
    }

    private ValueTask<Lease?> TakeAsync(string holder) =>
        Leases.TryTakeAsync(StoreHost.Tenant, "part", holder, Minute, default);
}

public sealed class InProcessLeaseTests : LeaseContract
{
    public override Task InitializeAsync()
    {
        Leases = new InProcessLeases(Clock);
        return Task.CompletedTask;
    }

    public override Task DisposeAsync() => Task.CompletedTask;
}

public abstract class StoredLeaseContract : LeaseContract
{
    private protected StoreHost Host { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        Host = await CreateAsync();
        (Clock, Leases) = (Host.Clock, Host.Leases);
    }

    public override async Task DisposeAsync() => await Host.DisposeAsync();

    [StoreFact]
    public async Task Fence_keeps_out_what_a_holder_writes_after_its_time()
    {
        var lease = await Leases.TryTakeAsync(StoreHost.Tenant, "part", "a", TimeSpan.FromMinutes(1), default);

        (await FenceAsync(lease!)).Should().BeTrue();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Leases.TryTakeAsync(StoreHost.Tenant, "part", "b", TimeSpan.FromMinutes(1), default);

        (await FenceAsync(lease!)).Should().BeFalse();
    }

    private protected abstract Task<StoreHost> CreateAsync();

    private ValueTask<bool> FenceAsync(Lease lease) => Host.Database.WriteAsync(
        (session, token) => Host.Leases.FenceAsync(session, lease, token), default);
}

public sealed class SqliteLeaseTests : StoredLeaseContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresLeaseTests : StoredLeaseContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
