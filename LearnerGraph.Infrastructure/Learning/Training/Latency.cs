using System.Diagnostics;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>How long a piece of work takes, seen often enough to tell the slow ones.</summary>
internal static class Latency
{
    private const int WarmUp = 20, Times = 200;

    /// <summary>99th percentile in milliseconds.</summary>
    public static double Of(Action work)
    {
        for (int i = 0; i < WarmUp; i++) work();
        double[] took = new double[Times];
        for (int i = 0; i < Times; i++)
        {
            long from = Stopwatch.GetTimestamp();
            work();
            took[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        Array.Sort(took);
        return took[(int)(0.99 * Times)];
    }
}
