using LearnerGraph.Domain.Recommendations.Candidates;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>Puts the picked candidates into the places of a set, and lets some places be drawn by lot.</summary>
internal static class Arrangement
{
    /// <summary>Places in which a concept may stand at most so often as the policy says.</summary>
    private const int Window = 10;

    /// <summary>
    /// Lanes take turns; in each the best comes first that does not crowd its concept within ten places.
    /// </summary>
    public static void Order(in Situation s, ref Selection selection, ReadOnlySpan<Lane> lanes, Span<int> places)
    {
        Span<int> taken = stackalloc int[Mix.Lanes];
        taken.Clear();
        for (int k = 0; k < places.Length; k++)
        {
            int lane = (int)lanes[k];
            var rest = selection.PicksOf(lane)[taken[lane]..];
            int next = 0;
            while (next < rest.Length && s.OnlyConcept < 0 && Crowds(s, rest[next], places[..k])) next++;
            if (next == rest.Length) next = 0;
            int pick = rest[next];
            rest[..next].CopyTo(rest[1..]);
            rest[0] = pick;
            taken[lane]++;
            places[k] = pick;
        }
    }

    /// <summary>
    /// With chance ε each next-question place is drawn by lot from those that were not chosen; writes what chance the
    /// policy gave to what stands there.
    /// </summary>
    /// <remarks>
    /// Let K be the places, E the eligible candidates outside the chosen ones, and M = max(|E|, K). The drawn places
    /// get a uniformly random arrangement of E, filled up with blanks to M. So a place shows a given e of E with chance
    /// ε / M, and keeps its own item with chance 1 − ε |E| / M: exact, whatever the other places show. With ε = 1
    /// nothing is chosen beforehand and E holds all. At most as many candidates of a concept are in E as the set still
    /// has room for, so that no draw can crowd it.
    /// </remarks>
    public static void Explore(
        in Situation s, in Selection selection, in LaneSupply supply, ReadOnlySpan<Lane> lanes,
        ref Numerics.Prng chance, Span<int> places, Span<double> propensity)
    {
        propensity.Fill(1);
        double epsilon = s.Epsilon;
        int slots = lanes.Count(Lane.NextQuestion);
        if (epsilon <= 0 || slots == 0) return;

        bool isLottery = epsilon >= 1;
        if (isLottery) Release(s, lanes, places);
        var eligible = s.Work.CandidateQuestions.AsSpan();
        int count = Eligible(s, selection, supply, lanes, places, isLottery, eligible);
        int size = Math.Max(count, slots), drawn = 0;
        eligible[count..size].Fill(-1);
        double each = epsilon / size;
        for (int k = 0; k < places.Length; k++)
        {
            if (lanes[k] != Lane.NextQuestion) continue;
            propensity[k] = 1 - (count * each);
            if (chance.NextDouble() >= epsilon) continue;

            int at = drawn + chance.NextInt(size - drawn);
            (eligible[drawn], eligible[at]) = (eligible[at], eligible[drawn]);
            if (eligible[drawn++] is not (>= 0 and var pick)) continue;
            places[k] = pick;
            propensity[k] = each;
        }
    }

    private static void Release(in Situation s, ReadOnlySpan<Lane> lanes, ReadOnlySpan<int> places)
    {
        for (int k = 0; k < places.Length; k++)
        {
            if (lanes[k] != Lane.NextQuestion) continue;
            ref var candidate = ref s.Work.Pool[places[k]];
            candidate.IsPicked = false;
            s.Work.Placed[candidate.Concept]--;
        }
    }

    private static int Eligible(
        in Situation s, in Selection selection, in LaneSupply supply, ReadOnlySpan<Lane> lanes,
        ReadOnlySpan<int> places, bool isLottery, Span<int> eligible)
    {
        var work = s.Work;
        double longest = double.PositiveInfinity;
        if (s.Request.TimeBudgetMinutes is not null)
        {
            for (int k = 0; k < places.Length; k++)
            {
                if (lanes[k] == Lane.NextQuestion) longest = Math.Min(longest, work.Pool[places[k]].Minutes);
            }
        }

        int count = 0, last = -1, room = 0;
        for (int i = supply.First; i < supply.End; i++)
        {
            ref readonly var candidate = ref work.Pool[i];
            if (candidate.Concept != last)
            {
                last = candidate.Concept;
                room = selection.PerConcept - work.Placed[last];
                // In longer sets a draw may land anywhere, so only concepts that stand nowhere yet are drawn.
                if (places.Length > Window && s.OnlyConcept < 0 && !isLottery)
                    room = work.Placed[last] > 0 ? 0 : Math.Min(room, s.Policy.PerConceptInTen);
            }

            if (room <= 0 || (candidate.IsPicked && !isLottery) || candidate.Minutes > longest) continue;
            if (!candidate.IsInZone && !selection.IsRelaxed) continue;
            eligible[count++] = i;
            room--;
        }

        return count;
    }

    private static bool Crowds(in Situation s, int candidate, ReadOnlySpan<int> placed)
    {
        int concept = s.Work.Pool[candidate].Concept, near = 0;
        if (concept < 0) return false;
        foreach (int other in placed[Math.Max(0, placed.Length - Window + 1)..])
        {
            if (s.Work.Pool[other].Concept == concept) near++;
        }

        return near >= s.Policy.PerConceptInTen;
    }
}
