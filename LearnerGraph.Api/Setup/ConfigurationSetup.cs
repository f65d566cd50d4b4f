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
        var aliases = OlderNames.In(variable => Environment.GetEnvironmentVariable(variable));
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
}
