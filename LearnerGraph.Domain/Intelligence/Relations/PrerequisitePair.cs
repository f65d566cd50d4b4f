namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>Whether the candidate has to be learned before the concept; both by name.</summary>
public readonly record struct PrerequisitePair(string Concept, string Candidate, bool IsPrerequisite);
