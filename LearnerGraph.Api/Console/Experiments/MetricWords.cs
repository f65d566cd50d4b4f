using LearnerGraph.Domain.Experiments;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>Metrics as people read them.</summary>
internal static class MetricWords
{
    public static string Name(MetricKind kind) => kind switch
    {
        MetricKind.PracticeMinutes => "Practice minutes",
        MetricKind.PracticeMinutes7D => "Practice minutes in 7 days",
        MetricKind.RetentionD1 => "Back on the next day",
        MetricKind.RetentionD7 => "Back on day 7",
        MetricKind.RetentionD28 => "Back on day 28",
        MetricKind.MasteryGain => "Concepts mastered",
        MetricKind.Accuracy => "Right answers",
        MetricKind.ClickThroughRate => "Click-through",
        MetricKind.CompletionRate => "Completed items",
        MetricKind.StreakKept => "Streak kept for a week",
        MetricKind.AnswerLatency => "Time to answer",
        MetricKind.ErrorRate => "Wrong answers",
        _ => "Dismissed items",
    };

    /// <summary>The name, with its direction where a rise is harm.</summary>
    public static string Label(MetricKind kind) =>
        Metric.Of(kind).HigherIsBetter ? Name(kind) : $"{Name(kind)} (lower is better)";

    /// <summary>A value in the metric's unit: 31.4 min, 42.3%.</summary>
    public static string Value(MetricKind kind, double? value) => value is null
        ? Figures.None
        : Metric.Of(kind).Unit is "share" ? Figures.Share(value) : $"{Figures.Value(value)} {Metric.Of(kind).Unit}";

    /// <summary>A difference in the metric's unit; of shares in points.</summary>
    public static string Difference(MetricKind kind, double? value) => value is null
        ? Figures.None
        : Metric.Of(kind).Unit is "share"
            ? $"{Figures.Signed(value.Value * 100, 2, plus: true)} points"
            : $"{Figures.Value(value, plus: true)} {Metric.Of(kind).Unit}";

    public static string DifferenceInterval(MetricKind kind, double? lower, double? upper) =>
        Metric.Of(kind).Unit is "share"
            ? $"{Figures.ValueInterval(lower * 100, upper * 100)} points"
            : $"{Figures.ValueInterval(lower, upper)} {Metric.Of(kind).Unit}";
}
