namespace LearnerGraph.Tests.Faults;

/// <summary>How a test of a fault runs: short among all tests, long by faults.sh.</summary>
internal static class FaultRun
{
    /// <summary>Whether this is a run of faults.sh or of the long forms.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") == "1";

    /// <summary>Every random choice of a fault's test begins here; set LEARNERGRAPH_SEED to replay one.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("LEARNERGRAPH_SEED"), out var seed) ? seed : 20_261_120;

    /// <summary>Tells the report what was seen.</summary>
    public static void Tell(string fault, string seen)
    {
        if (Environment.GetEnvironmentVariable("LEARNERGRAPH_FAULT_NOTES") is not { Length: > 0 } folder) return;

        File.AppendAllText(Path.Combine(folder, fault), seen + "\n");
    }
}
