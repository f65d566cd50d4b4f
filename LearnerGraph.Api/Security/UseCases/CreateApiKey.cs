using System.Text.Json;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Security.UseCases;

/// <summary>A key as it was just made; its text is told this once.</summary>
public sealed record NewApiKey(ApiKey Key, string Text);

/// <summary>Makes a key for a service.</summary>
public sealed class CreateApiKey(IApiKeyStore keys, IAuditLog log, TimeProvider clock)
{
    private const int MostChars = 100;

    public async ValueTask<Result<NewApiKey>> RunAsync(
        Caller caller, string name, IReadOnlyCollection<Role> roles, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var now = clock.GetUtcNow();
        if ((caller.Needs(Role.Admin) ?? ProblemOf(name, roles, expiresAt, now)) is { } problem) return problem;

        var (text, prefix) = ApiKeyText.Make();
        var names = string.Join(' ', roles.Distinct().Order().Select(Roles.NameOf));
        var key = await keys.AddAsync(
            new ApiKey(
                0, caller.Tenant, prefix, ApiKeyText.HashOf(text), name.Trim(), names, now, caller.Subject, expiresAt),
            ct);
        await log.AddAsync(
            new AuditEntry(0, caller.Tenant, now, caller.Subject, "createApiKey", $"key:{prefix}")
            {
                After = JsonSerializer.Serialize(new { key.Name, key.Roles, key.ExpiresAt }, JsonSerializerOptions.Web),
            },
            ct);
        return new NewApiKey(key, text);
    }

    private static Problem.Invalid? ProblemOf(
        string name, IReadOnlyCollection<Role> roles, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        name.Trim().Length is 0 or > MostChars || name.Any(char.IsControl)
            ? new($"A key has a name of 1 to {MostChars} characters.") { Path = ["name"] }
            : roles.Count == 0
                ? new("A key has a role.") { Path = ["roles"] }
                : roles.Contains(Role.Learner)
                    ? new("A key is a service's: LEARNER is for tokens of persons.") { Path = ["roles"] }
                    : expiresAt <= now ? new("A key ends in the future.") { Path = ["expiresAt"] } : null;
}
