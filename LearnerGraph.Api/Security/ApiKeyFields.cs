using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Security;

public readonly record struct ApiKeyId(long Value);

[ObjectType<ApiKey>]
[Node]
[GraphQLDescription("A credential of a service, sent as X-Api-Key. The secret is told once, at creation.")]
public static class ApiKeyFields
{
    [GraphQLDescription("Global id.")]
    public static ApiKeyId Id([Parent] ApiKey key) => new(key.Id);

    [GraphQLDescription("What it is for.")]
    public static string Name([Parent] ApiKey key) => key.Name;

    [GraphQLDescription("The public part, as logs and the audit log show it.")]
    public static string Prefix([Parent] ApiKey key) => key.Prefix;

    [GraphQLDescription("What it may do.")]
    public static IReadOnlyList<string> Roles([Parent] ApiKey key) => key.Roles.Split(' ');

    [GraphQLDescription("When it was made.")]
    public static DateTimeOffset CreatedAt([Parent] ApiKey key) => key.CreatedAt;

    [GraphQLDescription("Who made it: the subject of the token.")]
    public static string CreatedBy([Parent] ApiKey key) => key.CreatedBy;

    [GraphQLDescription("When it ends; null: never by itself.")]
    public static DateTimeOffset? ExpiresAt([Parent] ApiKey key) => key.ExpiresAt;

    [GraphQLDescription("When it was revoked; null: it was not.")]
    public static DateTimeOffset? RevokedAt([Parent] ApiKey key) => key.RevokedAt;

    [NodeResolver]
    public static async ValueTask<ApiKey?> FindAsync(
        ApiKeyId id, ApiKeyLoader keys, Caller caller, CancellationToken ct) =>
        caller.Needs(Role.Admin) is null ? await keys.LoadAsync(id.Value, ct) : null;
}

/// <summary>Keys by id, all of a request in one round trip.</summary>
public sealed class ApiKeyLoader(IApiKeyStore store, Caller caller) : BatchDataLoader<long, ApiKey>
{
    protected override ValueTask<IReadOnlyDictionary<long, ApiKey>> LoadBatchAsync(
        IReadOnlyList<long> keys, CancellationToken ct) =>
        store.FindManyAsync(caller.Tenant, keys, ct);
}

[QueryType]
public static class ApiKeyQueries
{
    [UsePaging]
    [GraphQLDescription("Keys of services, newest first, revoked ones too; for ADMIN.")]
    public static async ValueTask<Connection<ApiKey>?> ApiKeysAsync(
        PagingArguments paging, IApiKeyStore keys, Caller caller, CancellationToken ct)
    {
        caller.Needs(Role.Admin).ThrowIfAny();
        var rows = await keys.PageAsync(caller.Tenant, Cursor.Read(paging.After), paging.Size + 1, ct);
        return Pages.Of(rows, key => key.Id, paging, token => keys.CountAsync(caller.Tenant, token));
    }
}

[InputType]
[GraphQLDescription("A key for a service.")]
public sealed record CreateApiKeyInput(
    [GraphQLDescription("What it is for; up to 100 characters.")] string Name,
    [GraphQLDescription("AUTHOR, EXPERIMENTER, ML, OPS, ADMIN or INGEST.")] IReadOnlyList<string> Roles,
    [GraphQLDescription("When it ends; null: never by itself.")] DateTimeOffset? ExpiresAt = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Which key to end, and why.")]
public sealed record RevokeApiKeyInput(
    [GraphQLDescription("Which.")] ApiKeyId Id,
    [GraphQLDescription("Why, for the audit log.")] string? Reason = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The new key, or why there is none.")]
public sealed record CreateApiKeyPayload(
    [GraphQLDescription("As stored.")] ApiKey? ApiKey,
    [GraphQLDescription("What to send as X-Api-Key. It is not stored: keep it now.")] string? Secret,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The revoked key, or why it was not.")]
public sealed record RevokeApiKeyPayload(
    [GraphQLDescription("As stored.")] ApiKey? ApiKey,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[MutationType]
public static class ApiKeyMutations
{
    [GraphQLDescription("Makes a key for a service; for ADMIN.")]
    public static async ValueTask<CreateApiKeyPayload> CreateApiKeyAsync(
        [GraphQLDescription("For what, and with which roles.")] CreateApiKeyInput input,
        Caller caller,
        CreateApiKey create,
        CancellationToken ct)
    {
        var roles = new List<Role>();
        foreach (var name in input.Roles)
        {
            if (!Security.Roles.TryParse(name, out var role))
            {
                var problem = new Problem.Invalid("A role is AUTHOR, EXPERIMENTER, ML, OPS, ADMIN or INGEST.")
                {
                    Path = ["roles"],
                };
                return new(null, null, (caller.Needs(Role.Admin) ?? problem).ToErrors());
            }

            roles.Add(role);
        }

        var made = await create.RunAsync(caller, input.Name, roles, input.ExpiresAt, ct);
        return made.TryGet(out var key, out var refusal)
            ? new(key.Key, key.Text, Errors.None)
            : new(null, null, refusal.ToErrors());
    }

    [GraphQLDescription("Ends a key at once; for ADMIN.")]
    public static async ValueTask<RevokeApiKeyPayload> RevokeApiKeyAsync(
        [GraphQLDescription("Which, and why.")] RevokeApiKeyInput input,
        Caller caller,
        RevokeApiKey revoke,
        CancellationToken ct)
    {
        var done = await revoke.RunAsync(caller, input.Id.Value, input.Reason, ct);
        return done.TryGet(out var key, out var problem)
            ? new(key, Errors.None)
            : new(null, problem.ToErrors());
    }
}
