using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class RecommendationStoreContract : StoreContract
{
    [StoreFact]
    public async Task Add_takes_one_command_and_keeps_every_value()
    {
        var learner = await Host.LearnerAsync();
        var set = SampleSets.Set(learner, StoreHost.Now);
        var count = SqlCounter.Begin();

        var id = await Host.Sets.AddAsync(StoreHost.Tenant, set, default);

        count.Commands.Should().Be(1);
        var stored = (await Host.Sets.FindManyAsync(StoreHost.Tenant, [id, 99], default))
            .Should().ContainSingle().Subject;
        stored.Value.Set.Should().BeEquivalentTo(set with { Id = id }, o => o.WithStrictOrdering());
        stored.Value.Statuses.Should().HaveCount(set.Items.Count).And.AllBeEquivalentTo(RecommendationStatus.Pending);
        (await Host.Sets.FindManyAsync(StoreHost.Stranger, [id], default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Find_active_is_the_newest_that_has_not_expired()
    {
        var learner = await Host.LearnerAsync();
        await AddAsync(learner, StoreHost.Now);
        var newest = await AddAsync(learner, StoreHost.Now.AddMinutes(1));
        await AddAsync(await Host.LearnerAsync(), StoreHost.Now.AddMinutes(2));

        var active = await Host.Sets.FindActiveAsync(StoreHost.Tenant, learner, StoreHost.Now.AddMinutes(2), default);
        var later = await Host.Sets.FindActiveAsync(StoreHost.Tenant, learner, StoreHost.Now.AddHours(2), default);

        active!.Set.Id.Should().Be(newest);
        later.Should().BeNull();
    }

    [StoreFact]
    public async Task Since_gives_the_tenant_s_sets_from_an_instant_on_oldest_first()
    {
        var learner = await Host.LearnerAsync();
        await AddAsync(learner, StoreHost.Now.AddMinutes(-1));
        var second = await AddAsync(learner, StoreHost.Now.AddMinutes(5));
        var first = await AddAsync(await Host.LearnerAsync(), StoreHost.Now);

        var found = new List<long>();
        await foreach (var stored in Host.Sets.SinceAsync(StoreHost.Tenant, StoreHost.Now, default))
            found.Add(stored.Set.Id);
        found.Should().Equal(first, second);

        await foreach (var stored in Host.Sets.SinceAsync(StoreHost.Stranger, StoreHost.Now, default))
            stored.Should().BeNull("another tenant's sets are not told");
    }

    [StoreFact]
    public async Task Find_active_passes_over_the_answer_to_a_request_for_one_question()
    {
        var learner = await Host.LearnerAsync();
        var set = await AddAsync(learner, StoreHost.Now);
        var one = SampleSets.Set(learner, StoreHost.Now.AddMinutes(1));
        await Host.Sets.AddAsync(
            StoreHost.Tenant,
            one with { Trace = one.Trace with { Request = new RecommendationRequest(1, [Lane.NextQuestion]) } },
            default);

        var active = await Host.Sets.FindActiveAsync(StoreHost.Tenant, learner, StoreHost.Now.AddMinutes(2), default);

        active!.Set.Id.Should().Be(set);
    }

    [StoreFact]
    public async Task Feedback_moves_statuses_and_counts_duplicates()
    {
        var learner = await Host.LearnerAsync();
        var id = await AddAsync(learner, StoreHost.Now);
        var shown = Event(id, 1, FeedbackAction.Shown);

        var first = await RecordAsync(shown, Event(id, 2, FeedbackAction.Accepted), shown);
        var again = await RecordAsync(shown);

        first.TryGet(out var receipt, out _).Should().BeTrue();
        (receipt!.Accepted, receipt.Duplicates).Should().Be((2, 1));
        receipt.Sets[0].Statuses.Take(3).Should().Equal(
            RecommendationStatus.Shown, RecommendationStatus.Accepted, RecommendationStatus.Pending);
        again.TryGet(out var second, out _).Should().BeTrue();
        (second!.Accepted, second.Duplicates).Should().Be((0, 1));
        (await Host.Sets.FindManyAsync(StoreHost.Tenant, [id], default))[id].Statuses
            .Should().Equal(receipt.Sets[0].Statuses);
    }

    [StoreFact]
    public async Task Feedback_that_is_refused_leaves_nothing_behind()
    {
        var learner = await Host.LearnerAsync();
        var id = await AddAsync(learner, StoreHost.Now);
        var shown = Event(id, 1, FeedbackAction.Shown);

        var refused = await RecordAsync(shown, Event(id, 2, FeedbackAction.Ignored));
        var unknown = await RecordAsync(Event(id, 99, FeedbackAction.Shown));
        var retried = await RecordAsync(shown);

        refused.TryGet(out _, out var problem).Should().BeFalse();
        problem!.Path.Should().Equal("events", "1", "action");
        unknown.TryGet(out _, out var missing).Should().BeFalse();
        missing.Should().BeOfType<Problem.NotFound>();
        retried.TryGet(out var receipt, out _).Should().BeTrue();
        receipt!.Accepted.Should().Be(1);
    }

    [StoreFact]
    public async Task Feedback_raises_the_learners_version_where_later_sets_change()
    {
        await RaisesAsync(FeedbackAction.Shown, 0);
        await RaisesAsync(FeedbackAction.Rejected, 1);
    }

    private async Task RaisesAsync(FeedbackAction action, int raised)
    {
        var learner = await Host.LearnerAsync();
        var id = await AddAsync(learner, StoreHost.Now);
        var before = (await Host.Practice.LoadAsync(StoreHost.Tenant, [learner], default))[learner].State.Version;

        await RecordAsync(Event(id, 1, action));

        (await Host.Practice.LoadAsync(StoreHost.Tenant, [learner], default))[learner].State.Version
            .Should().Be(before + raised);
    }

    private static FeedbackEvent Event(long set, int position, FeedbackAction action) =>
        new(Guid.NewGuid(), new(set, position), action, StoreHost.Now, 4, "fine");

    private static Result<RecommendationStatus> Next(RecommendationStatus before, FeedbackEvent e) => e.Action switch
    {
        FeedbackAction.Shown => RecommendationStatus.Shown,
        FeedbackAction.Accepted => RecommendationStatus.Accepted,
        FeedbackAction.Rejected => RecommendationStatus.Rejected,
        _ => new Problem.Conflict($"{before} cannot be {e.Action}."),
    };

    private ValueTask<long> AddAsync(LearnerId learner, DateTimeOffset at) =>
        Host.Sets.AddAsync(StoreHost.Tenant, SampleSets.Set(learner, at), default);

    private ValueTask<Result<FeedbackReceipt>> RecordAsync(params FeedbackEvent[] events) =>
        Host.Sets.RecordFeedbackAsync(StoreHost.Tenant, events, Next, default);
}

public sealed class SqliteRecommendationStoreTests : RecommendationStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresRecommendationStoreTests : RecommendationStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
