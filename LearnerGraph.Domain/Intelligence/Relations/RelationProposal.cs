using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence.Relations;

public readonly record struct RelationProposalId(long Value);

/// <summary>What became of a proposal.</summary>
public enum ProposalState
{
    /// <summary>Waits for an author.</summary>
    Proposed = 1,

    /// <summary>The relation is in the graph.</summary>
    Accepted,

    /// <summary>Not proposed again while both texts stay as they are.</summary>
    Rejected,
}

/// <summary>A relation that the evidence speaks for.</summary>
/// <param name="Similarity">Of the two texts, by the metric of their space.</param>
/// <param name="Confidence">In [0, 1]; how it is put together is told in docs/algorithms/relations.md.</param>
/// <param name="Reason">The evidence in sentences.</param>
public sealed record FoundRelation(
    ConceptId From, ConceptId To, RelationType Type, double Similarity, double Confidence, string Reason)
{
    /// <summary>Of both texts; a decision holds for them only.</summary>
    public string TextHash { get; init; } = "";
}

/// <summary>A found relation that an author may accept or reject; at most one for each two concepts.</summary>
public sealed record RelationProposal(
    RelationProposalId Id, CourseId Course, FoundRelation Found, ProposalState State, DateTimeOffset MadeAt);

/// <summary>Proposals at rest; detection writes them, authors decide them.</summary>
public interface IRelationProposals
{
    /// <summary>
    /// Keeps what was found, in one transaction. What was decided for the same texts stays decided.
    /// </summary>
    /// <param name="isWhole">Everything was looked at: open proposals that were not found go.</param>
    ValueTask ProposeAsync(
        TenantId tenant, CourseId course, IReadOnlyCollection<FoundRelation> found, bool isWhole, DateTimeOffset at,
        CancellationToken ct);

    /// <summary>A course's, by id.</summary>
    ValueTask<IReadOnlyList<RelationProposal>> OfAsync(
        TenantId tenant, CourseId course, ProposalState state, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<RelationProposalId, RelationProposal>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<RelationProposalId> ids, CancellationToken ct);

    /// <summary>False where it is not open any more; then nothing is written.</summary>
    ValueTask<bool> DecideAsync(
        TenantId tenant, RelationProposalId id, ProposalState state, string by, DateTimeOffset at,
        CancellationToken ct);
}
