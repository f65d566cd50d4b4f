using LearnerGraph.Domain.Recommendations.Candidates;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// Fills the places of a set from the pool: shares by largest remainder, what a lane cannot fill handed to the others
/// by weight, at most so many items of a concept, and the minutes kept within the budget.
/// </summary>
internal ref struct Selection
{
    // Minutes are sums of seconds over 60: the budget may be met in all but the last bit.
    private const double Slack = 1e-9;

    private readonly Span<int> _picks;
    private readonly Span<int> _placed;
    private readonly Span<Shortage> _why;
    private readonly int _size;
    private int _perConcept;
    private double _minutesLeft;

    /// <param name="picks">Three times the size: candidates by lane, in the order picked.</param>
    /// <param name="placed">How many of each lane.</param>
    /// <param name="why">What kept a lane from its share.</param>
    public Selection(in Situation s, Span<int> picks, Span<int> placed, Span<Shortage> why)
    {
        _picks = picks;
        _placed = placed;
        _why = why;
        _size = s.Request.Count;
        // A client that asks for one concept wants just that.
        _perConcept = s.OnlyConcept >= 0 ? int.MaxValue : s.Policy.PerConceptInTen * ((_size + 9) / 10);
        _minutesLeft = s.Request.TimeBudgetMinutes ?? double.PositiveInfinity;
    }

    public readonly int PerConcept => _perConcept;

    /// <summary>True where a question outside the window of the zone had to stand in.</summary>
    public bool IsRelaxed { get; private set; }

    /// <summary>True where too few concepts are open to keep to so many items of each.</summary>
    public bool IsCrowded { get; private set; }

    /// <summary>True where nothing fits the budget, and the shortest of all is served alone.</summary>
    public bool IsOverBudget { get; private set; }

    public readonly Span<int> PicksOf(int lane) => _picks.Slice(lane * _size, _placed[lane]);

    public void Fill(
        in Situation s, ReadOnlySpan<LaneSupply> supplies, ReadOnlySpan<int> requested, ReadOnlySpan<double> weights)
    {
        Span<int> quota = stackalloc int[Mix.Lanes], extra = stackalloc int[Mix.Lanes];
        Span<double> open = stackalloc double[Mix.Lanes];
        requested.CopyTo(quota);
        weights.CopyTo(open);
        for (int missing = 0, k = 1; ;)
        {
            int lane = Mix.Turn(k, _size, quota, _placed);
            if (lane < 0)
            {
                if (missing == 0) break;
                Mix.Apportion(missing, open, extra);
                int handed = extra[0] + extra[1] + extra[2];
                for (int l = 0; l < Mix.Lanes; l++) quota[l] += extra[l];
                missing -= handed;
                if (handed == 0 && !LetCrowd(weights, open)) break;
                continue;
            }

            int pick = Best(s, (Lane)lane, supplies[lane]);
            if (pick < 0)
            {
                missing += quota[lane] - _placed[lane];
                quota[lane] = _placed[lane];
                open[lane] = 0;
                continue;
            }

            Place(s, lane, pick, supplies[(int)Lane.NextQuestion]);
            k++;
        }

        if (_placed[0] + _placed[1] + _placed[2] == 0 && s.Work.Count > 0) PlaceShortest(s, supplies);
    }

    /// <summary>
    /// The last resort: lanes that variety alone held back may go on with the concepts that they have.
    /// </summary>
    private bool LetCrowd(scoped ReadOnlySpan<double> weights, scoped Span<double> open)
    {
        if (IsCrowded) return false;
        _perConcept = int.MaxValue;
        for (int lane = 0; lane < Mix.Lanes; lane++)
        {
            if (_why[lane] != Shortage.Variety) continue;
            open[lane] = weights[lane];
            _why[lane] = Shortage.None;
            IsCrowded = true;
        }

        return IsCrowded;
    }

    private int Best(in Situation s, Lane lane, in LaneSupply supply)
    {
        int best = BestOf(s, lane, supply, inZone: true, out var blocked);
        if (best < 0 && lane == Lane.NextQuestion)
        {
            best = BestOf(s, lane, supply, inZone: false, out var alsoBlocked);
            IsRelaxed |= best >= 0;
            if (blocked == Shortage.None) blocked = alsoBlocked;
        }

        if (best < 0) _why[(int)lane] = blocked == Shortage.None ? supply.WhenShort : blocked;
        return best;
    }

    private readonly int BestOf(in Situation s, Lane lane, in LaneSupply supply, bool inZone, out Shortage blocked)
    {
        var work = s.Work;
        double diversity = lane == Lane.NextQuestion ? s.Policy.Diversity : 0;
        int best = -1;
        double most = double.NegativeInfinity;
        blocked = Shortage.None;
        for (int i = supply.First; i < supply.End; i++)
        {
            ref readonly var candidate = ref work.Pool[i];
            if (candidate.IsPicked || (inZone && !candidate.IsInZone)) continue;
            if (candidate.Concept >= 0 && work.Placed[candidate.Concept] >= _perConcept)
            {
                blocked = Shortage.Variety;
                continue;
            }

            if (candidate.Minutes > _minutesLeft + Slack)
            {
                blocked = Shortage.Budget;
                continue;
            }

            // A lottery over everything must not depend on what was chosen before it, so there nothing is drawn yet.
            double value = lane == Lane.SpacedReview ? candidate.Order
                : lane == Lane.NextQuestion && s.Epsilon >= 1 ? 0
                : diversity == 0 ? candidate.Score
                : ((1 - diversity) * candidate.Score) - (diversity * work.Likeness[candidate.Concept]);
            if (value > most) (best, most) = (i, value);
        }

        return best;
    }

    private void Place(in Situation s, int lane, int pick, in LaneSupply questions)
    {
        ref var candidate = ref s.Work.Pool[pick];
        candidate.IsPicked = true;
        _picks[(lane * _size) + _placed[lane]++] = pick;
        _minutesLeft -= candidate.Minutes;
        if (candidate.Concept >= 0) s.Work.Placed[candidate.Concept]++;
        if (lane != (int)Lane.NextQuestion || s.Policy.Diversity == 0) return;

        int last = -1;
        for (int i = questions.First; i < questions.End; i++)
        {
            int concept = s.Work.Pool[i].Concept;
            if (concept == last) continue;
            last = concept;
            double likeness = s.Catalog.Similarity(candidate.Concept, concept);
            if (likeness > s.Work.Likeness[concept]) s.Work.Likeness[concept] = likeness;
        }
    }

    private void PlaceShortest(in Situation s, ReadOnlySpan<LaneSupply> supplies)
    {
        int shortest = 0;
        for (int i = 1; i < s.Work.Count; i++)
        {
            if (s.Work.Pool[i].Minutes < s.Work.Pool[shortest].Minutes) shortest = i;
        }

        IsOverBudget = true;
        Place(s, (int)s.Work.Pool[shortest].Lane, shortest, supplies[(int)Lane.NextQuestion]);
    }
}
