namespace LearnerGraph.Api.Setup;

/// <summary>Compares the configuration with the table of settings, before anything is built from it.</summary>
public static class SettingsCheck
{
    private const string OwnPrefix = "LearnerGraph__";

    private static readonly HashSet<string> Heads = Settings.All.Select(setting => setting.Key.Split(':')[0])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Platform = new(StringComparer.OrdinalIgnoreCase)
    {
        "Logging", "AllowedHosts", "Kestrel", "urls", "http_ports", "https_ports", "environment", "applicationName",
        "contentRoot", "webroot", "detailedErrors", "shutdownTimeoutSeconds", "hostBuilder", "preferHostingUrls",
        "startupAssembly", "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "suppressStatusMessages",
        "captureStartupErrors", "server.urls", "ForwardedHeaders_Enabled",
    };

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

    /// <summary>
    /// Keys that no setting and nothing of the platform has, and where they come from: most likely typing errors. In
    /// the environment only what begins as a setting does, since the rest is not meant for this program.
    /// </summary>
    public static IEnumerable<(string Key, string Source)> UnknownKeys(IConfiguration configuration)
    {
        if (configuration is not IConfigurationRoot root) yield break;
        foreach (var provider in root.Providers)
        {
            var isEnvironment = provider
                is Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider;
            foreach (var key in KeysOf(provider, null))
            {
                var head = key.Split(':')[0];
                var isOwn = Heads.Contains(head);
                if (Settings.All.Any(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase))) continue;
                if (isOwn || (!isEnvironment && !IsOfPlatform(head))) yield return (key, SourceOf(provider, key));
            }
        }
    }

    /// <summary>Where the value of a key comes from, in words; "default" where nothing sets it.</summary>
    public static string Source(IConfiguration configuration, string key)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(p => p.TryGet(key, out _));
        return provider is null ? "default" : SourceOf(provider, key);
    }

    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, string? parent)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : $"{parent}:{child}";
            if (provider.TryGet(key, out _)) yield return key;
            foreach (var deeper in KeysOf(provider, key)) yield return deeper;
        }
    }

    private static bool IsOfPlatform(string head) =>
        Platform.Contains(head) || head.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || head.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase);

    private static string Line(IConfiguration configuration, Setting setting, string value) =>
        $"  {setting.Key} = \"{(setting.IsSecret ? "***" : value)}\"  ({Source(configuration, setting.Key)}): "
        + $"expected {setting.Expected}";

    private static string SourceOf(IConfigurationProvider provider, string key) => provider switch
    {
        FileConfigurationProvider file => file.Source.Path ?? "a file",
        Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider =>
            $"environment {OwnPrefix}{key.Replace(":", "__", StringComparison.Ordinal)}",
        Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider => "command line",
        _ => "configuration",
    };
}
