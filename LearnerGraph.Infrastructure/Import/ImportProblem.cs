namespace LearnerGraph.Infrastructure.Import;

/// <summary>What is wrong with one row.</summary>
/// <param name="Line">In the file, from 1.</param>
public sealed record ImportProblem(int Line, string Message);
