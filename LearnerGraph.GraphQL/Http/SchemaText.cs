using LearnerGraph.GraphQL.TypeSystem;
using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL.Http;

/// <summary>The schema as text, for tools that fetch it.</summary>
internal static class SchemaText
{
    public static Task WriteAsync(HttpResponse response, Schema schema)
    {
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.ContentDisposition = "inline; filename=\"schema.graphql\"";
        return response.WriteAsync(SchemaPrinter.Print(schema), response.HttpContext.RequestAborted);
    }
}
