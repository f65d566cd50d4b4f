namespace LearnerGraph.Domain.Kernel;

/// <summary>Who did what to what, when and why; written once and never changed.</summary>
/// <param name="Id">0 until the store has written it.</param>
/// <param name="Actor">Subject of the caller's token.</param>
/// <param name="Subject">What it was done to, such as "experiment:home-mix".</param>
/// <param name="Before">JSON, where there was something before.</param>
/// <param name="After">JSON, where there is something after.</param>
/// <param name="Learner">Whom the entry tells of; it goes when that learner is erased.</param>
public sealed record AuditEntry(
    long Id,
    TenantId Tenant,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string? Before = null,
    string? After = null,
    string? Reason = null,
    long? Learner = null);

/// <summary>The audit log. Entries of one tenant are seen by that tenant only.</summary>
public interface IAuditLog
{
    /// <summary>Returns the entry with its id.</summary>
    ValueTask<AuditEntry> AddAsync(AuditEntry entry, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<long, AuditEntry>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>Newest first, before the given id; optionally of one subject.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> PageAsync(
        TenantId tenant, string? subject, long? before, int count, CancellationToken ct);

    ValueTask<int> CountAsync(TenantId tenant, string? subject, CancellationToken ct);
}
