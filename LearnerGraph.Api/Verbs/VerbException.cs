namespace LearnerGraph.Api.Verbs;

/// <summary>A verb cannot go on: one clear message and an exit code.</summary>
internal sealed class VerbException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
