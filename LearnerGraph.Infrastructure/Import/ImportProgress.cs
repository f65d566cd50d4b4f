namespace LearnerGraph.Infrastructure.Import;

/// <summary>How far an import has come.</summary>
public readonly record struct ImportProgress(long Rows, long Added, long Duplicates, long Rejected, int Learners);
