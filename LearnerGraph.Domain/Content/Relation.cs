namespace LearnerGraph.Domain.Content;

/// <summary>How one concept stands to another; Matches is symmetric and stored once, smaller id first.</summary>
public enum RelationType
{
    Requires,
    Extends,
    Matches,
}

/// <summary>Where a relation comes from.</summary>
public enum RelationOrigin
{
    Authored,
    Imported,
    Detected,
}

/// <summary>`From` Requires `To`: To comes first.</summary>
public sealed record Relation(
    ConceptId From,
    ConceptId To,
    RelationType Type,
    double Weight = 1,
    RelationOrigin Origin = RelationOrigin.Authored,
    double Confidence = 1);
