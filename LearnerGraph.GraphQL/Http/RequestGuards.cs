using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LearnerGraph.GraphQL.Http;

/// <summary>What is refused before anything of a request is read.</summary>
internal static class RequestGuards
{
    // A form of another site cannot send this type without asking first, so nothing else needs to guard against one.
    public static void RequireJson(HttpRequest request)
    {
        if (request.ContentType is "application/json")
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(ContentNegotiation.Json, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new BadRequestException(
                StatusCodes.Status415UnsupportedMediaType, "Send \"Content-Type: application/json\" in UTF-8.");
        }
    }

    // Queries change nothing and other sites cannot read the answer, yet they could time it. Browsers say where a
    // request comes from; whoever sends one of the headers has asked before.
    public static void RequireSameSite(HttpRequest request)
    {
        var headers = request.Headers;
        var isForeign = headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "same-origin" && site != "none";
        if (isForeign && !headers.ContainsKey("GraphQL-Preflight") && !headers.ContainsKey("Apollo-Require-Preflight")
            && !headers.ContainsKey("X-Apollo-Operation-Name"))
        {
            throw new BadRequestException(
                StatusCodes.Status403Forbidden, "From another site send the header \"GraphQL-Preflight\".");
        }
    }

    public static void RequireAcceptable(ResponseKind kind)
    {
        if (kind is ResponseKind.None)
        {
            throw new BadRequestException(
                StatusCodes.Status406NotAcceptable,
                $"Accept {ContentNegotiation.GraphQL}, {ContentNegotiation.Json} or {ContentNegotiation.EventStream}.");
        }
    }
}
