using System.Diagnostics;
using System.Security.Claims;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL;

/// <summary>Answers requests against one schema; one instance serves all requests.</summary>
public sealed class GraphQLServer
{
    private readonly ExecutableSchema _schema;
    private readonly DocumentCache _cache;
    private readonly ParserOptions _parsing;
    private readonly ValidationOptions _validation;
    private readonly CostAnalyzer? _cost;
    private readonly Deadlines _deadlines;

    public GraphQLServer(Schema schema, GraphQLOptions options)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(options);
        Schema = schema;
        Options = options;
        _schema = new ExecutableSchema(schema);
        _cache = new DocumentCache(options.PlanCacheBytes);
        _deadlines = new Deadlines(options.ExecutionTimeout);
        _parsing = options.Parsing with { Names = SchemaNames.Of(schema) };
        _validation = options.Validation with
        {
            AllowIntrospection = options.AllowIntrospection || options.MayIntrospect is not null,
        };
        _cost = options.Cost is { } cost ? new CostAnalyzer(schema, cost) : null;
    }

    public Schema Schema { get; }

    public GraphQLOptions Options { get; }

    /// <summary>The response, or the stream of responses of a subscription. Refusals are responses too.</summary>
    public async ValueTask<GraphQLResult> ExecuteAsync(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(user);
        var result = await AnswerAsync(request, services, user, ct).ConfigureAwait(false);
        if (result is GraphQLResponse { Timing: null, Errors: [var first, ..] })
        {
            services.GetService<IExecutionDiagnostics>()?.RequestRefused(request.OperationName, first.Code);
        }

        return result;
    }

    private async ValueTask<GraphQLResult> AnswerAsync(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        var (text, refusal) = await DocumentOfAsync(request, services, ct).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var document = Prepare(text, out var isCached, out refusal);
        if (document is null)
        {
            return refusal!;
        }

        if (document.AsksForSchema && !Options.AllowIntrospection && Options.MayIntrospect?.Invoke(user) != true)
        {
            return GraphQLResponse.Refused(
                new GraphQLError("Introspection is switched off.", ErrorCodes.ValidationFailed));
        }

        if (request.DocumentId is not null)
        {
            await PersistedDocuments.RegisterAsync(request, Options, services, ct).ConfigureAwait(false);
        }

        if (document.Find(request.OperationName) is not { } plan)
        {
            return GraphQLResponse.Refused(new GraphQLError(
                request.OperationName switch
                {
                    null => "The document has several operations; name the one to run.",
                    { Length: > 100 } => "The document has no operation of that name.",
                    var name => $"The document has no operation named \"{name}\".",
                },
                ErrorCodes.OperationResolution));
        }

        if (request.IsQueryOnly && plan.Operation.Operation is not OperationType.Query)
        {
            return GraphQLResponse.Refused(
                new GraphQLError("Only queries may be sent by GET.", ErrorCodes.MethodNotAllowed));
        }

        var values = VariableCoercion.Read(plan.Variables, request.Variables, plan.Document.Source, out var errors);
        if (values is null)
        {
            return GraphQLResponse.Refused(errors!);
        }

        var variables = plan.Bind(values);
        var cost = CostOf(plan, variables, out var isUnsized);
        if ((isUnsized ?? _cost?.Check(cost)) is { } tooMuch)
        {
            return GraphQLResponse.Refused(tooMuch).With(request.ReportsCost ? cost : null);
        }

        if (request.IsDryRun)
        {
            return new GraphQLResponse(cost);
        }

        if (services.GetService<IOperationBudget>()?.Spend(cost, request.IsCharged, user, services) is { } tooOften)
        {
            return GraphQLResponse.Refused(tooOften);
        }

        using var activity = GraphQLTelemetry.Source.StartActivity("graphql.execute");
        activity?.SetTag("graphql.operation.type", $"{plan.Operation.Operation}");
        activity?.SetTag("graphql.operation.name", plan.Operation.Name?.Value);
        activity?.SetTag("graphql.document.hash", document.Key.ToString());
        var prepared = Stopwatch.GetTimestamp();
        var result = plan.Operation.Operation is OperationType.Subscription
            ? await SubscriptionExecutor.SubscribeAsync(
                plan, variables, services, user, Options.ExecutionTimeout, ct).ConfigureAwait(false)
            : await RunAsync(plan, variables, services, user, ct).ConfigureAwait(false);
        var timing = new RequestTiming(
            plan.Operation.Name?.Value,
            isCached,
            Stopwatch.GetElapsedTime(begun, prepared),
            Stopwatch.GetElapsedTime(prepared),
            (result as GraphQLResponse)?.Errors.Count ?? 0)
        {
            Kind = KindOf(plan.Operation.Operation),
            Cost = cost.FieldCost + cost.TypeCost,
            FirstCode = result is GraphQLResponse { Errors: [var first, ..] } ? first.Code : null,
        };
        activity?.SetTag("graphql.errors", timing.ErrorCount);
        services.GetService<IExecutionDiagnostics>()?.RequestExecuted(timing);
        if (result is GraphQLResponse response)
        {
            response.Timing = timing;
            response.With(request.ReportsCost ? cost : null);
        }

        return result;
    }

    /// <summary>For code that asks the schema itself.</summary>
    public ValueTask<GraphQLResult> ExecuteAsync(
        string document, IServiceProvider services, CancellationToken ct = default) =>
        ExecuteAsync(GraphQLRequest.Of(document), services, new ClaimsPrincipal(new ClaimsIdentity()), ct);

    private static string KindOf(OperationType type) => type switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };

    // Measured once where neither a list size nor a weight depends on a variable.
    private OperationCost CostOf(OperationPlan plan, VariableValues variables, out GraphQLError? refusal)
    {
        refusal = null;
        if (_cost is null || plan.Cost is not null)
        {
            return plan.Cost ?? default;
        }

        var isFixed = true;
        var cost = _cost.Measure(plan.Document, plan.Operation, name =>
        {
            isFixed = false;
            return variables[name];
        }, out refusal);
        if (isFixed && refusal is null)
        {
            plan.Cost = cost;
        }

        return cost;
    }

    private async ValueTask<GraphQLResponse> RunAsync(
        OperationPlan plan, VariableValues values, IServiceProvider services, ClaimsPrincipal user,
        CancellationToken ct)
    {
        var limit = _deadlines.Begin(ct);
        var isHeld = true;
        try
        {
            var running = OperationExecutor.RunAsync(plan, values, services, user, limit.Token);
            isHeld = !running.IsCompletedSuccessfully;
            return await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && limit.IsOver)
        {
            return GraphQLResponse.Failed(new GraphQLError("The request took too long.", ErrorCodes.Timeout));
        }
        finally
        {
            limit.End(isHeld);
        }
    }

    private async ValueTask<(ReadOnlyMemory<byte> Text, GraphQLResponse? Refusal)> DocumentOfAsync(
        GraphQLRequest request, IServiceProvider services, CancellationToken ct)
    {
        if (request.Document is { } given && request.DocumentId is null && !Options.TrustedDocumentsOnly)
        {
            return (given, null);
        }

        return await PersistedDocuments.FindAsync(request, Options, services, ct).ConfigureAwait(false);
    }

    private PreparedDocument? Prepare(ReadOnlyMemory<byte> text, out bool isCached, out GraphQLResponse? refusal)
    {
        refusal = null;
        var key = DocumentKey.Of(text.Span);
        if (_cache.Find(key) is { } known)
        {
            isCached = true;
            return known;
        }

        isCached = false;
        DocumentNode document;
        try
        {
            // The text outlives the request's buffer.
            document = Parser.Parse(new SourceText(text.ToArray()), _parsing);
        }
        catch (GraphQLSyntaxException e)
        {
            refusal = GraphQLResponse.Refused(e.ToError());
            return null;
        }

        var errors = DocumentValidator.Validate(Schema, document, _validation);
        if (errors.Count > 0)
        {
            refusal = GraphQLResponse.Refused(errors);
            return null;
        }

        var prepared = new PreparedDocument(_schema, document, key);
        _cache.Add(key, prepared, text.Length);
        return prepared;
    }
}
