namespace LearnerGraph.Tests.Support;

/// <summary>
/// Data that is too large for the repository: the folder that LEARNERGRAPH_DATA names, or ../shared beside it.
/// Continuous integration must have it; elsewhere tests that need it are left out.
/// </summary>
internal static class SharedData
{
    /// <summary>The file or folder; throws where it is missing.</summary>
    public static string Path(string relativePath) =>
        Find(relativePath) ?? throw new FileNotFoundException($"There is no {relativePath} under LEARNERGRAPH_DATA.");

    /// <summary>Null where the data is there, and in continuous integration, where its absence is a failure.</summary>
    public static string? ReasonToSkip(string relativePath) =>
        Environment.GetEnvironmentVariable("CI") is { Length: > 0 } || Find(relativePath) is not null
            ? null
            : $"There is no {relativePath} under LEARNERGRAPH_DATA (default: the folder shared beside the repository).";

    private static string? Find(string relativePath)
    {
        var path = System.IO.Path.Combine(Root(), relativePath);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("LEARNERGRAPH_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "LearnerGraph.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared");
    }
}
