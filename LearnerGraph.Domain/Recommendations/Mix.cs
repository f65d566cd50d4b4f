namespace LearnerGraph.Domain.Recommendations;

/// <summary>How places are shared out between lanes, and in what order the lanes take turns.</summary>
/// <remarks>See docs/algorithms/recommendations.md.</remarks>
public static class Mix
{
    public const int Lanes = 3;

    // Below this, two remainders count as equal: 10 · 0.3 must tie with 3 whatever its last bit says.
    private const double Tie = 1e-9;

    /// <summary>
    /// Largest-remainder apportionment of <paramref name="count"/> places; ties go to the earlier lane.
    /// </summary>
    /// <remarks>
    /// Quota q_l = n w_l / Σw; every lane gets ⌊q_l⌋ and the largest remainders one more (Hamilton's method), so the
    /// shares sum to n and each is within 1 of its quota. A weight of 0 leaves a lane out; all 0 gives all 0.
    /// </remarks>
    public static void Apportion(int count, ReadOnlySpan<double> weights, Span<int> shares)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shares.Length, weights.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        shares.Clear();
        double total = 0;
        foreach (double weight in weights) total += weight;
        if (total <= 0) return;

        Span<double> remainder = stackalloc double[weights.Length];
        int left = count;
        for (int lane = 0; lane < weights.Length; lane++)
        {
            double quota = count * weights[lane] / total;
            shares[lane] = (int)Math.Floor(quota + Tie);
            remainder[lane] = weights[lane] > 0 ? quota - shares[lane] : double.NegativeInfinity;
            left -= shares[lane];
        }

        while (left-- > 0)
        {
            int best = 0;
            for (int lane = 1; lane < weights.Length; lane++)
            {
                if (remainder[lane] > remainder[best] + Tie) best = lane;
            }

            shares[best]++;
            remainder[best] -= 1;
        }
    }

    /// <summary>
    /// The order in which lanes take turns: at position k the lane with the greatest k·served/n − placed, earlier lanes
    /// first. Every prefix stays within 1 of its quota in each lane.
    /// </summary>
    /// <param name="order">One lane per position; its length is the sum of <paramref name="served"/>.</param>
    public static void Interleave(ReadOnlySpan<int> served, Span<Lane> order)
    {
        Span<int> placed = stackalloc int[served.Length];
        placed.Clear();
        for (int k = 1; k <= order.Length; k++)
        {
            int next = Turn(k, order.Length, served, placed);
            placed[next]++;
            order[k - 1] = (Lane)next;
        }
    }

    /// <summary>Whose turn position k of n is: the lane furthest behind its share; -1 when all have theirs.</summary>
    internal static int Turn(int k, int n, ReadOnlySpan<int> shares, ReadOnlySpan<int> placed)
    {
        int best = -1;
        long most = 0;
        for (int lane = 0; lane < shares.Length; lane++)
        {
            if (placed[lane] >= shares[lane]) continue;
            long behind = ((long)k * shares[lane]) - ((long)placed[lane] * n);
            if (best < 0 || behind > most) (best, most) = (lane, behind);
        }

        return best;
    }
}
