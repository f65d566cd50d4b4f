using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
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

    // Few clients send anything of their own, so the first headers seen are those that come again.
    private const int MaxKnown = 64;
    private const int MaxKnownLength = 200;

    private static readonly ConcurrentDictionary<string, ResponseKind> Known = new(StringComparer.Ordinal);

    public static ResponseKind Choose(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or "" or "*/*" or Json))
        {
            return ResponseKind.Json;
        }

        if (accept is not [{ Length: <= MaxKnownLength } only])
        {
            return Read(accept);
        }

        if (!Known.TryGetValue(only, out var kind))
        {
            kind = Read(accept);
            if (Known.Count < MaxKnown)
            {
                Known.TryAdd(only, kind);
            }
        }

        return kind;
    }

    public static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static ResponseKind Read(StringValues accept)
    {
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
