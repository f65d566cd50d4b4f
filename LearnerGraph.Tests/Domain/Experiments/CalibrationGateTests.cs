using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Calibration;

namespace LearnerGraph.Tests.Domain.Experiments;

/// <summary>The gates with a fixed seed; ten thousand runs each in the long form.</summary>
public sealed class CalibrationGateTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") == "1";

    [Fact]
    public void Every_gate_holds()
    {
        var tasks = IsFull
            ? CalibrationPlan.Tasks(10_000, 1, [20, 200, 5000])
            : CalibrationPlan.Tasks(500, 1, [20, 200]);

        var gates = tasks.AsParallel().AsOrdered().SelectMany(task => task.Run()).ToArray();

        gates.Count(gate => gate.IsGated).Should().BeGreaterThan(15);
        gates.Where(gate => gate.IsBroken).Should().BeEmpty();
        gates.Single(gate => gate.Name.EndsWith("single test", StringComparison.Ordinal)).Rate.Should()
            .BeGreaterThan(0.2, "a test that may be looked at once only is no test to peek with");
    }

    [Fact]
    public void A_gate_breaks_outside_of_its_band()
    {
        CalibrationGate.Around("a", 90, 1000, 0.05).IsBroken.Should().BeTrue();
        CalibrationGate.Around("a", 55, 1000, 0.05).IsBroken.Should().BeFalse();
        CalibrationGate.Around("a", 55, 1000, 0.05, kolmogorovP: 0.0001).IsBroken.Should().BeTrue();
        CalibrationGate.Around("a", 90, 1000, 0.05, isGated: false).IsBroken.Should().BeFalse();
        CalibrationGate.AtMost("a", 0.051, 1000, 0.05).IsBroken.Should().BeTrue();
    }

    [Fact]
    public void KolmogorovP_tells_even_values_from_uneven_ones()
    {
        var even = Enumerable.Range(0, 400).Select(i => (i + 0.5) / 400).ToArray();

        Uniformity.KolmogorovP(even).Should().BeGreaterThan(0.99);
        Uniformity.KolmogorovP([.. even.Select(p => p * p)]).Should().BeLessThan(1e-6);

        // D = 0.2 at n = 25; 0.23632 by the exact recursion of Marsaglia, Tsang and Wang 2003.
        double[] shifted = [.. Enumerable.Range(0, 25).Select(i => Math.Max(0, (i / 25.0) - 0.16))];
        Uniformity.KolmogorovP(shifted).Should().BeApproximately(0.2363, 0.006);
    }
}
