namespace LearnerGraph.Domain.Content;

public readonly record struct CourseId(int Value);

/// <summary>The scope that owns concepts, questions and clusters.</summary>
public sealed record Course(CourseId Id, string Key, string Title, int Version, bool IsArchived = false);
