using LearnerGraph.Domain.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearnerGraph.Api.Operations;

/// <summary>Without the shared cache sets are computed: slower, and still ready.</summary>
public sealed class CacheHealth(ISharedCacheProbe cache) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await cache.LookAsync(cancellationToken) is { IsUp: false }
            ? HealthCheckResult.Degraded("The shared cache does not answer; sets are computed.")
            : HealthCheckResult.Healthy();
}
