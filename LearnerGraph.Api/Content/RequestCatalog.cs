using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Api.Content;

/// <summary>The catalog of the caller's tenant.</summary>
public sealed class RequestCatalog(ICatalogSource source, Caller caller)
{
    public ValueTask<CatalogSnapshot> GetAsync(CancellationToken ct) => source.GetAsync(caller.Tenant, ct);
}
