namespace LearnerGraph.Domain.Numerics;

/// <summary>
/// Count, mean and summed squared deviations of a sample: all that tests on means need, and mergeable.
/// </summary>
/// <param name="Mean">Rounded; <paramref name="MeanTail"/> is what rounding left of it.</param>
/// <param name="M2">Sum of squared deviations from the mean; never a sum of squares, which loses every digit.</param>
/// <remarks>
/// Sums run in doubled precision and deviations are taken from the doubled mean, so data at an offset of 1e15 keep
/// their variance. Merging is Chan, Golub and LeVeque 1979. A constant sample has exactly no deviation.
/// </remarks>
public readonly record struct Moments(double Count, double Mean, double MeanTail, double M2)
{
    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return default;
        var sum = default(DoubledSum);
        var isConstant = true;
        foreach (var value in values)
        {
            sum.Add(value);
            isConstant &= value == values[0];
        }

        if (isConstant) return new(values.Length, values[0], 0, 0);
        var (mean, tail) = sum.DividedBy(values.Length);
        double squares = 0, rest = 0;
        foreach (var value in values)
        {
            var deviation = value - mean - tail;
            squares += deviation * deviation;
            rest += deviation;
        }

        return new(values.Length, mean, tail, squares - (rest * rest / values.Length));
    }

    /// <summary>From a mean and an (n-1) variance that somebody else computed.</summary>
    public static Moments FromSummary(double count, double mean, double variance) =>
        new(count, mean, 0, variance * (count - 1));

    /// <summary>(n-1) variance; NaN below two values.</summary>
    public double Variance => Count < 2 ? double.NaN : M2 / (Count - 1);

    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Variance of the mean.</summary>
    public double MeanVariance => Variance / Count;

    public bool IsFinite => double.IsFinite(Mean) && double.IsFinite(M2);

    /// <summary>The sum, from the doubled mean.</summary>
    public double Sum => Math.FusedMultiplyAdd(Mean, Count, MeanTail * Count);

    /// <summary>This mean minus the other's, without the rounding that large offsets bring.</summary>
    public double Minus(Moments other) => (Mean - other.Mean) + (MeanTail - other.MeanTail);

    /// <summary>Of both samples together; in any order the same up to rounding.</summary>
    public Moments Merge(Moments other)
    {
        if (Count == 0) return other;
        if (other.Count == 0) return this;
        var count = Count + other.Count;
        var delta = other.Minus(this);
        var (mean, tail) = DoubledSum.TwoSum(Mean, delta * (other.Count / count));
        return new(count, mean, tail + MeanTail, M2 + other.M2 + (delta * delta * (Count / count) * other.Count));
    }
}
