using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class PracticeStoreContract : StoreContract
{
    private static readonly QuestionState Moved = new(0.5, 0.25, 7, 5, 33.5, 6);

    [StoreFact]
    public async Task Load_brings_learner_and_state_in_one_command()
    {
        var ids = new[] { await Host.LearnerAsync(), await Host.LearnerAsync() };
        var stranger = await Host.LearnerAsync(StoreHost.Stranger);
        var count = SqlCounter.Begin();

        var found = await Host.Practice.LoadAsync(StoreHost.Tenant, [.. ids, stranger, new(4711)], default);

        count.Commands.Should().Be(1);
        found.Keys.Should().BeEquivalentTo(ids);
        found[ids[0]].State.Concepts.Should().BeEmpty();
        found[ids[0]].State.Version.Should().Be(1);
    }

    [StoreFact]
    public async Task Record_keeps_every_value_of_attempts_days_questions_and_state()
    {
        var (learner, questions) = await SeedAsync();
        var attempt = StoreHost.Attempt(learner, questions[1]) with
        {
            AnsweredAt = StoreHost.Now.AddTicks(7), Footing = new(0.1, 0.2, -0.3, 0.4), Hour = 23,
        };
        var pending = StoreHost.Attempt(learner, questions[0], 1, AttemptStatus.PendingReview) with
        {
            Answer = null, Grade = null, Recommendation = null, Device = null, Confidence = null, IsDated = false,
        };
        var day = new PracticeDay(attempt.Day, 12.5, 2, 1, 1);
        var state = LearnerState.Empty with { Totals = new PracticeTotals(2, 1, 12.5, 1, 0, 1, 12.5) };

        var recorded = await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [attempt.ClientAttemptId, pending.ClientAttemptId], questions,
            context =>
            {
                context.Known.Should().BeEmpty();
                context.Questions.Should().BeEmpty();
                context.History.Should().BeNull();
                return new PracticeDecision.Apply(new PracticeChange(
                    state, [attempt, pending], [], new Dictionary<QuestionId, QuestionState> { [questions[1]] = Moved },
                    [day], false, attempt.AnsweredAt));
            },
            default);

        recorded.TryGet(out var change, out _).Should().BeTrue();
        var (first, second) = (change!.Added[0], change.Added[1]);
        second.Id.Value.Should().Be(first.Id.Value + 1);
        first.Should().BeEquivalentTo(attempt with { Id = first.Id, JudgedAt = first.Id.Value });
        second.Should().BeEquivalentTo(pending with { Id = second.Id, JudgedAt = 0 });
        var stored = await Host.Practice.FindAttemptsAsync(StoreHost.Tenant, [first.Id, second.Id], default);
        stored[first.Id].Should().Be(first);
        stored[second.Id].Should().Be(second);
        (await Host.Practice.DaysAsync(StoreHost.Tenant, learner, day.Day, default)).Should().Equal(day);
        (await Host.Practice.DaysAsync(StoreHost.Tenant, learner, day.Day + 1, default)).Should().BeEmpty();
        (await Host.Catalog.StatesAsync(StoreHost.Tenant, default))[questions[1]].Should().Be(Moved);
        var snapshot = await SnapshotAsync(learner);
        snapshot.State.Totals.Should().Be(state.Totals);
        snapshot.State.Version.Should().Be(change.State.Version).And.Be(2);
        snapshot.Learner.LastPracticedAt.Should().Be(attempt.AnsweredAt);
    }

    [StoreFact]
    public async Task Record_shows_the_decision_what_is_known()
    {
        var (learner, questions) = await SeedAsync();
        var first = StoreHost.Attempt(learner, questions[0], 5);
        var late = StoreHost.Attempt(learner, questions[1], 1);
        await Host.RecordAsync(learner, first);
        await Host.RecordAsync(learner, late);
        var asked = 0;

        var recorded = await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [first.ClientAttemptId, Guid.NewGuid()], questions,
            context =>
            {
                context.Known.Should().ContainSingle().Which.ClientAttemptId.Should().Be(first.ClientAttemptId);
                if (asked++ == 0) return new PracticeDecision.NeedHistory();

                context.History!.Select(a => a.ClientAttemptId).Should()
                    .Equal(late.ClientAttemptId, first.ClientAttemptId);
                return new PracticeDecision.Apply(StoreHost.Change(context.State));
            },
            default);

        recorded.IsOk.Should().BeTrue();
        asked.Should().Be(2);
    }

    [StoreFact]
    public async Task Record_of_nothing_leaves_the_version()
    {
        var (learner, _) = await SeedAsync();
        var before = await SnapshotAsync(learner);

        await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [], [], c => new PracticeDecision.Apply(StoreHost.Change(c.State)), default);

        (await SnapshotAsync(learner)).State.Version.Should().Be(before.State.Version);
    }

    [StoreFact]
    public async Task Record_refuses_a_second_row_with_the_same_client_id()
    {
        var (learner, questions) = await SeedAsync();
        var attempt = StoreHost.Attempt(learner, questions[0]);
        await Host.RecordAsync(learner, attempt);

        var again = async () => await Host.RecordAsync(learner, attempt);

        await again.Should().ThrowAsync<System.Data.Common.DbException>();
        (await Host.Practice.CountAttemptsAsync(StoreHost.Tenant, learner, null, default)).Should().Be(1);
    }

    [StoreFact]
    public async Task Record_hands_on_a_refusal_and_knows_no_strangers()
    {
        var (learner, _) = await SeedAsync();
        var refusal = new Problem.Invalid("no");

        var refused = await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [], [], _ => new PracticeDecision.Refuse(refusal), default);
        var unknown = await Host.Practice.RecordAsync(
            StoreHost.Stranger, learner, [], [], c => new PracticeDecision.Apply(StoreHost.Change(c.State)), default);

        refused.TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().Be(refusal);
        unknown.TryGet(out _, out var missing).Should().BeFalse();
        missing.Should().BeOfType<Problem.NotFound>();
    }

    [StoreFact]
    public async Task Record_writes_a_reviews_verdict_and_gives_it_a_place_in_the_order()
    {
        var (learner, questions) = await SeedAsync();
        var pending = StoreHost.Attempt(learner, questions[0], 0, AttemptStatus.PendingReview);
        await Host.RecordAsync(learner, pending);
        var other = (await Host.RecordAsync(learner, StoreHost.Attempt(learner, questions[1], 1))).Added[0];

        await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [pending.ClientAttemptId], [],
            context => new PracticeDecision.Apply(StoreHost.Change(context.State) with
            {
                Judged =
                [
                    context.Known[0] with
                    {
                        Status = AttemptStatus.Accepted, Correct = true, Difficulty = 2, Footing = new(1, 2, 3, 4),
                    },
                ],
            }),
            default);

        var judged = await ToListAsync(Host.Practice.JudgedAsync(StoreHost.Tenant, default));
        judged.Select(a => a.ClientAttemptId).Should().Equal(other.ClientAttemptId, pending.ClientAttemptId);
        judged[1].Should().BeEquivalentTo(new { Correct = true, Difficulty = 2.0, Footing = new Footing(1, 2, 3, 4) });
        judged[1].JudgedAt.Should().BeGreaterThan(other.Id.Value);
    }

    [StoreFact]
    public async Task Record_replaces_all_days_after_a_replay()
    {
        var (learner, questions) = await SeedAsync();
        var monday = LocalDay.From(new DateOnly(2026, 3, 2));
        await ApplyAsync(
            learner, change => change with { Days = [new(monday, 1, 1, 1, 0), new(monday + 1, 2, 2, 2, 0)] });

        await ApplyAsync(
            learner, change => change with { Days = [new(monday + 1, 3, 3, 3, 1)], DaysAreComplete = true });

        (await Host.Practice.DaysAsync(StoreHost.Tenant, learner, monday, default))
            .Should().Equal(new PracticeDay(monday + 1, 3, 3, 3, 1));
    }

    [StoreFact]
    public async Task Concurrent_records_lose_nothing_and_number_attempts_without_gaps()
    {
        var (learner, questions) = await SeedAsync();
        var others = new[] { learner, await Host.LearnerAsync(), await Host.LearnerAsync() };

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
            await Host.RecordAsync(
                others[i % 3], StoreHost.Attempt(others[i % 3], questions[0], i),
                StoreHost.Attempt(others[i % 3], questions[1], i)))));

        foreach (var id in others) (await SnapshotAsync(id)).State.Totals.Attempts.Should().Be(40);
        var ids = (await ToListAsync(Host.Practice.JudgedAsync(StoreHost.Tenant, default))).Select(a => a.Id.Value);
        ids.Should().Equal(Enumerable.Range(1, 120).Select(i => (long)i));
    }

    [StoreFact]
    public async Task Concurrent_records_with_failures_harm_no_neighbour()
    {
        var (learner, questions) = await SeedAsync();
        var failures = 0;

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            try
            {
                await Host.Practice.RecordAsync(
                    StoreHost.Tenant, learner, [], [],
                    context => i % 4 == 0
                        ? throw new InvalidOperationException("planted")
                        : new PracticeDecision.Apply(StoreHost.Change(
                            context.State with { Totals = new(context.State.Totals.Attempts + 1, 0, 0, 0, 0, 0, 0) },
                            StoreHost.Attempt(learner, questions[0], i))),
                    default);
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref failures);
            }
        })));

        failures.Should().Be(10);
        (await SnapshotAsync(learner)).State.Totals.Attempts.Should().Be(30);
        (await Host.Practice.CountAttemptsAsync(StoreHost.Tenant, learner, null, default)).Should().Be(30);
    }

    [StoreFact]
    public async Task Change_raises_the_version_or_hands_on_the_refusal()
    {
        var (learner, _) = await SeedAsync();
        var suppression = new Suppression(SuppressedKind.Goal, 2, StoreHost.Now);

        var changed = await Host.Practice.ChangeAsync(
            StoreHost.Tenant, learner, snapshot => snapshot.State with { Suppressed = [suppression] }, default);
        var refused = await Host.Practice.ChangeAsync(
            StoreHost.Tenant, learner, _ => new Problem.Invalid("no"), default);

        changed.TryGet(out var snapshot, out _).Should().BeTrue();
        refused.IsOk.Should().BeFalse();
        var stored = await SnapshotAsync(learner);
        stored.State.Suppressed.Should().Equal(suppression);
        stored.State.Version.Should().Be(snapshot!.State.Version).And.Be(2);
    }

    [StoreFact]
    public async Task Attempts_are_paged_newest_first_and_filtered_by_concept()
    {
        var (learner, questions) = await SeedAsync();
        var added = (await Host.RecordAsync(
            learner,
            StoreHost.Attempt(learner, questions[0], 9), StoreHost.Attempt(learner, questions[1], 2),
            StoreHost.Attempt(learner, questions[2], 5), StoreHost.Attempt(learner, questions[3], 2))).Added;
        var sub = (await Host.Catalog.LoadAsync(StoreHost.Tenant, default)).Concepts.Single(c => c.Key == "sub").Id;

        var first = await Host.Practice.PageAttemptsAsync(StoreHost.Tenant, learner, null, null, 2, default);
        var rest = await Host.Practice.PageAttemptsAsync(StoreHost.Tenant, learner, null, first[1].Id, 9, default);
        var ofSub = await Host.Practice.PageAttemptsAsync(StoreHost.Tenant, learner, sub, null, 9, default);

        first.Concat(rest).Select(a => a.Id).Should().Equal(added[0].Id, added[2].Id, added[3].Id, added[1].Id);
        ofSub.Select(a => a.Id).Should().Equal(added[3].Id, added[1].Id);
        (await Host.Practice.CountAttemptsAsync(StoreHost.Tenant, learner, sub, default)).Should().Be(2);
        (await Host.Practice.PageAttemptsAsync(StoreHost.Stranger, learner, null, null, 9, default))
            .Should().BeEmpty();
    }

    [StoreFact]
    public async Task Answered_counts_accepted_attempts_only()
    {
        var (learner, questions) = await SeedAsync();
        await Host.RecordAsync(
            learner, StoreHost.Attempt(learner, questions[0]),
            StoreHost.Attempt(learner, questions[1], 0, AttemptStatus.PendingReview));

        var answered = await Host.Practice.AnsweredAsync(StoreHost.Tenant, learner, questions, default);

        answered.Should().Equal(questions[0]);
    }

    [StoreFact]
    public async Task Histories_and_replace_rebuild_what_is_derived()
    {
        var (learner, questions) = await SeedAsync();
        var idle = await Host.LearnerAsync();
        await Host.RecordAsync(learner, StoreHost.Attempt(learner, questions[0], 3));
        await Host.RecordAsync(learner, StoreHost.Attempt(learner, questions[1], 1));

        var histories = await ToListAsync(Host.Practice.HistoriesAsync(StoreHost.Tenant, default));
        await Host.Practice.ReplaceAsync(
            StoreHost.Tenant,
            [(learner, StoreHost.Change(LearnerState.Empty) with { DaysAreComplete = true })],
            new Dictionary<QuestionId, QuestionState> { [questions[2]] = Moved }, default);

        histories.Select(h => h.Learner.Id).Should().Equal(learner, idle);
        histories[0].History.Select(a => a.Question).Should().Equal(questions[1], questions[0]);
        histories[1].History.Should().BeEmpty();
        (await SnapshotAsync(learner)).State.Totals.Attempts.Should().Be(0);
        (await Host.Catalog.StatesAsync(StoreHost.Tenant, default)).Keys.Should().Equal(questions[2]);
    }

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> rows)
    {
        var list = new List<T>();
        await foreach (var row in rows) list.Add(row);
        return list;
    }

    private async Task<(LearnerId Learner, IReadOnlyList<QuestionId> Questions)> SeedAsync()
    {
        var catalog = await Host.CatalogAsync();
        return (await Host.LearnerAsync(), catalog.Questions);
    }

    private async Task<LearnerSnapshot> SnapshotAsync(LearnerId id) =>
        (await Host.Practice.LoadAsync(StoreHost.Tenant, [id], default))[id];

    private async Task ApplyAsync(LearnerId learner, Func<PracticeChange, PracticeChange> change) =>
        (await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [], [],
            context => new PracticeDecision.Apply(change(StoreHost.Change(context.State with { Hours = [1] }))),
            default))
        .IsOk.Should().BeTrue();
}

public sealed class SqlitePracticeStoreTests : PracticeStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresPracticeStoreTests : PracticeStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
