using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>
/// The catalog in memory, shared by all requests; the cache over ICatalogStore that fields and use cases ask.
/// </summary>
public interface ICatalogSource
{
    /// <summary>The newest snapshot: never older than the last edit that this process acknowledged.</summary>
    ValueTask<CatalogSnapshot> GetAsync(TenantId tenant, CancellationToken ct);
}
