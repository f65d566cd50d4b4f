namespace LearnerGraph.Domain.Content;

/// <summary>A concept that holds the same matter as another one.</summary>
/// <param name="Weight">Of the relation, in (0, 1].</param>
public readonly record struct ConceptMatch(ConceptId Concept, double Weight);
