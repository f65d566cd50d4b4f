namespace LearnerGraph.Domain.Content;

public readonly record struct ConceptId(int Value);

/// <summary>The smallest skill or fact whose mastery is tracked.</summary>
/// <param name="Difficulty">As authored, 0 easy to 1 hard.</param>
public sealed record Concept(
    ConceptId Id,
    CourseId CourseId,
    string Key,
    string Name,
    string? Description,
    IReadOnlyList<string> Tags,
    int EstimatedMinutes,
    double Difficulty,
    int Version,
    bool IsArchived = false);
