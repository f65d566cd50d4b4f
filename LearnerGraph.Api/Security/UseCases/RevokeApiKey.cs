using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Security.UseCases;

/// <summary>Ends a service's key at once; doing it again changes nothing.</summary>
public sealed class RevokeApiKey(IApiKeyStore keys, IAuditLog log, TimeProvider clock)
{
    public async ValueTask<Result<ApiKey>> RunAsync(Caller caller, long id, string? reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Needs(Role.Admin) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        if (await keys.RevokeAsync(caller.Tenant, id, now, ct) is not { } key)
        {
            return new Problem.NotFound("ApiKey", $"{id}");
        }

        await log.AddAsync(
            new AuditEntry(0, caller.Tenant, now, caller.Subject, "revokeApiKey", $"key:{key.Prefix}", Reason: reason),
            ct);
        return key;
    }
}
