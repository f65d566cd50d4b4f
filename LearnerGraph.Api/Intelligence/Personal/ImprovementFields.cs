using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence.Personal;

[ObjectType<ImprovementTask>]
[Node]
[GraphQLDescription("A session that a learner's own vectors are to learn from.")]
public static class ImprovementFields
{
    [GraphQLDescription("Global id.")]
    public static ImprovementTaskId Id([Parent] ImprovementTask task) => task.Id;

    [GraphQLDescription("Where it stands.")]
    public static ImprovementStatus Status([Parent] ImprovementTask task) => task.Status;

    [GraphQLDescription("When the session came.")]
    public static DateTimeOffset CreatedAt([Parent] ImprovementTask task) => task.CreatedAt;

    [GraphQLDescription("Whose session.")]
    public static async ValueTask<LearnerNode> LearnerAsync(
        [Parent] ImprovementTask task, SnapshotLoader snapshots, CancellationToken ct) =>
        await LearnerFields.LoadAsync(task.Learner, snapshots, ct)
            ?? throw new Problem.NotFound("Learner", $"{task.Learner.Value}").ToException();

    [GraphQLDescription("Why it was skipped or failed.")]
    public static string? Reason([Parent] ImprovementTask task) => task.Reason;

    [GraphQLDescription("Tries so far.")]
    public static int Attempt([Parent] ImprovementTask task) => task.Attempt;

    [GraphQLDescription("The lowest rank that was chosen: the higher, the sooner it is learned from.")]
    public static int Priority([Parent] ImprovementTask task) => task.Priority;

    [NodeResolver]
    public static async ValueTask<ImprovementTask?> FindAsync(
        ImprovementTaskId id, Caller caller, ImprovementLoader tasks, CancellationToken ct) =>
        caller.Needs(Role.Ml, Role.Ops) is null ? await tasks.LoadAsync(id, ct) : null;
}

/// <summary>Tasks by id, all of a request in one round trip.</summary>
public sealed class ImprovementLoader(IInteractionStore interactions, Caller caller)
    : BatchDataLoader<ImprovementTaskId, ImprovementTask>
{
    protected override ValueTask<IReadOnlyDictionary<ImprovementTaskId, ImprovementTask>> LoadBatchAsync(
        IReadOnlyList<ImprovementTaskId> keys, CancellationToken ct) =>
        interactions.FindAsync(caller.Tenant, keys, ct);
}

[QueryType]
public static class ImprovementQueries
{
    [UsePaging]
    [GraphQLDescription("Sessions that personal vectors learn from, newest first; for ML and OPS.")]
    public static async ValueTask<Connection<ImprovementTask>?> ImprovementTasksAsync(
        PagingArguments paging,
        IInteractionStore interactions,
        Caller caller,
        [GraphQLDescription("Only those that stand so.")] ImprovementStatus? status = null,
        CancellationToken ct = default)
    {
        caller.Needs(Role.Ml, Role.Ops).ThrowIfAny();
        var before = Cursor.Read(paging.After) is { } after ? new ImprovementTaskId(after) : (ImprovementTaskId?)null;
        var rows = await interactions.PageAsync(caller.Tenant, status, before, paging.Size + 1, ct);
        return Pages.Of(
            rows, task => task.Id.Value, paging, token => interactions.CountAsync(caller.Tenant, status, token));
    }
}
