namespace LearnerGraph.Domain.Kernel;

/// <summary>What is wrong with one row of a file.</summary>
/// <param name="Line">In the file, from 1; 0 where it is no row's fault.</param>
public sealed record ImportProblem(int Line, string Message);
