namespace LearnerGraph.GraphQL.Language;

/// <summary>A position as people read it, both from 1; columns count UTF-16 units.</summary>
public readonly record struct SourceLocation(int Line, int Column);
