namespace LearnerGraph.Domain.Content;

public readonly record struct CourseId(int Value);

/// <summary>The scope that owns concepts, questions and clusters.</summary>
/// <param name="Version">The catalog's version at the last edit of the course or of anything in it.</param>
public sealed record Course(CourseId Id, string Key, string Title, int Version, bool IsArchived = false);
