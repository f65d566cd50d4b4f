namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>Why a question may not be chosen, as bits.</summary>
internal static class QuestionMarks
{
    public const int Answered = 1;

    /// <summary>Answered within the asked hours, right or wrong.</summary>
    public const int TooRecent = 2;

    /// <summary>Turned down by the learner.</summary>
    public const int Suppressed = 4;

    /// <summary>Already part of another item.</summary>
    public const int Claimed = 8;

    /// <summary>Answered right within the last days.</summary>
    public const int RightLately = 16;
}
