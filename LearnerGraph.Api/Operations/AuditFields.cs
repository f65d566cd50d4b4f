using System.Text.Json;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

public readonly record struct AuditEntryId(long Value);

[ObjectType<AuditEntry>]
[Node]
[GraphQLDescription("Who did what to what, when and why; written once and never changed.")]
public static class AuditFields
{
    [GraphQLDescription("Global id.")]
    public static AuditEntryId Id([Parent] AuditEntry entry) => new(entry.Id);

    [GraphQLDescription("When.")]
    public static DateTimeOffset At([Parent] AuditEntry entry) => entry.At;

    [GraphQLDescription("Who: the subject of the token.")]
    public static string Actor([Parent] AuditEntry entry) => entry.Actor;

    [GraphQLDescription("What was done, named after the mutation.")]
    public static string Action([Parent] AuditEntry entry) => entry.Action;

    [GraphQLDescription("What it was done to.")]
    public static string Subject([Parent] AuditEntry entry) => entry.Subject;

    [GraphQLDescription("As it was; null where there was nothing.")]
    public static JsonElement? Before([Parent] AuditEntry entry) => Read(entry.Before);

    [GraphQLDescription("As it is now; null where there is nothing.")]
    public static JsonElement? After([Parent] AuditEntry entry) => Read(entry.After);

    [GraphQLDescription("As given.")]
    public static string? Reason([Parent] AuditEntry entry) => entry.Reason;

    [NodeResolver]
    public static async ValueTask<AuditEntry?> FindAsync(
        AuditEntryId id, AuditLoader entries, Caller caller, CancellationToken ct) =>
        caller.Needs(Role.Ops, Role.Experimenter) is null ? await entries.LoadAsync(id.Value, ct) : null;

    private static JsonElement? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}

/// <summary>Audit entries by id, all of a request in one round trip.</summary>
public sealed class AuditLoader(IAuditLog log, Caller caller) : BatchDataLoader<long, AuditEntry>
{
    protected override ValueTask<IReadOnlyDictionary<long, AuditEntry>> LoadBatchAsync(
        IReadOnlyList<long> keys, CancellationToken ct) =>
        log.FindManyAsync(caller.Tenant, keys, ct);
}

[QueryType]
public static class AuditQueries
{
    [UsePaging]
    [GraphQLDescription("What people decided, newest first; for OPS, EXPERIMENTER and ADMIN.")]
    public static async ValueTask<Connection<AuditEntry>?> AuditLogAsync(
        PagingArguments paging,
        IAuditLog log,
        Caller caller,
        [GraphQLDescription("Only of this subject, such as experiment:home-mix.")] [GraphQLType("ID")]
        string? subject = null,
        CancellationToken ct = default)
    {
        caller.Needs(Role.Ops, Role.Experimenter).ThrowIfAny();
        var rows = await log.PageAsync(caller.Tenant, subject, Cursor.Read(paging.After), paging.Size + 1, ct);
        return Pages.Of(rows, entry => entry.Id, paging, token => log.CountAsync(caller.Tenant, subject, token));
    }
}
