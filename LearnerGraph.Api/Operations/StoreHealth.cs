using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearnerGraph.Api.Operations;

/// <summary>Ready means that the store answers; the cache may be away.</summary>
public sealed class StoreHealth(ICatalogStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.VersionAsync(TenantId.Default, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", e);
        }
    }
}
