using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>One sitting: as long as planned, shorter after failures in a row or out of boredom.</summary>
internal sealed class ProvingSession(TrueCourse course, TrueLearner learner, IGuide guide, DateTimeOffset at)
{
    private int _wrongInARow;
    private int _easyInARow;

    public int Answers { get; private set; }

    public int Right { get; private set; }

    public double Seconds { get; private set; }

    public void Run(ref Prng luck)
    {
        var now = at;
        int planned = 1 + (int)(learner.SessionQuestions * Math.Exp(0.4 * luck.NextGaussian()));
        while (Answers < planned && guide.Next(now) is >= 0 and var question)
        {
            double chance = learner.Chance(question, ProvingGround.DayOf(now));
            double roll = luck.NextDouble(), length = Math.Exp(0.35 * luck.NextGaussian()), mood = luck.NextDouble();
            bool isRight = roll < chance;
            double seconds = Math.Clamp(
                course.Catalog.Table.Seconds[question] * learner.Pace * (1.35 - (0.6 * chance)) * length, 3, 900);
            now = now.AddSeconds(seconds);
            learner.Learn(question, ProvingGround.DayOf(now), chance, isRight);
            guide.Answered(question, now, isRight, (int)(1000 * seconds));
            now = now.AddSeconds(8);
            (Answers, Right, Seconds) = (Answers + 1, Right + (isRight ? 1 : 0), Seconds + seconds);
            _wrongInARow = isRight ? 0 : _wrongInARow + 1;
            _easyInARow = isRight && chance > 0.95 ? _easyInARow + 1 : 0;
            double leaves = 0.01 + (_wrongInARow >= 3 ? 0.15 : 0) + (_easyInARow >= 5 ? 0.06 : 0);
            if (mood < leaves) break;
        }
    }

    /// <summary>From −1 to 1: highest where the share of right answers is the one that the learner enjoys.</summary>
    public double Pleasure(double comfort) =>
        1 - (2 * Math.Min(1, Math.Abs(((double)Right / Answers) - comfort) / 0.4));
}
