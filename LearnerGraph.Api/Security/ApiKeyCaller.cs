using System.Globalization;
using System.Security.Claims;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Security;

/// <summary>Who is behind an API key. It is read at each request, so a revoked one is out at once.</summary>
public sealed class ApiKeyCaller(IApiKeyStore keys, TimeProvider clock)
{
    public const string Header = "X-Api-Key";

    public async ValueTask<ClaimsPrincipal?> FindAsync(string text, CancellationToken ct)
    {
        if (ApiKeyText.PrefixOf(text) is not { } prefix) return null;

        var key = await keys.FindAsync(prefix, ct);
        if (!ApiKeyText.Matches(text, key?.Hash ?? "") || !key!.IsValidAt(clock.GetUtcNow())) return null;

        var roles = key.Roles.Split(' ').Select(name => Roles.TryParse(name, out var role) ? role : (Role?)null)
            .OfType<Role>().ToHashSet();
        var claims = CallerClaims.Write(new Caller(key.Tenant, $"key:{key.Prefix}", roles));
        if (key.ExpiresAt is { } end)
        {
            claims = claims.Append(new Claim(
                CallerClaims.Ends, end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(
            new ClaimsIdentity(claims, Header, CallerClaims.Subject, CallerClaims.Roles));
    }
}
