using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>How an answer moves what is known of its question; live and in a rebuild alike.</summary>
public static class QuestionMoves
{
    /// <summary>The question after an attempt, from the ability that is stored with the attempt.</summary>
    public static QuestionState After(
        TracingRules rules, in QuestionState question, Attempt attempt, Question content)
    {
        bool correct = attempt.Correct == true;
        var evidence = ResponseModel.Observe(
            new Ability(attempt.Footing.Ability, attempt.Footing.AbilityVariance),
            new Ability(question.Difficulty, question.Variance),
            QuestionTable.GuessFloorOf(content),
            correct,
            rules.Model.EvidenceShare(correct, attempt.HintsUsed));
        bool isTimed = attempt is { IsDated: true, DurationMs: > 0 };
        double seconds = Math.Min(attempt.DurationMs / 1000.0, rules.Clock.LongestAnswer.TotalSeconds);
        return rules.Model.Move(question, evidence) with
        {
            Attempts = question.Attempts + 1,
            Correct = question.Correct + (correct ? 1 : 0),
            Seconds = question.Seconds + (isTimed ? seconds : 0),
            Timed = question.Timed + (isTimed ? 1 : 0),
        };
    }

    /// <summary>The question as the attempt found it, where the attempt is the first.</summary>
    public static QuestionState Before(Attempt first) =>
        new(first.Difficulty, first.Footing.DifficultyVariance, 0, 0, 0, 0);
}
