using System.Security.Claims;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.DataLoader;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Everything that the fields of one running operation share.</summary>
internal sealed class RequestContext(
    OperationPlan plan, VariableValues variables, IServiceProvider services, ClaimsPrincipal user, CancellationToken ct)
{
    private const int MaxErrors = 1000;

    // Fields take turns, but a field whose caller is still being judged goes on outside of them.
    private readonly Lock _gate = new();
    private object?[]?[] _arguments = [];
    private Dictionary<Type, IRequestLoader>? _loaders;
    private List<GraphQLError>? _errors;

    public OperationPlan Plan { get; } = plan;

    public VariableValues Variables { get; } = variables;

    public IServiceProvider Services { get; } = services;

    public ClaimsPrincipal User { get; } = user;

    public CancellationToken RequestAborted { get; } = ct;

    public ExecutionLoop Loop { get; } = new(ct);

    public IReadOnlyList<GraphQLError> Errors => _errors ?? (IReadOnlyList<GraphQLError>)[];

    /// <summary>The bound arguments of a field, read once for the request.</summary>
    public object?[] ArgumentsOf(FieldPlan field)
    {
        if (field.Arguments.IsConstant)
        {
            return field.Arguments.Read(Variables);
        }

        lock (_gate)
        {
            if (field.Id >= _arguments.Length)
            {
                Array.Resize(ref _arguments, Math.Max(field.Id + 1, field.Planner.FieldCount));
            }

            return _arguments[field.Id] ??= field.Arguments.Read(Variables);
        }
    }

    /// <summary>The request's instance of a loader; made at its first use.</summary>
    public T Loader<T>()
        where T : class
    {
        lock (_gate)
        {
            _loaders ??= [];
            if (!_loaders.TryGetValue(typeof(T), out var loader))
            {
                loader = (IRequestLoader)(object)ActivatorUtilities.CreateInstance<T>(Services);
                loader.Bind(Loop);
                _loaders.Add(typeof(T), loader);
            }

            return (T)loader;
        }
    }

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public IResolverContext ContextOf(ResultNode result, int index) => new ResolverContext(this, result, index);

    /// <summary>Forgets loaded values, because the mutation field before may have changed them.</summary>
    public void ClearLoaders()
    {
        foreach (var loader in _loaders?.Values ?? Enumerable.Empty<IRequestLoader>())
        {
            loader.Clear();
        }
    }

    public void Report(Exception exception, FieldPlan field, ResultNode result, int index)
    {
        _errors ??= [];
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(Describe(exception, field, result.PathOf(index)));
        }
    }

    private GraphQLError Describe(Exception exception, FieldPlan field, IReadOnlyList<object> path)
    {
        var locations = Array.ConvertAll(field.Nodes, node => Plan.Document.Source.Locate(node.Start));
        if (exception is GraphQLException refusal)
        {
            return new GraphQLError(refusal.Message, refusal.Code)
            {
                Locations = locations,
                Path = path,
                Extensions = refusal.Extensions,
            };
        }

        var traceId = Masking.TraceId();
        Services.GetService<IExecutionDiagnostics>()?.ResolverFailed(field.Definition.Coordinate, exception, traceId);
        return Masking.Error(traceId, field.Definition.Coordinate) with { Locations = locations, Path = path };
    }
}
