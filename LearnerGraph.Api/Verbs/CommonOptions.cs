using System.CommandLine;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>Options that every verb has.</summary>
internal static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Answer with one JSON document on standard output.",
        Recursive = true,
    };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "A setting, as Key=Value; may be repeated. Stronger than files and environment.",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string?> Environment = new("--environment")
    {
        Description = "Development or Production; default from ASPNETCORE_ENVIRONMENT, else Production.",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Json);
        root.Options.Add(Set);
        root.Options.Add(Environment);
    }

    /// <summary>The options as the platform's configuration reads them from a command line.</summary>
    public static string[] HostArguments(ParseResult parsed)
    {
        var arguments = new List<string>();
        foreach (var setting in parsed.GetValue(Set) ?? [])
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new SettingsException($"--set {setting}: expected Key=Value.");

            var key = setting[..at];
            if (!IsKnown(key))
            {
                var meant = Suggestions.Nearest(key, Settings.All.Select(s => s.Key));
                throw new SettingsException($"--set {key}: there is no such setting."
                    + (meant is null ? " All settings: docs/operations.md" : $" Did you mean {meant}?"));
            }

            arguments.Add($"--{setting}");
        }

        if (parsed.GetValue(Environment) is { Length: > 0 } environment) arguments.Add($"--environment={environment}");
        return [.. arguments];
    }

    private static bool IsKnown(string key) =>
        Settings.All.Any(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        || key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("Kestrel:", StringComparison.OrdinalIgnoreCase)
        || key.Equals("urls", StringComparison.OrdinalIgnoreCase);
}
