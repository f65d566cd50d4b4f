using System.Security.Claims;

namespace LearnerGraph.GraphQL;

/// <summary>What [Authorize] asks of the caller of a field.</summary>
public sealed record FieldRule(string Coordinate, IReadOnlyList<AuthorizeAttribute> Demands);

/// <summary>Decides who may see a field. A registered service replaces the default, which looks at roles.</summary>
public interface IFieldAuthorizer
{
    ValueTask<bool> MayAsync(FieldRule rule, ClaimsPrincipal user, CancellationToken ct);
}

/// <summary>Every demand needs one of its roles; a demand without roles needs an identity.</summary>
public sealed class RoleFieldAuthorizer : IFieldAuthorizer
{
    public ValueTask<bool> MayAsync(FieldRule rule, ClaimsPrincipal user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(user);
        if (user.Identity?.IsAuthenticated != true)
        {
            return ValueTask.FromResult(false);
        }

        foreach (var demand in rule.Demands)
        {
            if (demand.Roles.Count > 0 && !demand.Roles.Any(user.IsInRole))
            {
                return ValueTask.FromResult(false);
            }
        }

        return ValueTask.FromResult(true);
    }
}
