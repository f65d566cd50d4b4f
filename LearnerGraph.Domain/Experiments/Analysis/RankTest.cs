using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>
/// The comparison that asks only who is ahead: for scores with a ceiling, and without faith in means.
/// </summary>
/// <param name="UB">Pairs in which b is ahead, ties as halves.</param>
/// <param name="Superiority">UB over all pairs: chance that a treated learner outdoes an untreated one.</param>
/// <param name="Z">Without, <paramref name="ZCorrected"/> with the continuity correction; null where all are
/// tied.</param>
/// <param name="PExact">Where no values are tied and the arms are small enough to count all orders.</param>
/// <param name="Shift">Hodges and Lehmann: the median of all differences b - a.</param>
public sealed record RankTest(
    AnalysisStatus Status, double? UA = null, double? UB = null, double? Superiority = null, double? Z = null,
    double? P = null, double? ZCorrected = null, double? PCorrected = null, double? PExact = null,
    double? Shift = null)
{
    private const long LargestExact = 10_000;

    /// <summary>Mann and Whitney 1947, with the variance corrected for ties.</summary>
    public static RankTest Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (!OrderStatistics.AllFinite(a) || !OrderStatistics.AllFinite(b)) return new(AnalysisStatus.NonFiniteInput);
        if (a.IsEmpty || b.IsEmpty) return new(AnalysisStatus.InsufficientData);
        double[] sortedA = OrderStatistics.Sorted(a), sortedB = OrderStatistics.Sorted(b);
        double na = a.Length, nb = b.Length, n = na + nb;
        var (rankSum, ties) = RankSum(sortedA, sortedB);
        var ub = rankSum - (nb * (nb + 1) / 2);
        var ua = (na * nb) - ub;
        var shift = MedianDifference(sortedA, sortedB);
        var variance = na * nb / 12 * (n + 1 - (ties / (n * (n - 1))));
        if (!(variance > 0)) return new(AnalysisStatus.ZeroVariance, ua, ub, ub / (na * nb), Shift: shift);
        double excess = ub - (na * nb / 2), se = Math.Sqrt(variance);
        var corrected = Math.Sign(excess) * Math.Max(0, Math.Abs(excess) - 0.5) / se;
        double? exact = ties == 0 && (long)a.Length * b.Length <= LargestExact ? Exact(ub, a.Length, b.Length) : null;
        return new(
            AnalysisStatus.Ok, ua, ub, ub / (na * nb), excess / se, Proportions.TwoSided(excess / se), corrected,
            Proportions.TwoSided(corrected), exact, shift);
    }

    /// <summary>The median of all b - a, found without forming them: O((na + nb) log range).</summary>
    /// <remarks>
    /// Bisects over the doubles themselves, so the answer is exactly one of the differences (or two).
    /// </remarks>
    private static double MedianDifference(double[] a, double[] b)
    {
        var pairs = (long)a.Length * b.Length;
        var lower = OrderedDifference(a, b, (pairs + 1) / 2);
        return pairs % 2 == 1 ? lower : 0.5 * (lower + OrderedDifference(a, b, (pairs / 2) + 1));
    }

    private static double OrderedDifference(double[] a, double[] b, long rank)
    {
        long low = Ordinal(b[0] - a[^1]), high = Ordinal(b[^1] - a[0]);
        while (low < high)
        {
            var middle = low + (long)((ulong)(high - low) / 2);
            if (CountAtMost(a, b, FromOrdinal(middle)) >= rank) high = middle;
            else low = middle + 1;
        }

        return FromOrdinal(low);
    }

    private static long CountAtMost(double[] a, double[] b, double bound)
    {
        long count = 0;
        var first = a.Length;
        foreach (var value in b)
        {
            // b - a <= bound holds for the tail of a; as b rises the tail shrinks.
            while (first > 0 && value - a[first - 1] <= bound) first--;
            while (first < a.Length && value - a[first] > bound) first++;
            count += a.Length - first;
        }

        return count;
    }

    // The doubles in their order, as whole numbers.
    private static long Ordinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    private static double FromOrdinal(long ordinal) =>
        BitConverter.Int64BitsToDouble(ordinal >= 0 ? ordinal : long.MinValue - ordinal);

    private static (double RankSumB, double Ties) RankSum(double[] a, double[] b)
    {
        double rankSum = 0, ties = 0;
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            var value = j >= b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            int startA = i, startB = j;
            while (i < a.Length && a[i] == value) i++;
            while (j < b.Length && b[j] == value) j++;
            double tied = i - startA + (j - startB);
            rankSum += (j - startB) * (startA + startB + ((tied + 1) / 2));
            ties += (tied * tied * tied) - tied;
        }

        return (rankSum, ties);
    }

    /// <summary>min(1, 2 min(P(U &lt;= u), P(U &gt;= u))) by counting orders; U is symmetrical.</summary>
    private static double Exact(double u, int na, int nb)
    {
        // The generating function is prod (1 - q^(na+j)) / (1 - q^j); shares are kept instead of counts.
        var ways = new double[(na * nb) + 1];
        ways[0] = 1;
        for (var j = 1; j <= nb; j++)
        {
            for (var k = ways.Length - 1; k >= na + j; k--) ways[k] -= ways[k - na - j];
            for (var k = j; k < ways.Length; k++) ways[k] += ways[k - j];
            for (var k = 0; k < ways.Length; k++) ways[k] *= (double)j / (na + j);
        }

        var at = (int)Math.Min(u, (na * nb) - u);
        return Math.Min(1, 2 * ways.Take(at + 1).Sum());
    }
}
