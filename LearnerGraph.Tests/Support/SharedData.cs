namespace LearnerGraph.Tests.Support;

/// <summary>
/// Data that is too large for the repository: the folder that LEARNERGRAPH_DATA names, or ../shared beside it.
/// Continuous integration must have it; elsewhere tests that need it are left out.
/// </summary>
internal static class SharedData
{
    /// <summary>The file or folder, or null where it may be missing.</summary>
    public static string? Find(string relativePath)
    {
        var path = Path.Combine(Root(), relativePath);
        if (File.Exists(path) || Directory.Exists(path))
        {
            return path;
        }

        return Environment.GetEnvironmentVariable("CI") is { Length: > 0 }
            ? throw new FileNotFoundException($"Continuous integration needs {relativePath} under LEARNERGRAPH_DATA.")
            : null;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("LEARNERGRAPH_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LearnerGraph.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared");
    }
}
