using System.Diagnostics;

namespace LearnerGraph.Tests.Api.Operations;

/// <summary>
/// A test with prometheus and promtool: skipped, with the reason, where they are missing; failing so in CI.
/// </summary>
public sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (PrometheusTools.Find("promtool") is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = "There is no promtool here (apt-get install prometheus).";
    }
}

internal static class PrometheusTools
{
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);

    /// <summary>What promtool says, and how it ended.</summary>
    public static async Task<(int ExitCode, string Said)> PromtoolAsync(string? input, params string[] arguments)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        if (input is not null) await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        var (errors, output) = (promtool.StandardError.ReadToEndAsync(), promtool.StandardOutput.ReadToEndAsync());
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, await errors + await output);
    }
}
