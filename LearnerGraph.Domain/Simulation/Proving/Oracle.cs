namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// Knows the learner's true state and takes the answer that adds most to what will be known at the horizon, with what
/// a concept opens counted in: greedy, so a strong yardstick and not a proven optimum.
/// </summary>
internal sealed class Oracle(TrueCourse course, TrueLearner learner, double horizon) : IGuide
{
    /// <summary>What a gain in strength is worth to each concept that rests on it.</summary>
    private const double WorthAbove = 0.4;

    private const int NotAgain = 12;

    private readonly int[] _recent = new int[NotAgain];
    private int _answers;

    public int Next(DateTimeOffset now)
    {
        double day = ProvingGround.DayOf(now);
        int best = -1;
        double most = double.NegativeInfinity;
        foreach (int concept in course.Concepts)
        {
            var (question, chance) = Nearest(concept, day);
            if (question < 0) continue;
            double gain = (chance * Gain(concept, day, chance, true))
                + ((1 - chance) * Gain(concept, day, chance, false));
            if (gain > most) (best, most) = (question, gain);
        }

        return best;
    }

    public void Answered(int question, DateTimeOffset at, bool isRight, int durationMs) =>
        _recent[_answers++ % NotAgain] = question + 1;

    private double Gain(int concept, double day, double chance, bool isRight)
    {
        var forgetting = learner.Forgetting;
        double end = Math.Max(day, horizon);
        double before = learner.Strength(concept, end);
        double after = learner.After(concept, day, chance, isRight).Strength(end, forgetting);
        double value = learner.Mastery(concept, after) - learner.Mastery(concept, before);
        foreach (int above in course.Catalog.Graph.Dependents(concept))
            value += WorthAbove * (after - before) * (1 - learner.Mastery(above, learner.Strength(above, end)));
        return value;
    }

    /// <summary>The concept's question whose chance is nearest to where the learner learns most.</summary>
    private (int Question, double Chance) Nearest(int concept, double day)
    {
        (int Question, double Chance) nearest = (-1, 0);
        double least = double.MaxValue;
        foreach (int question in course.Catalog.Table.OfConcept(concept))
        {
            if (Array.IndexOf(_recent, question + 1) >= 0) continue;
            double chance = learner.Chance(question, day);
            double off = Math.Abs(chance - learner.SweetSpot);
            if (off < least) (nearest, least) = ((question, chance), off);
        }

        return nearest;
    }
}
