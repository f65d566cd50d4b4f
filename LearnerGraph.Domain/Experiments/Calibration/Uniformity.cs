namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>Whether p-values of experiments without an effect are spread evenly over [0, 1].</summary>
public static class Uniformity
{
    private const int Terms = 100;

    /// <summary>
    /// p of Kolmogorov and Smirnov's test against the uniform distribution, by the asymptotic series with Stephens'
    /// correction for small n; NaN for no values.
    /// </summary>
    /// <remarks>Stephens, Journal of the Royal Statistical Society B 32, 1970.</remarks>
    public static double KolmogorovP(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return double.NaN;
        double n = values.Count, greatest = 0;
        var i = 0;
        foreach (var value in values.Order())
        {
            greatest = Math.Max(greatest, Math.Max(value - (i / n), ((i + 1) / n) - value));
            i++;
        }

        var lambda = (Math.Sqrt(n) + 0.12 + (0.11 / Math.Sqrt(n))) * greatest;
        var sum = 0.0;
        for (var k = 1; k <= Terms; k++)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * lambda * lambda);
        return lambda < 0.2 ? 1 : Math.Clamp(sum, 0, 1);
    }
}
