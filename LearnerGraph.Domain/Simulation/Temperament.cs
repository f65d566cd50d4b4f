using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation;

/// <summary>What a made-up learner is like; never shown to the product.</summary>
/// <param name="Talent">General ability in logits.</param>
/// <param name="LearningRate">Chance per answer that a new idea falls into place.</param>
/// <param name="ForgettingDays">Time after which half of fresh, unpractised fluency is gone.</param>
/// <param name="Slip">Share of wrong answers in spite of knowing.</param>
/// <param name="Pace">Answer time as a multiple of what others need.</param>
/// <param name="HintTaste">Chance to look at a hint when in doubt.</param>
/// <param name="Wander">Chance to leave the curriculum's next concept for another.</param>
/// <param name="ReviewTaste">Chance to go back to something older.</param>
/// <param name="PeakHour">Local hour of most sessions.</param>
/// <param name="SessionQuestions">Typical number of questions in a session.</param>
internal sealed record Temperament(
    double Talent,
    double LearningRate,
    double ForgettingDays,
    double Slip,
    double Pace,
    double HintTaste,
    double Wander,
    double ReviewTaste,
    double PeakHour,
    double SessionQuestions,
    PracticeHabit Habit)
{
    public static Temperament Draw(ref Prng random)
    {
        double talent = 0.8 * random.NextGaussian();
        double hour = random.NextDouble() switch
        {
            < 0.2 => 8.5,
            < 0.45 => 15,
            _ => 19.5,
        };
        return new Temperament(
            talent,
            Math.Clamp(0.16 + (0.05 * talent) + (0.05 * random.NextGaussian()), 0.04, 0.4),
            Math.Exp(2.1 + (0.5 * random.NextGaussian())),
            0.02 + (0.06 * random.NextDouble()),
            Math.Exp(0.3 * random.NextGaussian()),
            0.4 * random.NextDouble(),
            0.02 + (0.12 * random.NextDouble()),
            0.05 + (0.25 * random.NextDouble()),
            Math.Clamp(hour + (1.5 * random.NextGaussian()), 6, 22.5),
            Math.Exp(2.55 + (0.4 * random.NextGaussian())),
            PracticeHabit.Draw(ref random));
    }
}
