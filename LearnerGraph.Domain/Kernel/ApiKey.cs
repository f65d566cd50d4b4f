namespace LearnerGraph.Domain.Kernel;

/// <summary>A credential of a service. The secret itself is told once and never stored.</summary>
/// <param name="Id">0 until the store has written it.</param>
/// <param name="Prefix">The public part, by which it is found; unique.</param>
/// <param name="Hash">SHA-256 of the whole key, in hexadecimal; of 256 random bits one round is enough.</param>
/// <param name="Roles">As tokens spell them.</param>
public sealed record ApiKey(
    long Id,
    TenantId Tenant,
    string Prefix,
    string Hash,
    string Name,
    string Roles,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? RevokedAt = null)
{
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}

/// <summary>The keys of services. Keys of one tenant are listed and revoked by that tenant only.</summary>
public interface IApiKeyStore
{
    /// <summary>Returns the key with its id.</summary>
    ValueTask<ApiKey> AddAsync(ApiKey key, CancellationToken ct);

    /// <summary>The key of that prefix, of whatever tenant: it tells the tenant of a request.</summary>
    ValueTask<ApiKey?> FindAsync(string prefix, CancellationToken ct);

    /// <summary>Newest first, before the given id.</summary>
    ValueTask<IReadOnlyList<ApiKey>> PageAsync(TenantId tenant, long? before, int count, CancellationToken ct);

    ValueTask<int> CountAsync(TenantId tenant, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<long, ApiKey>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>Ends it; the first revocation stays. Null where the tenant has no such key.</summary>
    ValueTask<ApiKey?> RevokeAsync(TenantId tenant, long id, DateTimeOffset at, CancellationToken ct);
}
