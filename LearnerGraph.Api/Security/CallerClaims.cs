using System.Globalization;
using System.Security.Claims;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Security;

/// <summary>How a caller is written into a token's claims, and read back.</summary>
public static class CallerClaims
{
    public const string Subject = "sub";
    public const string Roles = "roles";
    public const string Tenant = "tenant";
    public const string Learner = "learner";
    public const string Ends = "exp";

    public static Caller Read(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var roles = new HashSet<Role>();
        if (user.Identity?.IsAuthenticated is true)
        {
            foreach (var claim in user.FindAll(Roles))
            {
                if (Security.Roles.TryParse(claim.Value, out var role)) roles.Add(role);
            }
        }

        var tenant = user.FindFirst(Tenant)?.Value;
        return new Caller(
            tenant is { Length: > 0 } ? new TenantId(tenant) : TenantId.Default,
            user.FindFirst(Subject)?.Value ?? "",
            roles,
            long.TryParse(user.FindFirst(Learner)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new LearnerId(id)
                : null);
    }

    /// <summary>When the credential ends; null where it does not.</summary>
    public static DateTimeOffset? EndOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return long.TryParse(user.FindFirst(Ends)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            ? DateTimeOffset.FromUnixTimeSeconds(s)
            : null;
    }

    public static IEnumerable<Claim> Write(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        yield return new Claim(Subject, caller.Subject);
        yield return new Claim(Tenant, caller.Tenant.Value);
        foreach (var role in caller.Roles.Order()) yield return new Claim(Roles, Security.Roles.NameOf(role));
        if (caller.Learner is { } learner)
        {
            yield return new Claim(Learner, learner.Value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
