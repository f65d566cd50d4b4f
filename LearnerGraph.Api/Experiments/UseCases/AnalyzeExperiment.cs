using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>What an experiment says, from the facts as they are.</summary>
public sealed class AnalyzeExperiment(IExperimentStore store, Tracer tracer, TimeProvider clock)
{
    // The zones' local days run from 12 hours behind UTC to 14 hours ahead of it.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(14);
    private static readonly TimeSpan Behind = TimeSpan.FromHours(12);

    public async ValueTask<Result<ExperimentResults>> RunAsync(
        Caller caller, Experiment experiment, DateTimeOffset? asked, string? segment, CancellationToken ct)
    {
        if (!caller.IsStaff) return caller.Needs(Role.Experimenter)!;
        if (!ReadSegment(segment).TryGet(out var only, out var problem)) return problem;

        // After the stop nobody is treated any more, so that later facts say nothing.
        var now = clock.GetUtcNow();
        var asOf = new[] { asked ?? now, experiment.StoppedAt ?? now, now }.Min();
        var (id, phase) = (experiment.Id, experiment.Phase);
        var counts = await store.CountExposuresAsync(caller.Tenant, id, phase, asOf, ct);
        var facts = await store.FindFactsAsync(
            caller.Tenant, id, phase, Outcomes.SourcesOf(experiment.Plan), asOf, Day(asOf + Ahead),
            tracer.Rules.Streaks.MinMinutesPerDay, only.Level, ct);
        if (only.Level is not null) counts = CountBy(facts, learners => learners.Count());
        var units = experiment.Plan.Unit is AssignmentUnit.Class
            ? CountBy(facts, learners => learners.Select(learner => learner.ClassKey).Distinct().Count())
            : counts;
        var (plan, lastDay) = (experiment.Plan, Day(asOf - Behind));
        if (only.Level is not null)
        {
            return ExperimentAnalysis.Analyze(
                experiment, counts, Outcomes.Of(plan, facts, lastDay), asOf, new(units, [], []));
        }

        var exposures = new ExposureFacts(
            units, await store.CountExposureDaysAsync(caller.Tenant, id, phase, asOf, ct),
            await store.CountSetsAsync(caller.Tenant, id, phase, asOf, ct))
        {
            Levels =
            [
                .. facts.GroupBy(learner => learner.Level).OrderBy(level => level.Key).Select(level => (
                    level.Key.ToString().ToUpperInvariant(),
                    (IReadOnlyDictionary<string, int>)level.GroupBy(learner => learner.Variant)
                        .ToDictionary(arm => arm.Key, arm => arm.Count()))),
            ],
        };
        return ExperimentAnalysis.Analyze(
            experiment, counts, Outcomes.Of(plan, facts, lastDay), asOf, exposures,
            Outcomes.Slices(plan, facts, lastDay));
    }

    private static Dictionary<string, int> CountBy(
        IReadOnlyList<LearnerFacts> facts, Func<IEnumerable<LearnerFacts>, int> count) =>
        facts.GroupBy(learner => learner.Variant).ToDictionary(arm => arm.Key, arm => count(arm));

    private static LocalDay Day(DateTimeOffset instant) => LocalDay.At(instant, TimeZoneInfo.Utc);

    private static Result<Segment> ReadSegment(string? segment)
    {
        if (segment is null) return new Segment(null);
        var level = segment.StartsWith("skillLevel=", StringComparison.Ordinal) ? segment["skillLevel=".Length..] : "";
        return Enum.TryParse<SkillLevel>(level, ignoreCase: true, out var found) && Enum.IsDefined(found)
            ? new Segment(found)
            : new Problem.Invalid("A segment is skillLevel=BEGINNER, skillLevel=INTERMEDIATE or skillLevel=ADVANCED.");
    }

    private readonly record struct Segment(SkillLevel? Level);
}
