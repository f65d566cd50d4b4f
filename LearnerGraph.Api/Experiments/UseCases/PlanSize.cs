using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>
/// What an experiment is sized for; mean and deviation from the last 28 days where they are left out.
/// </summary>
public sealed record SizeQuestion(
    MetricKind Metric, double? BaselineMean, double? StandardDeviation, double Lift, double SignificanceLevel,
    double Power, int Variants, double? LearnersPerDay)
{
    /// <summary>Learners of a class where whole classes are assigned; 1 where learners are.</summary>
    public double ClassSize { get; init; } = 1;

    /// <summary>How alike classmates are, 0 to 1.</summary>
    public double IntraclassCorrelation { get; init; }
}

/// <summary>Learners and days needed.</summary>
/// <param name="LearnersPerDay">As asked, or as seen in the last 28 days; null where neither is known.</param>
public sealed record SizeAnswer(
    int? PerVariant, int? Total, double? Days, double CohensD, double BaselineMean, double StandardDeviation,
    double? LearnersPerDay);

/// <summary>Sizes an experiment before it starts, by the exact power of the t test.</summary>
public sealed class PlanSize(IExperimentStore store, Tracer tracer, TimeProvider clock)
{
    private const int BaselineDays = 28;

    public async ValueTask<Result<SizeAnswer>> RunAsync(Caller caller, SizeQuestion asked, CancellationToken ct)
    {
        if (!caller.IsStaff) return caller.Needs(Role.Experimenter)!;
        if (asked.Variants < 2) return new Problem.Invalid("An experiment has at least 2 variants.");
        if (asked.LearnersPerDay is { } pace && !(pace > 0 && double.IsFinite(pace)))
            return new Problem.Invalid("Learners per day is a number above 0.");
        if (!(asked.ClassSize >= 1 && double.IsFinite(asked.ClassSize)))
            return new Problem.Invalid("A class has at least 1 learner.");
        if (!(asked.IntraclassCorrelation is >= 0 and <= 1))
            return new Problem.Invalid("An intraclass correlation lies between 0 and 1.");
        var isKnown = asked is { BaselineMean: not null, StandardDeviation: not null, LearnersPerDay: not null };
        var baseline = isKnown ? null : await BaselineAsync(caller.Tenant, asked.Metric, ct);
        if ((asked.BaselineMean ?? baseline?.Mean) is not { } mean)
        {
            return new Problem.Invalid(
                "Nobody practised in the last 28 days: give baselineMean and standardDeviation.");
        }

        var sd = asked.StandardDeviation ?? (asked.BaselineMean is null ? baseline?.Deviation : null)
            ?? Guess(Metric.Of(asked.Metric), mean) ?? baseline?.Deviation;
        if (sd is not { } deviation || !(deviation > 0) || !double.IsFinite(deviation))
            return new Problem.Invalid("Without a standard deviation above 0 nothing can be sized: give one.");

        // Every treatment is compared with the control, so they share alpha.
        var delta = asked.Lift * mean;
        var size = Power.SampleSizeT(delta, deviation, asked.SignificanceLevel / (asked.Variants - 1), asked.Power);
        if (size.Status is AnalysisStatus.InvalidArgument)
            return new Problem.Invalid("Lift and mean differ from 0; significance and power lie between 0 and 1.");
        // Classmates tell the same thing in part, so that more of them are needed.
        var needed = size.Value * ClusterTest.DesignEffect(asked.ClassSize, asked.IntraclassCorrelation);
        var perVariant = needed is { } n && Math.Ceiling(n) * asked.Variants < int.MaxValue
            ? (int)Math.Ceiling(n) : (int?)null;
        var total = perVariant * asked.Variants;
        var perDay = asked.LearnersPerDay ?? (baseline?.PerDay is > 0 ? baseline.PerDay : null);
        var days = total / perDay;
        return new SizeAnswer(
            perVariant, total, days is { } exact ? Math.Ceiling(exact) : null, Math.Abs(delta) / deviation, mean,
            deviation, perDay);
    }

    /// <summary>
    /// What a running or drafted experiment needs in each arm; null where nothing is known of its metric.
    /// </summary>
    public async ValueTask<int?> RequiredAsync(Caller caller, Experiment experiment, CancellationToken ct)
    {
        var plan = experiment.Plan;
        var answer = await RunAsync(
            caller, new(plan.PrimaryMetric, null, null, plan.TargetLift, plan.SignificanceLevel, plan.Power,
                plan.Variants.Count, null), ct);
        return answer.TryGet(out var size, out _) ? size.PerVariant : null;
    }

    private static double? Guess(Metric metric, double mean) =>
        metric.Shape is MetricShape.Proportion && mean is > 0 and < 1 ? Math.Sqrt(mean * (1 - mean)) : null;

    private async ValueTask<Baseline?> BaselineAsync(TenantId tenant, MetricKind kind, CancellationToken ct)
    {
        var metric = Metric.Of(kind);
        var until = LocalDay.At(clock.GetUtcNow(), TimeZoneInfo.Utc);
        var from = until + -(BaselineDays + (metric.WindowDays is BaselineDays ? 1 : 0));
        var facts = await store.FindBaselineAsync(
            tenant, metric.Source | FactSources.Days, from, until, tracer.Rules.Streaks.MinMinutesPerDay, ct);
        if (facts.Count < 2) return null;
        var arm = Outcomes.Arm("", facts, metric, null, until);
        var perDay = (double)facts.Count / BaselineDays;
        if (metric.Under is null)
        {
            var moments = Moments.Of(arm.Values);
            return new(moments.Mean, moments.StandardDeviation, perDay);
        }

        // The spread of a ratio is that of its linearisation around the pooled value.
        var pairs = JointMoments.Of(arm.Values, arm.Denominators);
        if (!(pairs.Y.Mean > 0)) return null;
        var ratio = pairs.X.Mean / pairs.Y.Mean;
        var variance = pairs.X.Variance + (ratio * ratio * pairs.Y.Variance) - (2 * ratio * pairs.Covariance);
        return new(ratio, Math.Sqrt(Math.Max(0, variance)) / pairs.Y.Mean, perDay);
    }

    private sealed record Baseline(double Mean, double Deviation, double PerDay);
}
