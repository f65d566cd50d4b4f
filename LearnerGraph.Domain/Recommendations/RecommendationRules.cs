namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// What holds for every set, whatever the policy: configured once, the same for all arms of an experiment.
/// </summary>
public sealed record RecommendationRules
{
    public static readonly RecommendationRules Default = new();

    /// <summary>What explanations open with.</summary>
    public const string DefaultHeadline = "Why this is recommended";

    /// <summary>How long a set stays the active one.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>A question that was answered right does not come back as a next question for so long.</summary>
    public TimeSpan RightAgainAfter { get; init; } = TimeSpan.FromDays(7);

    public string Headline { get; init; } = DefaultHeadline;

    /// <summary>
    /// Share of next-question places drawn by lot, for policies that do not set their own; in [0, 1).
    /// </summary>
    public double Epsilon { get; init; } = 0.1;

    /// <summary>Questions attached to a review, at most.</summary>
    public int QuestionsPerReview { get; init; } = 3;

    /// <summary>
    /// What a full step of the preferred difficulty, from 0.5 to 0 or 1, moves the target of success by.
    /// </summary>
    public double PreferenceShift { get; init; } = 0.1;
}
