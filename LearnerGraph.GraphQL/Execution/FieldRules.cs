using System.Security.Claims;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Execution;

internal static class FieldRules
{
    public static readonly IFieldAuthorizer Default = new RoleFieldAuthorizer();

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
