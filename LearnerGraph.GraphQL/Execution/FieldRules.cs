using System.Security.Claims;
using LearnerGraph.GraphQL.Language;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Execution;

internal static class FieldRules
{
    public static readonly IFieldAuthorizer Default = new RoleFieldAuthorizer();

    public static async ValueTask DemandAsync(FieldRule rule, RequestContext request)
    {
        var authorizer = request.Services.GetService<IFieldAuthorizer>() ?? Default;
        var isAllowed = await authorizer.MayAsync(rule, request.User, request.RequestAborted).ConfigureAwait(false);
        Demand(isAllowed, request.User);
    }

    /// <summary>Throws the refusal of a caller who is unknown, or known and not entitled.</summary>
    public static void Demand(bool isAllowed, ClaimsPrincipal user)
    {
        if (isAllowed)
        {
            return;
        }

        throw user.Identity?.IsAuthenticated == true
            ? new GraphQLException("You may not see this.", ErrorCodes.Forbidden)
            : new GraphQLException("Sign in first.", ErrorCodes.Unauthenticated);
    }
}
