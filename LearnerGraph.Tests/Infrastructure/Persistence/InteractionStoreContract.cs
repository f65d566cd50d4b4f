using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Intelligence;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class InteractionStoreContract : StoreContract
{
    private static readonly ContentKey First = new(ContentKind.Concept, 1);
    private static readonly ContentKey Second = new(ContentKind.Question, 2);

    [StoreFact]
    public async Task A_served_search_becomes_a_task_once_it_is_told_about()
    {
        var store = new InteractionStore(Host.Database);
        var session = Session(await Host.LearnerAsync());
        await store.ServeAsync(StoreHost.Tenant, session with { Events = [] }, [1, 0.9], StoreHost.Now, default);
        var served = await store.CountAsync(StoreHost.Tenant, null, default);

        var told = await store.RecordAsync(StoreHost.Tenant, [session], StoreHost.Now, default);
        var again = await store.RecordAsync(StoreHost.Tenant, [session], StoreHost.Now, default);
        var page = await store.PageAsync(StoreHost.Tenant, null, null, 10, default);
        var found = await store.FindAsync(StoreHost.Tenant, [page[0].Id], default);

        served.Should().Be(0);
        (told, again).Should().Be((new SessionReceipt(1, 0), new SessionReceipt(0, 1)));
        page.Should().ContainSingle().Which.Session.Should().BeEquivalentTo(session);
        page[0].Should().BeEquivalentTo(new { Status = ImprovementStatus.Pending, Attempt = 0, Priority = 2 });
        found[page[0].Id].Should().BeEquivalentTo(page[0]);
        (await store.PageAsync(StoreHost.Tenant, ImprovementStatus.Done, null, 10, default)).Should().BeEmpty();
        (await store.PageAsync(StoreHost.Tenant, null, page[0].Id, 10, default)).Should().BeEmpty();
        (await store.CountAsync(StoreHost.Tenant, ImprovementStatus.Pending, default)).Should().Be(1);
        (await store.CountAsync(StoreHost.Stranger, null, default)).Should().Be(0);
    }

    [StoreFact]
    public async Task A_task_in_work_waits_until_it_was_given_up_and_brings_its_vectors()
    {
        var store = new InteractionStore(Host.Database);
        var learner = await Host.LearnerAsync();
        await store.RecordAsync(StoreHost.Tenant, [Session(learner)], StoreHost.Now, default);
        var task = (await store.PendingAsync(StoreHost.Tenant, StoreHost.Now, 10, default)).Single();
        await store.FinishAsync(
            StoreHost.Tenant, task with { Status = ImprovementStatus.Processing }, StoreHost.Now.AddMinutes(1), [], 2,
            default);

        var inWork = await store.PendingAsync(StoreHost.Tenant, StoreHost.Now, 10, default);
        var given = await store.PendingAsync(StoreHost.Tenant, StoreHost.Now.AddMinutes(1), 10, default);
        var mark = await store.WatermarkAsync(StoreHost.Tenant, StoreHost.Now.AddMinutes(1), default);
        await store.FinishAsync(
            StoreHost.Tenant, task with { Status = ImprovementStatus.Done, Attempt = 1 }, StoreHost.Now,
            [Vector(First, 0), Vector(Second, 1), Vector(new(ContentKind.Concept, 3), 2)], 2, default);

        inWork.Should().BeEmpty();
        given.Should().ContainSingle();
        mark.Should().Be((task.Id.Value, 1));
        var kept = await store.VectorsAsync(StoreHost.Tenant, learner, default);
        kept.Select(one => one.Key.Id).Should().BeEquivalentTo([2, 3]);
        kept.Should().ContainEquivalentOf(Vector(Second, 1));
        (await store.VectorsAsync(StoreHost.Stranger, learner, default)).Should().BeEmpty();
        (await store.WatermarkAsync(StoreHost.Tenant, StoreHost.Now.AddDays(1), default)).Waiting.Should().Be(0);
    }

    [StoreFact]
    public async Task Nothing_is_left_of_a_learner_who_is_erased()
    {
        var store = new InteractionStore(Host.Database);
        var learner = await Host.LearnerAsync();
        await store.RecordAsync(StoreHost.Tenant, [Session(learner)], StoreHost.Now, default);
        var task = (await store.PendingAsync(StoreHost.Tenant, StoreHost.Now, 10, default)).Single();
        await store.FinishAsync(StoreHost.Tenant, task, StoreHost.Now, [Vector(First, 0)], 9, default);

        await Host.Learners.EraseAsync(StoreHost.Tenant, learner, default);

        (await store.CountAsync(StoreHost.Tenant, null, default)).Should().Be(0);
        (await store.VectorsAsync(StoreHost.Tenant, learner, default)).Should().BeEmpty();
    }

    private static InteractionSession Session(LearnerId learner) => new(
        learner, new Guid("0b1e6a54-6d3f-4a3c-9d0e-2f6f2b8f3a11"), "ratios", [First, Second],
        [new(Second, InteractionKind.Click, StoreHost.Now), new(First, InteractionKind.Dwell, StoreHost.Now, 300)],
        StoreHost.Now, 20_000, false);

    private static PersonalVector Vector(ContentKey key, int minute) =>
        new(key, "space", "hash", [0.6f, -0.8f], 1.5, StoreHost.Now.AddMinutes(minute));
}

public sealed class SqliteInteractionStoreTests : InteractionStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresInteractionStoreTests : InteractionStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
