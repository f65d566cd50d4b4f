namespace LearnerGraph.Api.Setup;

/// <summary>
/// Where settings come from, weakest first: code, files, older variable names, environment, command line.
/// </summary>
public static class ConfigurationSetup
{
    /// <summary>Puts the names of older installations below the platform's own environment and command line.</summary>
    public static void AddProductVariables(this IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var aliases = Settings.All
            .Where(setting => setting.Alias is not null)
            .Select(setting => (setting.Key, Value: Environment.GetEnvironmentVariable(setting.Alias!)))
            .Where(found => found.Value is { Length: > 0 })
            .Select(found => KeyValuePair.Create(found.Key, FromAlias(found.Key, found.Value!)))
            .ToArray();
        configuration.Sources.Insert(
            0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = aliases });

        // Before the command line, which is last, and after everything else.
        var last = configuration.Sources.Count;
        while (last > 0 && configuration.Sources[last - 1]
            is Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationSource)
        {
            last--;
        }

        configuration.Sources.Insert(
            last,
            new Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationSource
            {
                Prefix = "LearnerGraph__",
            });
    }

    // Older installations write addresses where the platform writes connection strings.
    private static string? FromAlias(string key, string value) => key switch
    {
        "ConnectionStrings:Main" when value.StartsWith("sqlite:///", StringComparison.Ordinal) =>
            $"Data Source={value["sqlite:///".Length..]}",
        "ConnectionStrings:Main" when Uri.TryCreate(value, UriKind.Absolute, out var store)
            && store.Scheme is ("postgres" or "postgresql") => FromPostgresAddress(store),
        "Cache:Redis" when Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "redis" =>
            $"{uri.Host}:{(uri.Port > 0 ? uri.Port : 6379)}",
        _ => value,
    };

    private static string FromPostgresAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var words = new System.Data.Common.DbConnectionStringBuilder { ["Host"] = address.Host };
        if (address.Port > 0) words["Port"] = address.Port;
        words["Database"] = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        if (user[0].Length > 0) words["Username"] = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) words["Password"] = Uri.UnescapeDataString(user[1]);
        return words.ConnectionString;
    }
}
