namespace LearnerGraph.Api.Security;

/// <summary>What a caller may be; a token names one or more.</summary>
public enum Role
{
    Learner,
    Author,
    Experimenter,
    Ml,
    Ops,
    Admin,
    Ingest,
}
