namespace LearnerGraph.Domain.Experiments;

/// <summary>
/// What an experiment can be judged by; one number per learner from daily facts after first exposure.
/// </summary>
public enum MetricKind
{
    PracticeMinutes,
    PracticeMinutes7D,
    RetentionD1,
    RetentionD7,
    RetentionD28,
    MasteryGain,
    Accuracy,
    ClickThroughRate,
    CompletionRate,
    StreakKept,
    AnswerLatency,
    ErrorRate,
    DismissalRate,
}

/// <summary>How a learner's number is made, which decides the test.</summary>
public enum MetricShape
{
    /// <summary>One number per learner; Welch's test on means.</summary>
    Mean,

    /// <summary>0 or 1 per learner; two-proportion test.</summary>
    Proportion,

    /// <summary>Numerator over denominator, both summed over learners; delta method.</summary>
    Ratio,
}

/// <summary>A metric of the catalogue.</summary>
/// <param name="Unit">What one is counted in, such as "min" or "share".</param>
/// <param name="HigherIsBetter">False where a rise is harm.</param>
/// <param name="WindowDays">Days after exposure that count; a learner counts once they are over. Null: all so
/// far.</param>
/// <param name="CapQuantile">Both arms' values above this common quantile are drawn down to it; null: none.</param>
public sealed record Metric(
    MetricKind Kind, MetricShape Shape, string Unit, bool HigherIsBetter, int? WindowDays, double? CapQuantile)
{
    private static readonly Metric[] Catalogue =
    [
        new(MetricKind.PracticeMinutes, MetricShape.Mean, "min", true, null, 0.999),
        new(MetricKind.PracticeMinutes7D, MetricShape.Mean, "min", true, 7, 0.999),
        new(MetricKind.RetentionD1, MetricShape.Proportion, "share", true, 1, null),
        new(MetricKind.RetentionD7, MetricShape.Proportion, "share", true, 7, null),
        new(MetricKind.RetentionD28, MetricShape.Proportion, "share", true, 28, null),
        new(MetricKind.MasteryGain, MetricShape.Mean, "concepts", true, null, null),
        new(MetricKind.Accuracy, MetricShape.Ratio, "share", true, null, null),
        new(MetricKind.ClickThroughRate, MetricShape.Ratio, "share", true, null, null),
        new(MetricKind.CompletionRate, MetricShape.Ratio, "share", true, null, null),
        new(MetricKind.StreakKept, MetricShape.Proportion, "share", true, 7, null),
        new(MetricKind.AnswerLatency, MetricShape.Ratio, "s", false, null, null),
        new(MetricKind.ErrorRate, MetricShape.Ratio, "share", false, null, null),
        new(MetricKind.DismissalRate, MetricShape.Ratio, "share", false, null, null),
    ];

    public static Metric Of(MetricKind kind) => Catalogue[(int)kind];
}
