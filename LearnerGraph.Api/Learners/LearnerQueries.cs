using System.Text.Json;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[QueryType]
public static class LearnerQueries
{
    [GraphQLDescription("The learner that the caller's token speaks for; null for staff.")]
    public static ValueTask<LearnerNode?> MeAsync(Caller caller, SnapshotLoader snapshots, CancellationToken ct) =>
        caller.Learner is { } id
            ? LearnerFields.LoadAsync(id, snapshots, ct)
            : ValueTask.FromResult<LearnerNode?>(null);

    [GraphQLDescription("A learner by id: oneself, or any for staff and services.")]
    public static ValueTask<LearnerNode?> LearnerAsync(
        [GraphQLDescription("Global id.")] LearnerId id,
        Caller caller,
        SnapshotLoader snapshots,
        CancellationToken ct)
    {
        caller.MayRead(id).ThrowIfAny();
        return LearnerFields.LoadAsync(id, snapshots, ct);
    }

    [GraphQLDescription("By the identifier that the client's own system uses.")]
    public static async ValueTask<LearnerNode?> LearnerByExternalIdAsync(
        [GraphQLDescription("As given when the learner was created.")] string externalId,
        Caller caller,
        ILearnerStore learners,
        CancellationToken ct)
    {
        // Whether somebody else's identifier is in use is not told: both cases are the same refusal.
        if (!caller.IsStaff && caller.Learner is null) caller.Needs(Role.Ingest).ThrowIfAny();
        var learner = await learners.FindByExternalIdAsync(caller.Tenant, externalId, ct);
        caller.MayRead(learner?.Id ?? default).ThrowIfAny();
        return learner is null ? null : new LearnerNode(learner);
    }

    [UsePaging(Backward = true)]
    [GraphQLDescription(
        "All learners, or those who practised lately, or did and have been quiet since: `activeWithin` of three days "
        + "with `quietFor` of one are those about to lapse. For staff.")]
    public static async ValueTask<Connection<LearnerNode>?> LearnersAsync(
        PagingArguments paging,
        Caller caller,
        ILearnerStore learners,
        TimeProvider clock,
        [GraphQLDescription("Only those who practised within this time.")] TimeSpan? activeWithin = null,
        [GraphQLDescription("Only those who practised before, but not within this time.")] TimeSpan? quietFor = null,
        CancellationToken ct = default)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ingest).ThrowIfAny();
        var now = clock.GetUtcNow();
        LastPractice? practised = activeWithin is null && quietFor is null
            ? null
            : new LastPractice(
                activeWithin is { } span ? Earlier(now, span) : DateTimeOffset.MinValue,
                quietFor is { } quiet ? Earlier(now, quiet) : DateTimeOffset.MaxValue);
        var rows = await learners.PageAsync(
            caller.Tenant, practised, At(paging.After), At(paging.Before), paging.Size + 1, paging.IsBackward, ct);
        return Pages.Of<LearnerNode>(
            [.. rows.Select(row => new LearnerNode(row))], node => node.Id.Value, paging,
            token => learners.CountAsync(caller.Tenant, practised, token));
    }

    [GraphQLDescription("Everything stored about a learner, as one JSON document; for the learner and for ADMIN.")]
    public static async ValueTask<JsonElement?> ExportLearnerAsync(
        [GraphQLDescription("Of whom.")] LearnerId learnerId,
        Caller caller,
        ExportLearner export,
        CancellationToken ct) =>
        (await export.RunAsync(caller, learnerId, ct)).OrThrow();

    private static LearnerId? At(string? cursor) => Cursor.Read(cursor) is { } key ? new LearnerId(key) : null;

    // A span of ten thousand years means everyone, not a failure.
    private static DateTimeOffset Earlier(DateTimeOffset now, TimeSpan by) => new(
        (long)Int128.Clamp((Int128)now.UtcTicks - by.Ticks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
}
