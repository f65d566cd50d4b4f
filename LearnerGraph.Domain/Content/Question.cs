namespace LearnerGraph.Domain.Content;

public readonly record struct QuestionId(int Value);

/// <summary>How a question is answered, and so how it is graded.</summary>
public enum QuestionType
{
    MultipleChoice,
    ShortAnswer,
    Numeric,
    Coding,
    Essay,
}

/// <summary>One concept that a question practises; weight in (0, 1].</summary>
public readonly record struct ConceptLink(ConceptId Concept, double Weight);

/// <summary>What counts as right. Never served to a learner who has not answered.</summary>
/// <param name="Tolerance">For numeric answers: the largest accepted absolute difference.</param>
public sealed record AnswerKey(string? Answer, IReadOnlyList<string> AcceptedAnswers, double? Tolerance);

/// <summary>One gradable exercise, linked to the concepts that it practises.</summary>
/// <param name="Difficulty">As authored: the expected share of wrong answers of an average learner, 0 to 1.</param>
public sealed record Question(
    QuestionId Id,
    string Key,
    string Prompt,
    QuestionType Type,
    IReadOnlyList<ConceptLink> Concepts,
    IReadOnlyList<string> Options,
    AnswerKey Solution,
    string? Explanation,
    IReadOnlyList<string> Hints,
    double Difficulty,
    int? TimeLimitSeconds,
    int Version,
    bool IsArchived = false);
