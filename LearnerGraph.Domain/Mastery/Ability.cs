namespace LearnerGraph.Domain.Mastery;

/// <summary>A normal belief about one ability, in logits: mean and variance.</summary>
public readonly record struct Ability(double Mean, double Variance);

/// <summary>Chance of a right answer and its standard error, both in [0, 1].</summary>
public readonly record struct Prediction(double Probability, double StandardError);

/// <summary>Four named steps from no evidence to mastery.</summary>
public enum MasteryLevel
{
    NotStarted,
    Learning,
    Proficient,
    Mastered,
}
