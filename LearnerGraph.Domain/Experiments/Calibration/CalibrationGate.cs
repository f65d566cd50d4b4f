namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>One promise of the statistics, found again by simulation.</summary>
/// <param name="Name">What was simulated.</param>
/// <param name="Rate">The share of runs in which it happened.</param>
/// <param name="Lower">Least accepted rate; null: none.</param>
/// <param name="Upper">Greatest accepted rate.</param>
/// <param name="IsGated">False: reported only, since the method promises nothing this small or this skewed.</param>
/// <param name="KolmogorovP">Of the p-values against uniform; null where they are not continuous.</param>
public sealed record CalibrationGate(
    string Name, int Runs, double Rate, double? Lower, double? Upper, bool IsGated = true, double? KolmogorovP = null)
{
    private const double LeastKolmogorovP = 0.001;

    /// <summary>z of the 99 % band that chance is given.</summary>
    private const double Band = 2.5758293035489;

    public bool Passes => (Lower is not { } lower || Rate >= lower) && (Upper is not { } upper || Rate <= upper)
        && KolmogorovP is not < LeastKolmogorovP;

    /// <summary>Gated and not passed.</summary>
    public bool IsBroken => IsGated && !Passes;

    /// <summary>A rate that is promised exactly, up to the chance of so many runs.</summary>
    /// <param name="slack">Least half width, where more than chance is allowed.</param>
    public static CalibrationGate Around(
        string name, int hits, int runs, double promised, bool isGated = true, double? kolmogorovP = null,
        double slack = 0)
    {
        var half = Math.Max(slack, Band * Math.Sqrt(promised * (1 - promised) / runs));
        return new(
            name, runs, (double)hits / runs, Math.Max(0, promised - half), Math.Min(1, promised + half), isGated,
            kolmogorovP);
    }

    /// <summary>A rate that is promised as an upper bound; no chance is given to it.</summary>
    public static CalibrationGate AtMost(string name, double rate, int runs, double bound) =>
        new(name, runs, rate, null, bound);
}
