namespace LearnerGraph.Domain.Content;

/// <summary>What the attempts say of a question; moves in commit order only, never by a replay.</summary>
/// <param name="Difficulty">In logits of an average learner: 0 is answered right by half of them.</param>
/// <param name="Variance">Of that estimate, in squared logits.</param>
/// <param name="Seconds">Sum of timed answers' durations, each capped; with <paramref name="Timed"/> their
/// mean.</param>
public readonly record struct QuestionState(
    double Difficulty, double Variance, int Attempts, int Correct, double Seconds, int Timed);
