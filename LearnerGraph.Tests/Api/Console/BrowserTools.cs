using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Api.Console;

/// <summary>What the tests of pages need: Chromium, axe-core, a Java and the validator of HTML.</summary>
internal static class BrowserTools
{
    public static readonly string Axe = InTools("axe-core", "axe.min.js");

    public static readonly string Validator = InTools("vnu-jar", "build", "dist", "vnu.jar");

    public static string? Chromium => OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome");

    public static string? Java => OnPath("java");

    /// <summary>Null where all is there, and in continuous integration, where a missing tool is a failure.</summary>
    public static string? ReasonToSkip()
    {
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) return null;
        return Chromium is null ? "There is no chromium."
            : Java is null ? "There is no java."
            : !File.Exists(Axe) || !File.Exists(Validator) ? "test.sh installs axe-core and vnu-jar."
            : null;
    }

    private static string InTools(params string[] path) =>
        Path.Combine([SourceTree.Root, "artifacts", "console", "node_modules", .. path]);

    private static string? OnPath(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}".Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}

/// <summary>A fact that needs a browser: skipped with its reason where the tools are absent, but never in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserTools.ReasonToSkip();
}

/// <summary>A theory that needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserTools.ReasonToSkip();
}
