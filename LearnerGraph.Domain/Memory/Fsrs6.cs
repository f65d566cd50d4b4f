using System.Globalization;

namespace LearnerGraph.Domain.Memory;

/// <summary>
/// The formulas of FSRS-6 over one set of 21 weights: how recall falls with time, and how a review moves stability and
/// difficulty.
/// </summary>
/// <remarks>
/// Stability S in days (recall falls to 0.9), difficulty D in [1, 10], grades 1 again to 4 easy. Source: "The
/// Algorithm",
/// open-spaced-repetition wiki, FSRS-6. See docs/algorithms/memory.md.
/// </remarks>
public sealed class Fsrs6
{
    public const int WeightCount = 21;

    /// <summary>Days; below it a memory is not told apart from none.</summary>
    public const double MinStability = 0.001;

    /// <summary>A hundred years.</summary>
    public const double MaxStability = 36500;

    /// <summary>
    /// With the weights that were fitted to some hundred million reviews and published with the algorithm.
    /// </summary>
    public static readonly Fsrs6 Default = new(
    [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]);

    private readonly double[] _w;
    private readonly double _easyStart;

    public Fsrs6(ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, WeightCount, nameof(weights));
        _w = weights.ToArray();
        Factor = Math.Exp(Math.Log(0.9) / -_w[20]) - 1;
        _easyStart = _w[4] - Math.Exp(3 * _w[5]) + 1;
    }

    public ReadOnlySpan<double> Weights => _w;

    /// <summary>Reads 21 numbers apart by blanks or commas, as a setting holds them; null where they are not.</summary>
    public static Fsrs6? Parse(string text)
    {
        string[] parts = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != WeightCount) return null;

        double[] weights = new double[WeightCount];
        for (int i = 0; i < weights.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out weights[i])
                || !FsrsFit.IsAllowed(i, weights[i]))
            {
                return null;
            }
        }

        return new Fsrs6(weights);
    }

    /// <summary>f = 0.9^(-1/w20) - 1, which makes R(S) = 0.9.</summary>
    public double Factor { get; }

    /// <summary>Chance of recall after a pause: R(t) = (1 + f t / S)^-w20; 1 at t = 0 and falling.</summary>
    public double Retrievability(double elapsedDays, double stability) =>
        Math.Pow(1 + (Factor * Math.Max(elapsedDays, 0) / stability), -_w[20]);

    /// <summary>Days until recall falls to a wanted retention in (0, 1): the inverse of R, unrounded.</summary>
    public double Interval(double stability, double retention) =>
        stability / Factor * (Math.Pow(retention, -1 / _w[20]) - 1);

    /// <summary>S0(G) = w[G-1].</summary>
    public double FirstStability(int grade) => Math.Clamp(_w[grade - 1], MinStability, MaxStability);

    /// <summary>D0(G) = w4 - e^(w5 (G-1)) + 1, held inside [1, 10].</summary>
    public double FirstDifficulty(int grade) => Math.Clamp(_w[4] - Math.Exp(_w[5] * (grade - 1)) + 1, 1, 10);

    /// <summary>
    /// D' = w7 D0(4) + (1 - w7)(D - w6 (G-3)(10-D)/9): damped towards 10, drawn to the start of an easy card.
    /// </summary>
    public double NextDifficulty(double difficulty, int grade)
    {
        double moved = difficulty - (_w[6] * (grade - 3) * (10 - difficulty) / 9);
        return Math.Clamp((_w[7] * _easyStart) + ((1 - _w[7]) * moved), 1, 10);
    }

    /// <summary>
    /// After a recall (grades 2 to 4) at retrievability R:
    /// S' = S (1 + e^w8 (11-D) S^-w9 (e^(w10 (1-R)) - 1) h), h = w15 for hard, w16 for easy, else 1.
    /// </summary>
    public double StabilityAfterRecall(double difficulty, double stability, double retrievability, int grade)
    {
        double growth = Math.Exp(_w[8]) * (11 - difficulty) * Math.Pow(stability, -_w[9])
            * (Math.Exp(_w[10] * (1 - retrievability)) - 1);
        growth *= grade switch { 2 => _w[15], 4 => _w[16], _ => 1 };
        return Math.Clamp(stability * (1 + growth), MinStability, MaxStability);
    }

    /// <summary>
    /// After a lapse at retrievability R: S' = w11 D^-w12 ((S+1)^w13 - 1) e^(w14 (1-R)), never more than S / e^(w17
    /// w18)
    /// where same-day reviews count, than S where they do not.
    /// </summary>
    public double StabilityAfterLapse(
        double difficulty, double stability, double retrievability, bool isShortTerm = true)
    {
        double lapsed = _w[11] * Math.Pow(difficulty, -_w[12]) * (Math.Pow(stability + 1, _w[13]) - 1)
            * Math.Exp(_w[14] * (1 - retrievability));
        double most = isShortTerm ? stability / Math.Exp(_w[17] * _w[18]) : stability;
        return Math.Clamp(Math.Min(lapsed, most), MinStability, MaxStability);
    }

    /// <summary>Again on the same day: S' = S e^(w17 (G-3+w18)) S^-w19, never falling for grades 2 to 4.</summary>
    public double StabilitySameDay(double stability, int grade)
    {
        double growth = Math.Exp(_w[17] * (grade - 3 + _w[18])) * Math.Pow(stability, -_w[19]);
        return Math.Clamp(stability * (grade >= 2 ? Math.Max(growth, 1) : growth), MinStability, MaxStability);
    }
}
