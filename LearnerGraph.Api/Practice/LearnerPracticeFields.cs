using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Practice;

[ExtendObjectType<LearnerNode>]
public static class LearnerPracticeFields
{
    [UsePaging]
    [GraphQLDescription("Answers, newest first.")]
    public static async ValueTask<Connection<Attempt>> AttemptsAsync(
        [Parent] LearnerNode node,
        PagingArguments paging,
        IPracticeStore practice,
        Caller caller,
        [GraphQLDescription("Only at questions of this concept.")] ConceptId? conceptId = null,
        CancellationToken ct = default)
    {
        var before = Cursor.Read(paging.After) is { } key ? new AttemptId(key) : (AttemptId?)null;
        var rows = await practice.PageAttemptsAsync(
            caller.Tenant, node.Id, conceptId, before, paging.Size + 1, ct);
        return Pages.Of(
            rows, attempt => attempt.Id.Value, paging,
            token => practice.CountAttemptsAsync(caller.Tenant, node.Id, conceptId, token));
    }
}
