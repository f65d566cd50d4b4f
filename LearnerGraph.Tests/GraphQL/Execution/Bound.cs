using System.Security.Claims;
using System.Text.Json;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.Execution;

/// <summary>A schema from text whose resolvers a test writes down beside it.</summary>
internal sealed class Bound : IExecutionDiagnostics
{
    private readonly Schema _schema;
    private readonly ServiceCollection _services = new();

    public Bound(string sdl)
    {
        _schema = SchemaReader.Read(sdl);
        _services.AddSingleton<IExecutionDiagnostics>(this);
    }

    public GraphQLOptions Options { get; } = new() { Cost = null };

    public List<string> Failures { get; } = [];

    public List<RequestTiming> Timings { get; } = [];

    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity());

    public GraphQLServer? Server { get; private set; }

    public void ResolverFailed(string coordinate, Exception exception, string traceId) =>
        Failures.Add($"{coordinate}: {exception.Message}");

    public void RequestExecuted(RequestTiming timing) => Timings.Add(timing);

    public Bound Sync(string coordinate, Func<object?, object?> resolve) =>
        Set(coordinate, new FieldBinding { Sync = (parent, _, _, _, _) => resolve(parent) });

    public Bound Sync(string coordinate, Func<object?, object?[], object?> resolve) =>
        Set(coordinate, new FieldBinding { Sync = (parent, arguments, _, _, _) => resolve(parent, arguments) });

    public Bound Async(string coordinate, Func<object?, CancellationToken, ValueTask<object?>> resolve) =>
        Set(coordinate, new FieldBinding
        {
            Async = (parent, _, request, _, _) => resolve(parent, request.RequestAborted),
        });

    public Bound Loads<TLoader>(string coordinate, Func<object?, TLoader, ValueTask<object?>> resolve)
        where TLoader : class =>
        Set(coordinate, new FieldBinding
        {
            Async = (parent, _, request, _, _) => resolve(parent, request.Loader<TLoader>()),
        });

    public Bound Stream(string coordinate, Func<CancellationToken, IAsyncEnumerable<object?>> open) =>
        Set(coordinate, new FieldBinding { Stream = (_, request) => open(request.RequestAborted) });

    public Bound Set(string coordinate, FieldBinding binding)
    {
        var dot = coordinate.IndexOf('.', StringComparison.Ordinal);
        ((FieldsType)_schema.FindType(coordinate[..dot])!).Fields.Find(coordinate[(dot + 1)..])!.Resolver = binding;
        return this;
    }

    public Bound ResolvesType(string name, Func<object, string> typeOf)
    {
        ((IAbstractType)_schema.FindType(name)!).ResolveType = value => _schema.FindType(typeOf(value)) as ObjectType;
        return this;
    }

    public Bound With<T>(T service)
        where T : class
    {
        _services.AddSingleton(service);
        return this;
    }

    public async Task<GraphQLResult> ExecuteAsync(
        string document, object? variables = null, string? operation = null, CancellationToken ct = default)
    {
        Server ??= new GraphQLServer(_schema, Options);
        var json = variables is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(variables);
        var request = GraphQLRequest.Of(document, json, operation);
        return await Server.ExecuteAsync(request, _services.BuildServiceProvider(), User, ct).ConfigureAwait(false);
    }

    /// <summary>The response with single quotes, as tests are easier to read that way.</summary>
    public async Task<string> AskAsync(string document, object? variables = null, string? operation = null) =>
        (await ExecuteAsync(document, variables, operation)).ToString()!.Replace('"', '\'');

    /// <summary>The data alone.</summary>
    public async Task<string> DataAsync(string document, object? variables = null)
    {
        var json = JsonDocument.Parse((await ExecuteAsync(document, variables)).ToString()!);
        return json.RootElement.GetProperty("data").GetRawText().Replace('"', '\'');
    }

    public async Task<IReadOnlyList<(string Path, string Code)>> ErrorsAsync(string document, object? variables = null)
    {
        var response = (GraphQLResponse)await ExecuteAsync(document, variables);
        return [.. response.Errors.Select(error => (string.Join('.', error.Path ?? []), error.Code ?? ""))];
    }
}
