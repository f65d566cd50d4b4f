namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Whether the data allow an answer; where not, figures are null, never 0 or 1 as filler.</summary>
public enum AnalysisStatus
{
    Ok,
    InsufficientData,
    ZeroVariance,
    NonFiniteInput,
    InvalidArgument,
    BaselineZero,
    IllConditioned,
    Unbounded,
}

/// <summary>A range that holds the true value with the level's confidence; an open side is null.</summary>
public readonly record struct Interval(double? Lower, double? Upper, double Level)
{
    public static Interval Around(double center, double halfWidth, double alpha) =>
        new(center - halfWidth, center + halfWidth, 1 - alpha);

    public bool Excludes(double value) => value < Lower || value > Upper;
}
