using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>The always-valid figures of a comparison by the method that the plan chose.</summary>
internal static class SequentialLooks
{
    /// <summary>Looks that a group sequential plan may have; more cost power and time for little.</summary>
    private const int MostLooks = 10;

    private const int DaysBetweenLooks = 7;

    public static SequentialResult? At(
        Experiment experiment, Metric metric, ArmOutcomes control, Comparison comparison, DateTimeOffset asOf)
    {
        if (comparison.Estimate is not { Status: AnalysisStatus.Ok } estimate) return null;
        var (plan, alpha) = (experiment.Plan, experiment.Plan.SignificanceLevel);
        var count = (double)control.Units + comparison.Units;
        double difference = estimate.Difference!.Value, se = estimate.StandardError!.Value;
        switch (plan.SequentialMethod)
        {
            case SequentialMethod.ConfidenceSequence:
                return First(Sequential.ConfidenceSequence(
                    [(count, difference, se)], alpha, ExperimentAnalysis.TightestAt, out _));
            case SequentialMethod.Msprt:
                // The mixture's width is the effect that was hoped for; with no baseline, the error itself.
                var hoped = plan.TargetLift * (ArmComparison.Summarize(metric, control).Mean ?? 0);
                var tau = hoped == 0 ? se : hoped;
                return First(Sequential.MixtureRatio([(difference, se * se)], alpha, tau * tau, out _));
            case SequentialMethod.GroupSequential:
                return Planned(experiment, difference, se, alpha, asOf);
            default:
                return null;
        }
    }

    private static SequentialResult? First(IReadOnlyList<SequentialLook> looks) =>
        looks.Count == 0 ? null : new(looks[0].P, looks[0].Interval);

    // Weekly looks; between two of them the next boundary is not yet reached, so the last one's still counts.
    private static SequentialResult? Planned(
        Experiment experiment, double difference, double se, double alpha, DateTimeOffset asOf)
    {
        var plan = experiment.Plan;
        var looks = Math.Clamp(plan.PlannedDays / DaysBetweenLooks, 1, MostLooks);
        var days = (asOf - (experiment.StartedAt ?? asOf)).TotalDays;
        var look = Math.Min(looks, (int)(days / plan.PlannedDays * looks));
        if (look < 1) return null;
        double[] information = [.. Enumerable.Range(1, look).Select(k => (double)k / looks)];
        var z = Math.Abs(difference / se);
        double Miss(double logLevel) =>
            GroupSequential.OBrienFleming(information, Math.Exp(logLevel)).Z[^1] - z;

        // The repeated p: the level at which this look's boundary is just met.
        const double least = -60, most = -1e-3;
        var p = Miss(most) > 0 ? 1
            : Miss(least) < 0 ? Math.Exp(least)
            : Math.Exp(Roots.Between(Miss, least, most, 1e-6));
        var boundary = GroupSequential.OBrienFleming(information, alpha).Z[^1];
        return new(p, Interval.Around(difference, boundary * se, alpha));
    }
}
