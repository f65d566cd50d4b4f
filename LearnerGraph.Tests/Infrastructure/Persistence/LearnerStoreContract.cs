using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class LearnerStoreContract : StoreContract
{
    [StoreFact]
    public async Task Add_gives_an_id_and_keeps_every_value()
    {
        var added = await Host.Learners.AddAsync(StoreHost.Draft("a"), default);

        added.TryGet(out var learner, out _).Should().BeTrue();
        learner.Should().BeEquivalentTo(StoreHost.Draft("a") with { Id = learner!.Id, Version = 1 });
        (await Host.Learners.FindByExternalIdAsync(StoreHost.Tenant, "a", default)).Should().BeEquivalentTo(learner);
        var found = await Host.Learners.FindManyAsync(StoreHost.Tenant, [learner.Id, new(999)], default);
        found.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(learner);
    }

    [StoreFact]
    public async Task Add_refuses_a_taken_external_id_or_username()
    {
        await Host.Learners.AddAsync(StoreHost.Draft("a"), default);

        foreach (var (externalId, username) in new[] { ("a", "other"), ("b", "user-a") })
        {
            var second = await Host.Learners.AddAsync(
                StoreHost.Draft(externalId) with { Username = username }, default);

            second.TryGet(out _, out var problem).Should().BeFalse();
            problem!.Code.Should().Be("ALREADY_EXISTS");
        }
    }

    [StoreFact]
    public async Task Texts_with_a_null_character_are_kept_and_found()
    {
        var added = await Host.Learners.AddAsync(StoreHost.Draft("a\0b") with { DisplayName = "Ada\0" }, default);

        added.IsOk.Should().BeTrue();
        (await Host.Learners.FindByExternalIdAsync(StoreHost.Tenant, "a\0b", default))!.DisplayName
            .Should().Be("Ada\uFFFD");
    }

    [StoreFact]
    public async Task Add_many_returns_those_that_are_stored_already()
    {
        var first = await Host.Learners.AddManyAsync(StoreHost.Tenant, [StoreHost.Draft("a")], default);

        var both = await Host.Learners.AddManyAsync(
            StoreHost.Tenant, [StoreHost.Draft("b"), StoreHost.Draft("a") with { DisplayName = "New" }], default);

        both[1].Should().BeEquivalentTo(first[0]);
        both[0].ExternalId.Should().Be("b");
    }

    [StoreFact]
    public async Task Save_raises_both_versions_and_refuses_an_old_one()
    {
        var id = await Host.LearnerAsync();
        var before = await SnapshotAsync(id);

        var saved = await Host.Learners.SaveAsync(before.Learner with { DisplayName = "Grace" }, default);
        var again = await Host.Learners.SaveAsync(before.Learner with { DisplayName = "Lost" }, default);

        saved.TryGet(out var learner, out _).Should().BeTrue();
        learner!.Version.Should().Be(before.Learner.Version + 1);
        again.TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().BeOfType<Problem.Conflict>();
        var after = await SnapshotAsync(id);
        after.Learner.DisplayName.Should().Be("Grace");
        after.State.Version.Should().Be(before.State.Version + 1);
    }

    [StoreFact]
    public async Task Save_refuses_another_tenants_learner_as_unknown()
    {
        var id = await Host.LearnerAsync();
        var stored = (await SnapshotAsync(id)).Learner;

        var saved = await Host.Learners.SaveAsync(stored with { Tenant = StoreHost.Stranger }, default);

        saved.TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().BeOfType<Problem.NotFound>();
    }

    [StoreFact]
    public async Task Page_goes_both_ways_and_stays_in_its_tenant()
    {
        var ids = new List<LearnerId>();
        for (var i = 0; i < 5; i++) ids.Add(await Host.LearnerAsync());
        await Host.LearnerAsync(StoreHost.Stranger);

        var first = await Host.Learners.PageAsync(StoreHost.Tenant, null, null, null, 2, false, default);
        var next = await Host.Learners.PageAsync(StoreHost.Tenant, null, first[1].Id, null, 9, false, default);
        var back = await Host.Learners.PageAsync(StoreHost.Tenant, null, null, next[0].Id, 9, true, default);

        first.Select(l => l.Id).Should().Equal(ids[..2]);
        next.Select(l => l.Id).Should().Equal(ids[2..]);
        back.Select(l => l.Id).Should().Equal(ids[1], ids[0]);
        (await Host.Learners.CountAsync(StoreHost.Tenant, null, default)).Should().Be(5);
    }

    [StoreFact]
    public async Task Page_and_count_know_who_practised_since()
    {
        var catalog = await Host.CatalogAsync();
        var active = await Host.LearnerAsync();
        await Host.LearnerAsync();
        await Host.RecordAsync(active, StoreHost.Attempt(active, catalog.Questions[0]));

        var page = await Host.Learners.PageAsync(
            StoreHost.Tenant, LastPractice.Since(StoreHost.Now), null, null, 9, false, default);

        page.Select(l => l.Id).Should().Equal(active);
        page[0].LastPracticedAt.Should().Be(StoreHost.Now);
        (await Host.Learners.CountAsync(StoreHost.Tenant, LastPractice.Since(StoreHost.Now), default)).Should().Be(1);
        (await Host.Learners.CountAsync(StoreHost.Tenant, new(StoreHost.Now.AddDays(-1), StoreHost.Now), default))
            .Should().Be(0);
        (await Host.Learners.CountAsync(StoreHost.Tenant, LastPractice.Since(StoreHost.Now.AddTicks(1)), default))
            .Should().Be(0);
    }

    [StoreFact]
    public async Task Erase_is_the_tenants_own_and_true_once()
    {
        var id = await Host.LearnerAsync();

        (await Host.Learners.EraseAsync(StoreHost.Stranger, id, default)).Should().BeFalse();
        (await Host.Learners.EraseAsync(StoreHost.Tenant, id, default)).Should().BeTrue();
        (await Host.Learners.EraseAsync(StoreHost.Tenant, id, default)).Should().BeFalse();
    }

    private async Task<LearnerGraph.Domain.Tracing.LearnerSnapshot> SnapshotAsync(LearnerId id) =>
        (await Host.Practice.LoadAsync(StoreHost.Tenant, [id], default))[id];
}

public sealed class SqliteLearnerStoreTests : LearnerStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresLearnerStoreTests : LearnerStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
