using System.Security.Claims;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.GraphQL;

/// <summary>Limits what a caller may ask over time; registered as a service. Asked once for each operation.</summary>
public interface IOperationBudget
{
    /// <param name="isCharged">Whether the transport has charged for the request itself already.</param>
    /// <returns>
    /// Null lets the operation run. An error of the code RATE_LIMITED, with retryAfterSeconds, is answered by 429.
    /// </returns>
    GraphQLError? Spend(OperationCost cost, bool isCharged, ClaimsPrincipal user, IServiceProvider services);
}
