namespace LearnerGraph.Domain.Mastery.Calibration;

/// <summary>One answer to a question, with what was believed of the learner before it, in logits.</summary>
/// <param name="Ability">For this question; from earlier answers only.</param>
/// <param name="AbilityVariance">How unsure that was.</param>
public readonly record struct QuestionResponse(double Ability, double AbilityVariance, bool Correct);
