using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Learners;

/// <summary>Learners as such, without their state. Every method sees one tenant only.</summary>
public interface ILearnerStore
{
    ValueTask<IReadOnlyDictionary<LearnerId, Learner>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> ids, CancellationToken ct);

    ValueTask<Learner?> FindByExternalIdAsync(TenantId tenant, string externalId, CancellationToken ct);

    /// <summary>
    /// Stores a new learner under a new id; Conflict ALREADY_EXISTS where external id or username is taken.
    /// </summary>
    ValueTask<Result<Learner>> AddAsync(Learner learner, CancellationToken ct);

    /// <summary>Many at once, for imports: those whose external id is taken are returned as they are stored.</summary>
    ValueTask<IReadOnlyList<Learner>> AddManyAsync(
        TenantId tenant, IReadOnlyList<Learner> learners, CancellationToken ct);

    /// <summary>Writes if the stored version is the given one's; raises it and, with it, the state's version.</summary>
    ValueTask<Result<Learner>> SaveAsync(Learner learner, CancellationToken ct);

    /// <summary>By id, ascending (or descending before one).</summary>
    /// <param name="practised">Only those whose last practice lies within.</param>
    ValueTask<IReadOnlyList<Learner>> PageAsync(
        TenantId tenant, LastPractice? practised, LearnerId? after, LearnerId? before, int count, bool backward,
        CancellationToken ct);

    ValueTask<int> CountAsync(TenantId tenant, LastPractice? practised, CancellationToken ct);

    /// <summary>Deletes every row that tells of the learner; true where there was one.</summary>
    ValueTask<bool> EraseAsync(TenantId tenant, LearnerId learner, CancellationToken ct);
}

/// <summary>When somebody practised last: from an instant on, until before another.</summary>
public readonly record struct LastPractice(DateTimeOffset From, DateTimeOffset Until)
{
    public static LastPractice Since(DateTimeOffset from) => new(from, DateTimeOffset.MaxValue);
}
