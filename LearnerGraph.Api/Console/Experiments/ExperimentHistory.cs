using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>The result as it stood on some day since the start.</summary>
public sealed record DayLook(int Day, ExperimentResults Results);

/// <summary>Learners of an arm by the local day of their exposure, and their values of the primary metric.</summary>
public sealed record ArmHistory(string Variant, IReadOnlyDictionary<LocalDay, int> Arrivals, double[] Values);

/// <summary>How an experiment came to its result: reads only, for the pictures.</summary>
internal sealed class ExperimentHistory(IExperimentStore store, AnalyzeExperiment analyze, Tracer tracer)
{
    // Each look is an analysis of its own, so that a long experiment is looked at on fewer days.
    private const int MostLooks = 12;

    public async ValueTask<IReadOnlyList<DayLook>> LooksAsync(
        Caller caller, Experiment experiment, ExperimentResults latest, CancellationToken ct)
    {
        var started = experiment.StartedAt!.Value;
        var days = (int)Math.Floor((latest.AsOf - started).TotalDays);
        var step = Math.Max(1, (int)Math.Ceiling(days / (double)MostLooks));
        var looks = new List<DayLook>();
        for (var day = step; day < days; day += step)
        {
            var then = await analyze.RunAsync(caller, experiment, started.AddDays(day), null, ct);
            if (then.TryGet(out var results, out _)) looks.Add(new(day, results));
        }

        looks.Add(new(Math.Max(1, days), latest));
        return looks;
    }

    public async ValueTask<IReadOnlyList<ArmHistory>> ArmsAsync(
        Caller caller, Experiment experiment, ExperimentResults latest, CancellationToken ct)
    {
        var metric = Metric.Of(experiment.Plan.PrimaryMetric);
        var today = LocalDay.At(latest.AsOf, TimeZoneInfo.Utc);
        var facts = await store.FindFactsAsync(
            caller.Tenant, experiment.Id, experiment.Phase, metric.Source | FactSources.Days, latest.AsOf, today + 1,
            tracer.Rules.Streaks.MinMinutesPerDay, null, ct);
        var arms = facts.ToLookup(learner => learner.Variant);
        return
        [
            .. experiment.Plan.Variants.Select(variant => new ArmHistory(
                variant.Name,
                arms[variant.Key].GroupBy(learner => learner.Day).ToDictionary(day => day.Key, day => day.Count()),
                Outcomes.Arm(variant.Key, arms[variant.Key], metric, null, today).Values)),
        ];
    }
}
