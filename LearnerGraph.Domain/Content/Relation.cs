namespace LearnerGraph.Domain.Content;

/// <summary>How one concept stands to another; Matches is symmetric and stored once, smaller id first.</summary>
public enum RelationType
{
    Requires,
    Extends,
    Matches,
}

/// <summary>Which end of a relation a concept stands at; both hold for Matches, which has no direction.</summary>
public enum RelationDirection
{
    Outgoing,
    Incoming,
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
