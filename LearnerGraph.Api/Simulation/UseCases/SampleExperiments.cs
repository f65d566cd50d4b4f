using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Simulation;

namespace LearnerGraph.Api.Simulation.UseCases;

/// <summary>
/// Five experiments on made-up learners, so that no page is empty on the first day: one with a true effect, one without
/// any that is over, one that still runs, one whose treatment loses learners, and a draft. Figures come from the
/// simulated answers by the ordinary analysis; nothing is written in by hand.
/// </summary>
public sealed class SampleExperiments(
    IExperimentStore store, CreateExperiment create, LiveExperiments live, ExperimentAudit audit, TimeProvider clock)
{
    /// <summary>By how much the treatment of the one with a true effect lengthens sessions.</summary>
    public const double TrueFactor = 1.7;

    /// <summary>Of the treated learners of the broken one, those who are lost before they are counted.</summary>
    private const int LostOfThree = 2;

    private static readonly SampleExperiment[] All =
    [
        new("collaborative-against-content",
            Plan("Collaborative against content-based",
                "Collaborative filtering increases practice time against content-based ranking, because learners are "
                + "shown what others like them went on with.",
                "content_based_v1", "collaborative_filtering_v2", MetricKind.PracticeMinutes, 28, 0.25),
            StartedDaysAgo: 40),
        new("challenge-zone",
            Plan("Harder questions",
                "Questions a little harder keep learners practising longer, because they are less boring.",
                "hybrid_v1", "content_based_v1", MetricKind.PracticeMinutes, 28, 0.15),
            StartedDaysAgo: 40, StoppedDaysAgo: 9),
        new("collaborative-mix",
            Plan("Collaborative mix",
                "A share of collaborative filtering in the mix brings learners back more often.",
                "hybrid_v1", "collaborative_filtering_v2", MetricKind.PracticeMinutes, 30, 0.2),
            StartedDaysAgo: 12),
        new("slow-variant",
            Plan("Popular items first",
                "Popular items are begun more often. (In this sample the treatment is slow, and some learners are gone "
                + "before their set is served.)",
                "hybrid_v1", "popularity_v1", MetricKind.PracticeMinutes, 28, 0.15),
            StartedDaysAgo: 30, StoppedDaysAgo: 4, LosesLearners: true),
    ];

    private static readonly (string Key, ExperimentPlan Plan) Draft = ("weekend-goals",
        Plan("Weekend goals",
            "Ranking by what fits the learner's time makes more of them come back on the next day.",
            "hybrid_v1", "content_based_v1", MetricKind.PracticeMinutes, 30, 0.15));

    /// <summary>Creates and starts them in the past; to be followed by the learners' lives.</summary>
    public async ValueTask<Result<SampleRun>> PrepareAsync(Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var running = new List<(SampleExperiment, Experiment)>();
        foreach (var sample in All)
        {
            var started = await StartAsync(caller, sample, now.AddDays(-sample.StartedDaysAgo), ct);
            if (!started.TryGet(out var experiment, out var problem)) return problem;
            running.Add((sample, experiment));
        }

        var drafted = await create.RunAsync(caller, Draft.Key, Draft.Plan, 1, ct);
        return drafted.TryGet(out _, out var refusal) ? new SampleRun(running) : refusal;
    }

    /// <summary>Records who was exposed while it ran, and stops those that are over.</summary>
    public async ValueTask ExposeAsync(Caller caller, SampleRun run, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (sample, experiment) in run.Running)
        {
            var end = now.AddDays(-sample.StoppedDaysAgo);
            await store.RecordExposuresAsync(
                caller.Tenant, run.Exposures(experiment, end, sample.LosesLearners ? LostOfThree : 0), ct);
            if (sample.StoppedDaysAgo == 0) continue;
            if (!experiment.Stop("The planned days were over.", end).TryGet(out var stopped, out _)) continue;
            if (!(await store.SaveAsync(stopped, ct)).TryGet(out var stored, out _)) continue;
            await audit.ChangedAsync(caller, "stopExperiment", experiment, stored, stored.StopReason, ct);
        }

        live.Forget(caller.Tenant);
    }

    private async ValueTask<Result<Experiment>> StartAsync(
        Caller caller, SampleExperiment sample, DateTimeOffset at, CancellationToken ct)
    {
        if (!Experiment.Draft(caller.Tenant, sample.Key, sample.Plan, 1, at, caller.Subject)
            .TryGet(out var draft, out var wrong))
            return wrong;
        if (!(await store.AddAsync(draft, ct)).TryGet(out var added, out var refusal)) return refusal;
        await audit.ChangedAsync(caller, "createExperiment", null, added, "Sample data.", ct);
        if (!added.Start(at, []).TryGet(out var started, out var illegal)) return illegal;
        var saved = await store.SaveAsync(started, ct);
        if (saved.TryGet(out var stored, out _))
            await audit.ChangedAsync(caller, "startExperiment", added, stored, null, ct);
        return saved;
    }

    private static ExperimentPlan Plan(
        string name, string hypothesis, string control, string treatment, MetricKind metric, int days, double lift) =>
        new(
            name, hypothesis,
            [
                new("control", "Control", control, [], 0.5, IsControl: true),
                new("treatment", "Treatment", treatment, [], 0.5, IsControl: false),
            ],
            metric, [MetricKind.MasteryGain, MetricKind.RetentionD7],
            [new(MetricKind.Accuracy, 0.1), new(MetricKind.AnswerLatency, 0.2)], lift, PlannedDays: days);
}

/// <summary>One sample with its place in time.</summary>
/// <param name="StoppedDaysAgo">0: still running.</param>
public sealed record SampleExperiment(
    string Key, ExperimentPlan Plan, int StartedDaysAgo, int StoppedDaysAgo = 0, bool LosesLearners = false);

/// <summary>The samples under way, and the learners who live through them.</summary>
public sealed class SampleRun(IReadOnlyList<(SampleExperiment Sample, Experiment Experiment)> running)
{
    private readonly List<SampledLearner> _learners = [];
    private readonly LocalDay _began = LocalDay.At(running[0].Experiment.StartedAt!.Value, TimeZoneInfo.Utc);

    public IReadOnlyList<(SampleExperiment Sample, Experiment Experiment)> Running => running;

    /// <summary>
    /// The first sample's treatment lengthens sessions from its first day on; the others change nothing.
    /// </summary>
    public double FactorOf(string externalId, LocalDay day) =>
        day >= _began
        && Assignment.Decide(running[0].Experiment, externalId, default).Variant is { IsControl: false }
            ? SampleExperiments.TrueFactor
            : 1;

    public void Take(Domain.Learners.Learner stored, SimulatedLearner life) => _learners.Add(new(
        stored, TimeZoneInfo.FindSystemTimeZoneById(stored.TimeZone),
        [.. life.Attempts.Select(attempt => attempt.AnsweredAt!.Value)]));

    /// <summary>Everybody assigned, at their first answer while it ran.</summary>
    /// <param name="lostOfThree">Of each three treated, so many are left out.</param>
    public IReadOnlyList<Exposure> Exposures(Experiment experiment, DateTimeOffset end, int lostOfThree)
    {
        var exposures = new List<Exposure>();
        foreach (var (learner, zone, answers) in _learners)
        {
            if (Assignment.Decide(experiment, learner.ExternalId, default).Variant is not { } variant) continue;
            if (!variant.IsControl && learner.Id.Value % 3 < lostOfThree) continue;
            if (answers.FirstOrDefault(at => at >= experiment.StartedAt) is not { Ticks: > 0 } at || at > end) continue;
            exposures.Add(new(
                experiment.Id, experiment.Phase, learner.Id, variant.Key, at, LocalDay.At(at, zone),
                Definition.HashOf(experiment)));
        }

        return exposures;
    }

    private sealed record SampledLearner(
        Domain.Learners.Learner Learner, TimeZoneInfo Zone, IReadOnlyList<DateTimeOffset> Answers);
}
