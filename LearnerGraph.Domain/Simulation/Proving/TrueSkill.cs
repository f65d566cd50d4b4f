namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// What one learner of the proving ground holds of one concept: a fast trace that is gone within days and a slow one
/// that stays for months, each in [0, 1] and together at most 1. Both fade exponentially; a right answer after a pause
/// goes mostly to the slow one.
/// </summary>
/// <remarks>On purpose no power curve of one stability and no Kalman step; docs/algorithms/simulation.md.</remarks>
internal struct TrueSkill
{
    private double _fast;
    private double _slow;
    private double _lastDay;

    /// <summary>The greatest strength there ever was: what was known once comes back more easily.</summary>
    private double _best;

    public static TrueSkill KnownBefore(double strength) => new() { _slow = strength, _best = strength };

    public double LastDay => _lastDay;

    /// <summary>Strength in [0, 1] at a time in days.</summary>
    public readonly double Strength(double day, in Forgetting forgetting)
    {
        double pause = Math.Max(0, day - _lastDay);
        return (_fast * Math.Exp(-pause / forgetting.FastDays)) + (_slow * Math.Exp(-pause / forgetting.SlowDays));
    }

    /// <summary>The skill after one answer.</summary>
    /// <param name="gain">Share of what is missing that the answer adds, in [0, 1], before savings.</param>
    public readonly TrueSkill After(double day, bool isRight, double gain, in Forgetting forgetting)
    {
        double pause = Math.Max(0, day - _lastDay);
        double fast = _fast * Math.Exp(-pause / forgetting.FastDays);
        double slow = _slow * Math.Exp(-pause / forgetting.SlowDays);
        double spaced = _best > 0 ? 1 - Math.Exp(-pause / 1.5) : 0;
        double added = Math.Min(1, gain * (1 + _best)) * (1 - fast - slow);
        double toSlow = isRight ? 0.12 + (0.55 * spaced) : 0.08 + (0.12 * spaced);
        var after = this;
        (after._fast, after._slow) = (fast + (added * (1 - toSlow)), slow + (added * toSlow));
        (after._lastDay, after._best) = (day, Math.Max(_best, after._fast + after._slow));
        return after;
    }
}

/// <summary>How fast one learner forgets: time constants of the two traces, in days.</summary>
internal readonly record struct Forgetting(double FastDays, double SlowDays);
