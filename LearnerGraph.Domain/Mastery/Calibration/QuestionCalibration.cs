namespace LearnerGraph.Domain.Mastery.Calibration;

/// <summary>Which curve describes a question's answers.</summary>
public enum ResponseCurve
{
    /// <summary>Only its difficulty differs from other questions'.</summary>
    OneParameter,

    /// <summary>It also tells strong from weak learners better or worse than others do.</summary>
    TwoParameter,
}

/// <summary>What a look at all of a question's answers says of it.</summary>
/// <param name="Responses">Judged answers that were looked at.</param>
/// <param name="Difficulty">In logits of an average learner, with a discrimination of 1.</param>
/// <param name="Discrimination">Slope of the curve; 1 as usual, below 0 where the weak do better.</param>
/// <param name="Curve">The two-parameter one only where the answers ask for it.</param>
/// <param name="Drift">Difficulty of the later half of the answers less the earlier's; null with too few.</param>
/// <param name="IsDrifting">More than chance explains, and enough to matter.</param>
/// <param name="IsWeak">It hardly tells who knows from who does not: its key or its text deserves a look.</param>
public sealed record QuestionCalibration(
    int Responses, double Difficulty, double DifficultyStandardError, double Discrimination,
    double DiscriminationStandardError, ResponseCurve Curve, double? Drift, bool IsDrifting, bool IsWeak)
{
    /// <summary>An author should look at the question.</summary>
    public bool IsFlagged => IsDrifting || IsWeak;
}
