namespace LearnerGraph.Tests.Architecture;

/// <summary>One file of the repository, by its path from the root with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Project => Path.Split('/')[0];

    /// <summary>The folder below the project; empty for files beside the project file.</summary>
    public string Folder => Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    public bool IsIn(string folder) => Path.Contains($"/{folder}/", StringComparison.Ordinal);

    public IEnumerable<(int Number, string Text)> Lines() =>
        Text.Split('\n').Select((line, i) => (i + 1, line.TrimEnd('\r')));
}

/// <summary>The sources as they lie beside the test's own project.</summary>
internal static class SourceTree
{
    public static readonly string Root = FindRoot();

    private static readonly string[] Products =
        ["LearnerGraph.Domain", "LearnerGraph.GraphQL", "LearnerGraph.Infrastructure", "LearnerGraph.Api"];

    public static IReadOnlyList<SourceFile> Product { get; } = [.. Products.SelectMany(Read)];

    public static IReadOnlyList<SourceFile> Everything { get; } = [.. Product, .. Read("LearnerGraph.Tests")];

    public static IReadOnlyList<SourceFile> Of(string project) => [.. Product.Where(f => f.Project == project)];

    private static IEnumerable<SourceFile> Read(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal)
                && !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LearnerGraph.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
