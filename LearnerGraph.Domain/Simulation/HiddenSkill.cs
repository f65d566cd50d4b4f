using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation;

/// <summary>
/// The true state of one concept in one made-up head: an idea that has fallen into place or not, and a fluency that
/// grows with practice and fades hyperbolically. On purpose none of the forms by which the product estimates.
/// </summary>
internal struct HiddenSkill
{
    private const double IdeaWorth = 1.7;
    private const double FluencyWorth = 0.9;

    /// <summary>Share of an idea that stays however long it rests.</summary>
    private const double Kept = 0.35;

    private double _fluency;
    private double _lastDay;
    private double _halfLife;

    /// <summary>How much better or worse this learner is at this concept than elsewhere, in logits.</summary>
    public double Bent { get; private init; }

    public bool HasIdea { get; private set; }

    public static HiddenSkill Draw(bool isKnownBefore, double forgettingDays, ref Prng random) => new()
    {
        Bent = 0.5 * random.NextGaussian(),
        HasIdea = isKnownBefore,
        _fluency = isKnownBefore ? 1 + random.NextDouble() : 0,
        _halfLife = isKnownBefore ? 5 * forgettingDays : forgettingDays,
    };

    /// <summary>1 / (1 + days / half-life).</summary>
    public readonly double Retained(double day) => 1 / (1 + (Math.Max(0, day - _lastDay) / _halfLife));

    /// <summary>In logits, at a time in days.</summary>
    public readonly double Ability(double day)
    {
        double retained = Retained(day);
        double idea = HasIdea ? IdeaWorth * (Kept + ((1 - Kept) * retained)) : 0;
        return Bent + idea + (FluencyWorth * Math.Log(1 + _fluency) * retained);
    }

    /// <summary>
    /// One answer: the idea may fall into place, fluency grows, and a spaced success slows forgetting.
    /// </summary>
    public void Practise(double day, bool isRight, double learningRate, double readiness, ref Prng random)
    {
        double retained = Retained(day);
        if (!HasIdea && random.NextDouble() < learningRate * readiness * (isRight ? 1.3 : 0.9)) HasIdea = true;
        if (isRight) _halfLife *= 1 + (1.2 * (1 - retained));
        _fluency = (_fluency * retained) + (isRight ? 0.35 : 0.15);
        _lastDay = day;
    }
}
