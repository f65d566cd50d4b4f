using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Mastery;

/// <summary>Where the levels begin, on the chance of a right answer with the guess floor removed.</summary>
/// <param name="Proficient">From here on Proficient.</param>
/// <param name="Mastered">From here on Mastered, with enough attempts.</param>
/// <param name="MinAttempts">Fewer leave it at Proficient.</param>
public sealed record MasteryPolicy(double Proficient = 0.5, double Mastered = 0.7, int MinAttempts = 3)
{
    public static readonly MasteryPolicy Default = new();

    /// <summary>The level for a chance (p - g) / (1 - g) after so many attempts.</summary>
    public MasteryLevel LevelOf(double probability, double guessFloor, int attempts)
    {
        double known = Probability.WithoutGuessing(probability, guessFloor);
        return attempts == 0 ? MasteryLevel.NotStarted
            : known < Proficient ? MasteryLevel.Learning
            : known < Mastered || attempts < MinAttempts ? MasteryLevel.Proficient
            : MasteryLevel.Mastered;
    }
}
