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
/// <param name="Value">The learner's number, or the top of the ratio.</param>
/// <param name="Under">The bottom of the ratio; null for other shapes.</param>
public sealed record Metric(
    MetricKind Kind, MetricShape Shape, FactSources Source, string Unit, bool HigherIsBetter, int? WindowDays,
    double? CapQuantile, Func<LearnerFacts, double> Value, Func<LearnerFacts, double>? Under = null)
{
    /// <summary>Days that must qualify in the week after exposure; one missed day is forgiven, as streaks do.</summary>
    private const int QualifiedDaysOfKeptStreak = 6;

    private static readonly Metric[] Catalogue =
    [
        Mean(MetricKind.PracticeMinutes, "min", null, 0.999, facts => facts.Minutes),
        Mean(MetricKind.PracticeMinutes7D, "min", 7, 0.999, facts => facts.MinutesInWeek),
        Share(MetricKind.RetentionD1, 1, facts => facts.ActiveDay1),
        Share(MetricKind.RetentionD7, 7, facts => facts.ActiveDay7),
        Share(MetricKind.RetentionD28, 28, facts => facts.ActiveDay28),
        Mean(MetricKind.MasteryGain, "concepts", null, null, facts => facts.ConceptsMastered),
        Ratio(MetricKind.Accuracy, FactSources.Days, true, facts => facts.Correct, facts => facts.Attempts),
        Ratio(MetricKind.ClickThroughRate, FactSources.Recommendations, true, facts => facts.Clicked,
            facts => facts.Touched),
        Ratio(MetricKind.CompletionRate, FactSources.Recommendations, true, facts => facts.Completed,
            facts => facts.Begun),
        Share(MetricKind.StreakKept, 7, facts => facts.QualifiedInWeek >= QualifiedDaysOfKeptStreak),
        Ratio(MetricKind.AnswerLatency, FactSources.Answers, false, facts => facts.AnswerSeconds,
            facts => facts.Answers) with { Unit = "s" },
        Ratio(MetricKind.ErrorRate, FactSources.Days, false, facts => facts.Attempts - facts.Correct,
            facts => facts.Attempts),
        Ratio(MetricKind.DismissalRate, FactSources.Recommendations, false, facts => facts.Dismissed,
            facts => facts.Touched),
    ];

    public static Metric Of(MetricKind kind) => Catalogue[(int)kind];

    private static Metric Mean(
        MetricKind kind, string unit, int? window, double? cap, Func<LearnerFacts, double> value) =>
        new(kind, MetricShape.Mean, FactSources.Days, unit, true, window, cap, value);

    private static Metric Share(MetricKind kind, int window, Func<LearnerFacts, bool> holds) =>
        new(kind, MetricShape.Proportion, FactSources.Days, "share", true, window, null, facts => holds(facts) ? 1 : 0);

    private static Metric Ratio(
        MetricKind kind, FactSources source, bool higherIsBetter, Func<LearnerFacts, double> value,
        Func<LearnerFacts, double> under) =>
        new(kind, MetricShape.Ratio, source, "share", higherIsBetter, null, null, value, under);
}
