using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL.Http;

/// <summary>GraphQL over HTTP, by the draft of the GraphQL foundation.</summary>
internal sealed class GraphQLEndpoint(GraphQLServer server)
{
    private readonly GraphQLOptions _options = server.Options;
    private readonly SocketEndpoint _sockets = new(server);
    private int _streams;

    public Task HandleAsync(HttpContext context) => GuardAsync(context, false);

    /// <summary>Behind the middleware of sockets: what asks for one gets one, everything else an answer.</summary>
    public Task HandleUpgradeAsync(HttpContext context) => GuardAsync(context, context.WebSockets.IsWebSocketRequest);

    private async Task GuardAsync(HttpContext context, bool isSocket)
    {
        try
        {
            await (isSocket ? _sockets.HandleAsync(context) : AnswerAsync(context)).ConfigureAwait(false);
        }
        catch (BadRequestException e)
        {
            await RefuseAsync(context, e.Status, e.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            using var buffer = new PooledBuffer();
            Masking.Response(e, context.RequestServices).WriteTo(buffer);
            var kind = ContentNegotiation.Choose(context.Request);
            await SendAsync(context, StatusCodes.Status500InternalServerError, kind, buffer).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var kind = ContentNegotiation.Choose(request);
        if (HttpMethods.IsPost(request.Method))
        {
            await PostAsync(context, kind).ConfigureAwait(false);
        }
        else if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            await GetAsync(context, kind).ConfigureAwait(false);
        }
        else
        {
            context.Response.Headers.Allow = _options.AllowGet ? "GET, POST" : "POST";
            throw new BadRequestException(StatusCodes.Status405MethodNotAllowed, "Send operations by POST.");
        }
    }

    private async Task PostAsync(HttpContext context, ResponseKind kind)
    {
        RequestGuards.RequireJson(context.Request);
        RequestGuards.RequireAcceptable(kind);
        var body = await BodyReader.ReadAsync(context.Request, _options.MaxRequestBytes).ConfigureAwait(false);
        List<GraphQLRequest> requests;
        bool isBatch;
        try
        {
            var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
            requests = RequestReader.ReadBody(bytes, _options.MaxJsonDepth, out isBatch, isCharged: true);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.End);
        }

        if (isBatch)
        {
            await BatchAsync(context, kind, requests).ConfigureAwait(false);
        }
        else
        {
            await ExecuteAsync(context, kind, requests[0]).ConfigureAwait(false);
        }
    }

    private async Task GetAsync(HttpContext context, ResponseKind kind)
    {
        var request = context.Request;
        if (_options.ServeSdl && request.Query.ContainsKey("sdl"))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(SchemaWriter.Write(server.Schema), context.RequestAborted)
                .ConfigureAwait(false);
            return;
        }

        if (!request.QueryString.HasValue && ContentNegotiation.WantsHtml(request)
            && (_options.ServeIde || _options.MayOpenIde?.Invoke(context.User) == true))
        {
            await IdePage.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (!_options.AllowGet)
        {
            context.Response.Headers.Allow = "POST";
            throw new BadRequestException(StatusCodes.Status405MethodNotAllowed, "Send operations by POST.");
        }

        RequestGuards.RequireSameSite(request);
        RequestGuards.RequireAcceptable(kind);
        await ExecuteAsync(context, kind, RequestReader.ReadQuery(request.Query, _options.MaxJsonDepth))
            .ConfigureAwait(false);
    }

    private async Task ExecuteAsync(HttpContext context, ResponseKind kind, GraphQLRequest request)
    {
        var result = await server
            .ExecuteAsync(WithCost(request, context), context.RequestServices, context.User, context.RequestAborted)
            .ConfigureAwait(false);
        if (kind is ResponseKind.EventStream)
        {
            await StreamAsync(context, result).ConfigureAwait(false);
            return;
        }

        if (result is not GraphQLResponse response)
        {
            await RefuseAsync(
                context,
                StatusCodes.Status406NotAcceptable,
                "Subscriptions need \"Accept: text/event-stream\" or a WebSocket.").ConfigureAwait(false);
            return;
        }

        if (_options.ServerTiming && response.Timing is { } timing)
        {
            context.Response.Headers["Server-Timing"] = string.Create(
                CultureInfo.InvariantCulture,
                $"prepare;dur={timing.Preparation.TotalMilliseconds:0.###}, "
                + $"execute;dur={timing.Execution.TotalMilliseconds:0.###}");
        }

        if (response.Cost is { } cost)
        {
            context.Response.Headers["GraphQL-Cost"] = string.Create(
                CultureInfo.InvariantCulture, $"fieldCost={cost.FieldCost:0.##}, typeCost={cost.TypeCost:0.##}");
        }

        if (response.Errors is [{ Code: ErrorCodes.RateLimited, Extensions: { } wait }])
        {
            context.Response.Headers.RetryAfter = $"{wait[ErrorCodes.RetryAfter]}";
        }

        using var buffer = new PooledBuffer();
        response.WriteTo(buffer);
        await SendAsync(context, StatusOf(response, kind), kind, buffer).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context, GraphQLResult result)
    {
        try
        {
            if (Interlocked.Increment(ref _streams) > _options.Subscriptions.MaxSockets)
            {
                throw new BadRequestException(
                    StatusCodes.Status503ServiceUnavailable, "There are too many event streams.");
            }

            await EventStream.WriteAsync(context, result, _options).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task BatchAsync(HttpContext context, ResponseKind kind, List<GraphQLRequest> requests)
    {
        if (_options.MaxBatchSize == 0)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, "Batching is switched off.");
        }

        if (requests.Count is 0 || requests.Count > _options.MaxBatchSize)
        {
            throw new BadRequestException(
                StatusCodes.Status400BadRequest, $"A batch holds 1 to {_options.MaxBatchSize} operations.");
        }

        using var buffer = new PooledBuffer();
        using var writer = new Utf8JsonWriter(buffer, ResponseJson.Options);
        writer.WriteStartArray();
        foreach (var request in requests)
        {
            var result = await server
                .ExecuteAsync(request, context.RequestServices, context.User, context.RequestAborted)
                .ConfigureAwait(false);
            var response = result as GraphQLResponse ?? GraphQLResponse.Refused(
                new GraphQLError("Subscriptions cannot be batched.", ErrorCodes.BadRequest));
            response.WriteTo(writer);
        }

        writer.WriteEndArray();
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        await SendAsync(context, StatusCodes.Status200OK, kind, buffer).ConfigureAwait(false);
    }

    private int StatusOf(GraphQLResponse response, ResponseKind kind)
    {
        if (response.HasData || response.Errors.Count == 0)
        {
            return StatusCodes.Status200OK;
        }

        if (response.Errors is [{ Code: ErrorCodes.MethodNotAllowed }])
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (response.Errors is [{ Code: ErrorCodes.RateLimited }])
        {
            return StatusCodes.Status429TooManyRequests;
        }

        return kind is ResponseKind.Json && _options.LegacyStatusForJson
            ? StatusCodes.Status200OK
            : StatusCodes.Status400BadRequest;
    }

    private static GraphQLRequest WithCost(GraphQLRequest request, HttpContext context) =>
        context.Request.Headers.TryGetValue("GraphQL-Cost", out var wish)
            ? request with { ReportsCost = true, IsDryRun = wish == "validate" }
            : request;

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var code = status is StatusCodes.Status405MethodNotAllowed
            ? ErrorCodes.MethodNotAllowed
            : ErrorCodes.BadRequest;
        using var buffer = new PooledBuffer();
        GraphQLResponse.Refused(new GraphQLError(message, code)).WriteTo(buffer);
        var kind = ContentNegotiation.Choose(context.Request);
        await SendAsync(context, status, kind, buffer).ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpContext context, int status, ResponseKind kind, PooledBuffer buffer)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = kind is ResponseKind.GraphQL
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
        response.ContentLength = buffer.Written.Length;
        response.Headers.CacheControl = "no-store";
        if (status is StatusCodes.Status405MethodNotAllowed && response.Headers.Allow.Count == 0)
        {
            response.Headers.Allow = "POST";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(buffer.Written, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
