using System.Diagnostics;

namespace LearnerGraph.Tests.Support;

/// <summary>Signals to processes that a test has started.</summary>
internal static class Signals
{
    public static async Task SendAsync(string signal, params IEnumerable<int> processes)
    {
        using var kill = Process.Start("kill", [$"-{signal}", .. processes.Select(id => $"{id}")]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"kill -{signal} ended with {kill.ExitCode}.");
    }
}
