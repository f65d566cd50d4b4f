using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// A learner whose every parameter is known to the proving ground and to nobody else: what they know, how they learn,
/// forget, come back and give up. The same seed and index give the same learner under every guide.
/// </summary>
internal sealed class TrueLearner
{
    /// <summary>From nothing to full strength, in logits of difficulty.</summary>
    private const double Span = 4.2;

    /// <summary>Ability without anything learned, in logits.</summary>
    private const double Floor = -2.2;

    private const double Scale = 1.2;
    private const double Slip = 0.03;

    private readonly TrueCourse _course;
    private readonly TrueSkill[] _skills;
    private readonly double[] _bent;

    public TrueLearner(TrueCourse course, ulong seed, int index)
    {
        _course = course;
        var random = Prng.Stream(seed, (ulong)index);
        Talent = random.NextGaussian();
        Rate = Math.Clamp(0.22 * Math.Exp((0.25 * Talent) + (0.3 * random.NextGaussian())), 0.05, 0.6);
        Forgetting = new Forgetting(
            2.5 * Math.Exp(0.4 * random.NextGaussian()), 60 * Math.Exp(0.4 * random.NextGaussian()));
        SweetSpot = Math.Clamp(0.68 + (0.08 * random.NextGaussian()), 0.45, 0.9);
        Comfort = Math.Clamp(0.74 + (0.09 * random.NextGaussian()), 0.5, 0.95);
        Pace = Math.Exp(0.3 * random.NextGaussian());
        SessionQuestions = Math.Exp(2.3 + (0.4 * random.NextGaussian()));
        Habit = PracticeHabit.Draw(ref random);
        StartLevel = Math.Clamp(0.25 + (0.2 * Talent) + (0.15 * random.NextGaussian()), 0, 0.9);

        int concepts = course.Catalog.Concepts.Count;
        (_skills, _bent) = (new TrueSkill[concepts], new double[concepts]);
        for (int concept = 0; concept < concepts; concept++)
        {
            _bent[concept] = 0.4 * random.NextGaussian();
            double known = random.NextDouble(), strength = 0.3 + (0.5 * random.NextDouble());
            if (known < 1.4 * StartLevel * (1 - course.RelativeDepth(concept)))
                _skills[concept] = TrueSkill.KnownBefore(strength);
        }
    }

    public double Talent { get; }

    /// <summary>Share of what is missing that a well-chosen answer adds.</summary>
    public double Rate { get; }

    public Forgetting Forgetting { get; }

    /// <summary>The chance of success at which this learner learns most.</summary>
    public double SweetSpot { get; }

    /// <summary>The share of right answers that this learner enjoys most.</summary>
    public double Comfort { get; }

    /// <summary>Answer time as a multiple of what the question expects.</summary>
    public double Pace { get; }

    public double SessionQuestions { get; }

    public PracticeHabit Habit { get; }

    /// <summary>How much of the course was known before, in [0, 0.9].</summary>
    public double StartLevel { get; }

    /// <summary>What such a learner says of themselves.</summary>
    public SkillLevel Declared => StartLevel < 0.2 ? SkillLevel.Beginner
        : StartLevel < 0.5 ? SkillLevel.Intermediate : SkillLevel.Advanced;

    public double Strength(int concept, double day) => _skills[concept].Strength(day, Forgetting);

    /// <summary>Chance to know the answer: 2^(−e^(−x)), x in steps of 1.2 logits; no guessing, no slips.</summary>
    public static double Knows(double ability, double difficulty) => Math.Exp(
        -Math.Log(2) * Math.Exp(-(ability - difficulty) / Scale));

    /// <summary>Chance to answer right, with slips and guessing; the weakest concept counts for half.</summary>
    public double Chance(int question, double day)
    {
        var concepts = _course.Catalog.Table.ConceptsOf(question);
        var weights = _course.Catalog.Table.WeightsOf(question);
        double weakest = double.MaxValue, sum = 0, weight = 0;
        for (int i = 0; i < concepts.Length; i++)
        {
            double ability = Ability(concepts[i], Strength(concepts[i], day));
            weakest = Math.Min(weakest, ability);
            sum += weights[i] * ability;
            weight += weights[i];
        }

        double knows = Knows((0.5 * weakest) + (0.5 * sum / weight), _course.Difficulty(question));
        return ((1 - Slip) * knows) + (_course.Catalog.Table.GuessFloor[question] * (1 - knows));
    }

    /// <summary>Learns from one answer, in every concept of the question.</summary>
    public void Learn(int question, double day, double chance, bool isRight)
    {
        foreach (int concept in _course.Catalog.Table.ConceptsOf(question))
            _skills[concept] = After(concept, day, chance, isRight);
    }

    /// <summary>What a concept would be after one answer.</summary>
    public TrueSkill After(int concept, double day, double chance, bool isRight) => _skills[concept].After(
        day, isRight, Rate * Readiness(concept, day) * Worth(chance) * (isRight ? 1 : 0.6), Forgetting);

    /// <summary>Chance to know an average question of the concept.</summary>
    public double Mastery(int concept, double strength) =>
        Knows(Ability(concept, strength), _course.Catalog.MeanDifficulty(concept));

    private double Ability(int concept, double strength) =>
        Floor + (0.7 * Talent) + _bent[concept] + (Span * strength);

    /// <summary>What rests on nothing is learned slowly: a quarter of the rate without any prerequisite.</summary>
    private double Readiness(int concept, double day)
    {
        var below = _course.Catalog.Graph.Prerequisites(concept);
        if (below.Length == 0) return 1;
        double known = 0;
        foreach (int prerequisite in below) known += Strength(prerequisite, day);
        return 0.25 + (0.75 * known / below.Length);
    }

    /// <summary>Too easy and too hard teach less: a bell around the sweet spot over a floor.</summary>
    private double Worth(double chance)
    {
        double off = (chance - SweetSpot) / 0.25;
        return 0.3 + (0.7 * Math.Exp(-0.5 * off * off));
    }
}
