namespace LearnerGraph.Api.Setup;

/// <summary>Compares the configuration with the table of settings, before anything is built from it.</summary>
public static class SettingsCheck
{
    private const string OwnPrefix = "LearnerGraph__";

    /// <summary>Throws with one line for each wrong value: key, value, where it came from, what is expected.</summary>
    public static void Require(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var wrong = Settings.All
            .Select(setting => (Setting: setting, Value: configuration[setting.Key]))
            .Where(found => found.Value is { Length: > 0 } value && !found.Setting.Accepts(value))
            .Select(found => Line(configuration, found.Setting, found.Value!))
            .ToArray();
        if (wrong.Length == 0) return;

        var count = wrong.Length == 1 ? "1 setting is wrong" : $"{wrong.Length} settings are wrong";
        var them = wrong.Length switch { 1 => "it", 2 => "both", _ => "them" };
        throw new SettingsException(
            $"""
            LearnerGraph did not start: {count}.
            {string.Join(Environment.NewLine, wrong)}
            Fix {them}, then start again. All settings: docs/operations.md
            """);
    }

    /// <summary>
    /// Environment variables with the product's prefix that name no setting: most likely a typing error.
    /// </summary>
    public static IEnumerable<string> UnknownVariables(IEnumerable<string> variables) =>
        from name in variables
        where name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
        let key = name[OwnPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)
        where !Settings.All.Any(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        select name;

    private static string Line(IConfiguration configuration, Setting setting, string value) =>
        $"  {setting.Key} = \"{(setting.IsSecret ? "***" : value)}\"  ({Source(configuration, setting.Key)}): "
        + $"expected {setting.Expected}";

    private static string Source(IConfiguration configuration, string key)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(p => p.TryGet(key, out _));
        return provider switch
        {
            FileConfigurationProvider file => file.Source.Path ?? "a file",
            Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider =>
                $"environment {OwnPrefix}{key.Replace(":", "__", StringComparison.Ordinal)}",
            Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider => "command line",
            _ => "configuration",
        };
    }
}
