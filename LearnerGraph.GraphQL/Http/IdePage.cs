using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL.Http;

/// <summary>A page to try queries; it loads nothing from anywhere and talks to its own server only.</summary>
internal static class IdePage
{
    private static readonly string Html = Read();

    public static Task WriteAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(Html.Replace("NONCE", nonce, StringComparison.Ordinal), context.RequestAborted);
    }

    private static string Read()
    {
        using var stream = typeof(IdePage).Assembly.GetManifestResourceStream("LearnerGraph.GraphQL.Http.Ide.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
