using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Tests.Domain.Experiments;
using static LearnerGraph.Tests.Domain.Experiments.ExperimentFacts;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class ExperimentStoreContract : StoreContract
{
    private static readonly LocalDay Day = LocalDay.From(new DateOnly(2026, 3, 2));

    [StoreFact]
    public async Task Save_keeps_every_value_through_the_whole_life()
    {
        var plan = Plan("recs", 0.2, 0.8) with
        {
            Covariate = MetricKind.Accuracy, SequentialMethod = SequentialMethod.Msprt, PlannedDays = 14,
        };
        var draft = Value(Experiment.Draft(StoreHost.Tenant, "life", plan, 0.5, StoreHost.Now, "ada"));

        var stored = Value(await Host.Experiments.AddAsync(draft, default));
        var started = Value(stored.Start(StoreHost.Now, [new(0, 10)]));
        var running = Value(await Host.Experiments.SaveAsync(started, default));
        var decided = Value(await Host.Experiments.SaveAsync(
            Value(running.Decide(Decision.Ship, "It won.", StoreHost.Now.AddDays(9), "ada")), default));

        (await Host.Experiments.FindByKeysAsync(StoreHost.Tenant, ["life", "none"], default)).Should()
            .ContainSingle().Which.Value.Should().BeEquivalentTo(decided);
        decided.Segments.Should().Equal(new BucketRange(10, 500_010));
        (await Host.Experiments.FindByKeysAsync(StoreHost.Stranger, ["life"], default)).Should().BeEmpty();
        (await Host.Experiments.FindManyAsync(StoreHost.Tenant, [decided.Id], default)).Should().ContainKey(decided.Id);
    }

    [StoreFact]
    public async Task Save_refuses_whoever_is_second()
    {
        var stored = await DraftAsync("race");
        Value(await Host.Experiments.SaveAsync(Value(stored.Start(StoreHost.Now, [])), default));

        Refusal(await Host.Experiments.SaveAsync(stored, default)).Should().BeOfType<Problem.Conflict>();
        Refusal(await Host.Experiments.AddAsync(stored, default)).Code.Should().Be("ALREADY_EXISTS");
    }

    [StoreFact]
    public async Task Page_is_newest_first_and_filters_by_status()
    {
        var first = await DraftAsync("a");
        var second = await StartAsync("b");
        var third = await DraftAsync("c");

        Keys(await Host.Experiments.PageAsync(StoreHost.Tenant, null, null, 2, default)).Should().Equal("c", "b");
        Keys(await Host.Experiments.PageAsync(StoreHost.Tenant, null, second.Id, 9, default)).Should().Equal("a");
        Keys(await Host.Experiments.PageAsync(StoreHost.Tenant, ExperimentStatus.Draft, null, 9, default)).Should()
            .Equal("c", "a");
        Keys(await Host.Experiments.ListLiveAsync(StoreHost.Tenant, default)).Should().Equal("b");
        (await Host.Experiments.CountAsync(StoreHost.Tenant, ExperimentStatus.Draft, default)).Should().Be(2);
        (first.Id == third.Id).Should().BeFalse();
    }

    [StoreFact]
    public async Task The_switch_is_on_until_somebody_turns_it_off()
    {
        (await Host.Experiments.IsEnabledAsync(StoreHost.Tenant, default)).Should().BeTrue();
        await Host.Experiments.SetEnabledAsync(StoreHost.Tenant, false, default);
        (await Host.Experiments.IsEnabledAsync(StoreHost.Tenant, default)).Should().BeFalse();
        (await Host.Experiments.IsEnabledAsync(StoreHost.Stranger, default)).Should().BeTrue();
        await Host.Experiments.SetEnabledAsync(StoreHost.Tenant, true, default);
        (await Host.Experiments.IsEnabledAsync(StoreHost.Tenant, default)).Should().BeTrue();
    }

    [StoreFact]
    public async Task Record_exposures_keeps_the_first_of_a_learner()
    {
        var experiment = await StartAsync("x");
        var learner = await Host.LearnerAsync();
        var exposure = new Exposure(experiment.Id, 1, learner, "control", StoreHost.Now, Day, "abc", "5b");

        var unknown = exposure with { Learner = new(987_654) };
        var later = exposure with { At = StoreHost.Now.AddDays(1), Variant = "treatment1" };
        (await Host.Experiments.RecordExposuresAsync(StoreHost.Tenant, [exposure], default)).Should().Be(1);
        (await Host.Experiments.RecordExposuresAsync(StoreHost.Tenant, [later, unknown], default)).Should().Be(0);

        (await Host.Experiments.FindExposuresAsync(StoreHost.Tenant, [learner], default)).Should().Equal(exposure);
        (await CountAsync(experiment)).Should().Equal(new Dictionary<string, int> { ["control"] = 1 });
        (await Host.Learners.EraseAsync(StoreHost.Tenant, learner, default)).Should().BeTrue();
        (await CountAsync(experiment)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Who_was_ever_forced_is_out_of_the_analysis()
    {
        var experiment = await StartAsync("x");
        var learner = await ExposedAsync(experiment, "control");
        await Host.Experiments.ForceAsync(StoreHost.Tenant, new(experiment.Id, learner, "treatment1"), default);
        await Host.Experiments.ForceAsync(StoreHost.Tenant, new(experiment.Id, learner, null), default);

        (await Host.Experiments.FindForcedAsync(StoreHost.Tenant, [experiment.Id], default)).Should()
            .Equal(new ForcedVariant(experiment.Id, learner, null));
        (await CountAsync(experiment)).Should().BeEmpty();
        (await FactsAsync(experiment)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Facts_add_up_what_came_after_the_exposure_and_what_was_before()
    {
        var experiment = await StartAsync("x");
        var learner = await ExposedAsync(experiment, "treatment1");
        await ExposedAsync(experiment, "control");
        await PracticeAsync(
            learner, (-29, 99, 9), (-28, 5, 2), (-1, 7, 4), (0, 10, 6), (1, 20, 3), (7, 30, 5), (8, 40, 1));

        var facts = await FactsAsync(experiment);

        facts.Should().ContainEquivalentOf(new LearnerFacts("control", Day) { Level = SkillLevel.Intermediate });
        facts.Should().ContainEquivalentOf(new LearnerFacts("treatment1", Day)
        {
            Level = SkillLevel.Intermediate,
            Minutes = 100, MinutesInWeek = 50, Attempts = 15, Correct = 15, ActiveDay1 = true, ActiveDay7 = true,
            QualifiedInWeek = 2, PastMinutes = 12, PastAttempts = 6, PastCorrect = 6,
        });
        (await FactsAsync(experiment, SkillLevel.Advanced)).Should().BeEmpty();
        (await Host.Experiments.FindBaselineAsync(
            StoreHost.Tenant, FactSources.Days, Day, Day + 1, 15, default)).Should()
            .ContainSingle().Which.Minutes.Should().Be(30);
    }

    [StoreFact]
    public async Task Facts_know_answers_and_what_became_of_items()
    {
        var catalog = await Host.CatalogAsync();
        var experiment = await StartAsync("x");
        var learner = await ExposedAsync(experiment, "control");
        await Host.RecordAsync(learner, StoreHost.Attempt(learner, catalog.Questions[0]));
        var set = await Host.Sets.AddAsync(StoreHost.Tenant, SampleSets.Set(learner, StoreHost.Now), default);
        FeedbackEvent Event(int position, FeedbackAction action) =>
            new(Guid.NewGuid(), new(set, position), action, StoreHost.Now.AddMinutes(5));
        Value(await Host.Sets.RecordFeedbackAsync(
            StoreHost.Tenant,
            [Event(1, FeedbackAction.Shown), Event(1, FeedbackAction.Clicked), Event(1, FeedbackAction.Completed)],
            (_, _) => RecommendationStatus.Shown, default));

        var facts = (await Host.Experiments.FindFactsAsync(
            StoreHost.Tenant, experiment.Id, 1, FactSources.Days | FactSources.Answers | FactSources.Recommendations,
            StoreHost.Now.AddDays(9), Day + 9, 15, null, default)).Single();

        (await Host.Experiments.CountSetsAsync(
            StoreHost.Tenant, experiment.Id, 1, StoreHost.Now.AddDays(9), default)).Should()
            .Equal(new ArmSets("control", 1, 1));
        (facts.AnswerSeconds, facts.Answers).Should().Be((4.2, 1));
        (facts.Touched, facts.Clicked, facts.Begun, facts.Completed, facts.Dismissed).Should().Be((1, 1, 1, 1, 0));
    }

    [Fact]
    public async Task Days_of_a_streak_count_by_the_minutes_that_the_installation_asks_for()
    {
        var experiment = await StartAsync("x");
        var learner = await ExposedAsync(experiment, "control");
        await PracticeAsync(learner, (1, 14.9, 3), (2, 15, 3), (3, 20, 3), (8, 60, 3));

        (await FactsAsync(experiment)).Single().QualifiedInWeek.Should().Be(2);
        (await FactsAsync(experiment, streakMinutes: 10)).Single().QualifiedInWeek.Should().Be(3);
        (await FactsAsync(experiment, streakMinutes: 18)).Single().QualifiedInWeek.Should().Be(1);
    }

    [Fact]
    public async Task Exposures_are_counted_by_day_and_keep_class_and_definition()
    {
        var experiment = await StartAsync("x");
        var (first, second) = (await Host.LearnerAsync(), await Host.LearnerAsync());
        await Host.Experiments.RecordExposuresAsync(
            StoreHost.Tenant,
            [
                new(experiment.Id, 1, first, "control", StoreHost.Now, Day, "abc", "5b"),
                new(experiment.Id, 1, second, "treatment1", StoreHost.Now.AddDays(1), Day + 1, "abc"),
            ],
            default);

        (await Host.Experiments.CountExposureDaysAsync(
            StoreHost.Tenant, experiment.Id, 1, StoreHost.Now.AddDays(9), default)).Should().Equal(
            new ExposureDay(Day, "control", 1), new ExposureDay(Day + 1, "treatment1", 1));
        (await FactsAsync(experiment)).Select(facts => facts.ClassKey).Should().BeEquivalentTo(["5b", null]);
    }

    private static IEnumerable<string> Keys(IEnumerable<Experiment> experiments) => experiments.Select(e => e.Key);

    private async Task<Experiment> DraftAsync(string key) => Value(await Host.Experiments.AddAsync(
        Value(Experiment.Draft(StoreHost.Tenant, key, Plan(), 1, StoreHost.Now, "ada")), default));

    private async Task<Experiment> StartAsync(string key) => Value(await Host.Experiments.SaveAsync(
        Value((await DraftAsync(key)).Start(StoreHost.Now, [])), default));

    private async Task<LearnerId> ExposedAsync(Experiment experiment, string variant)
    {
        var learner = await Host.LearnerAsync();
        await Host.Experiments.RecordExposuresAsync(
            StoreHost.Tenant, [new(experiment.Id, 1, learner, variant, StoreHost.Now, Day, "abc")], default);
        return learner;
    }

    private async Task PracticeAsync(LearnerId learner, params (int Day, double Minutes, int Attempts)[] days) =>
        await Host.Database.WriteAsync(
            async (session, token) =>
            {
                foreach (var (day, minutes, attempts) in days)
                {
                    await session.Prepare(
                            "INSERT INTO practice_days (learner_id, day, tenant, minutes, attempts, correct, "
                            + "concepts_mastered) VALUES (@learner, @day, @tenant, @minutes, @attempts, @attempts, 0)")
                        .Bind(learner.Value, Day.Number + day, StoreHost.Tenant.Value, minutes, attempts)
                        .ExecuteAsync(token);
                }

                return 0;
            },
            default);

    private ValueTask<IReadOnlyDictionary<string, int>> CountAsync(Experiment experiment) =>
        Host.Experiments.CountExposuresAsync(StoreHost.Tenant, experiment.Id, 1, StoreHost.Now.AddDays(9), default);

    private ValueTask<IReadOnlyList<LearnerFacts>> FactsAsync(
        Experiment experiment, SkillLevel? level = null, double streakMinutes = 15) =>
        Host.Experiments.FindFactsAsync(
            StoreHost.Tenant, experiment.Id, 1, FactSources.Days, StoreHost.Now.AddDays(9), Day + 9, streakMinutes,
            level, default);
}

public sealed class SqliteExperimentStoreTests : ExperimentStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresExperimentStoreTests : ExperimentStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
