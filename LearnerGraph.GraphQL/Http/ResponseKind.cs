using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Forms in which a response can be given.</summary>
internal enum ResponseKind
{
    None = 0,
    Json,
    GraphQL,
    EventStream,
}

/// <summary>Chooses the form by the Accept header: the highest quality wins, then what stands first.</summary>
internal static class ContentNegotiation
{
    public const string Json = "application/json";
    public const string GraphQL = "application/graphql-response+json";
    public const string EventStream = "text/event-stream";

    public static ResponseKind Choose(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or "" or "*/*" or Json))
        {
            return ResponseKind.Json;
        }

        if (accept is [GraphQL])
        {
            return ResponseKind.GraphQL;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept!, out var ranges))
        {
            return ResponseKind.None;
        }

        var best = ResponseKind.None;
        var quality = 0.0;
        foreach (var range in ranges)
        {
            var kind = Of(range);
            if (kind is not ResponseKind.None && (range.Quality ?? 1) > quality)
            {
                best = kind;
                quality = range.Quality ?? 1;
            }
        }

        return best;
    }

    public static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static ResponseKind Of(MediaTypeHeaderValue range)
    {
        if (range.Charset.HasValue && !range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return ResponseKind.None;
        }

        return range.MediaType.Value?.ToLowerInvariant() switch
        {
            Json or "*/*" or "application/*" => ResponseKind.Json,
            GraphQL => ResponseKind.GraphQL,
            EventStream => ResponseKind.EventStream,
            _ => ResponseKind.None,
        };
    }
}
