using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL.Http;

/// <summary>What is wrong with an HTTP request before GraphQL comes into it.</summary>
internal sealed class BadRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>Reads operations from JSON bodies and query strings.</summary>
internal static class RequestReader
{
    private const string NotJson = "The body is not valid JSON.";

    /// <summary>One request, or several where the body is an array.</summary>
    public static List<GraphQLRequest> ReadBody(
        ReadOnlySpan<byte> body, int maxDepth, out bool isBatch, bool isCharged = false)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            if (!reader.Read())
            {
                throw new BadRequestException(StatusCodes.Status400BadRequest, "The body is empty.");
            }

            var requests = new List<GraphQLRequest>(1);
            isBatch = reader.TokenType is JsonTokenType.StartArray;
            if (isBatch)
            {
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    requests.Add(ReadOne(ref reader, isCharged && requests.Count == 0));
                }
            }
            else
            {
                requests.Add(ReadOne(ref reader, isCharged));
            }

            if (reader.Read())
            {
                throw new BadRequestException(StatusCodes.Status400BadRequest, NotJson);
            }

            return requests;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, NotJson);
        }
    }

    /// <summary>A request that a client sent as part of another message.</summary>
    public static GraphQLRequest ReadPayload(JsonElement payload, int maxDepth) =>
        payload.ValueKind is JsonValueKind.Object
            && ReadBody(Encoding.UTF8.GetBytes(payload.GetRawText()), maxDepth, out _) is [var only]
                ? only
                : throw Invalid("payload", "an object");

    public static GraphQLRequest ReadQuery(IQueryCollection query, int maxDepth)
    {
        var extensions = Json(query, "extensions", maxDepth);
        return Checked(new GraphQLRequest
        {
            // A null literal would become an empty document here.
            Document = Text(query, "query") is { } text
                ? Encoding.UTF8.GetBytes(text)
                : default(ReadOnlyMemory<byte>?),
            DocumentId = Text(query, "documentId") ?? Text(query, "id") ?? PersistedDocuments.HashOf(extensions),
            OperationName = Text(query, "operationName"),
            Variables = Json(query, "variables", maxDepth),
            Extensions = extensions,
            IsQueryOnly = true,
            IsCharged = true,
        });
    }

    private static GraphQLRequest ReadOne(ref Utf8JsonReader reader, bool isCharged)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        }

        ReadOnlyMemory<byte>? document = null;
        string? operationName = null, documentId = null;
        JsonElement? variables = null, extensions = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("query"u8))
            {
                document = Utf8(ref reader);
            }
            else if (reader.ValueTextEquals("operationName"u8))
            {
                operationName = Text(ref reader, "operationName");
            }
            else if (reader.ValueTextEquals("variables"u8))
            {
                variables = Map(ref reader, "variables");
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                extensions = Map(ref reader, "extensions");
            }
            else if (reader.ValueTextEquals("documentId"u8) || reader.ValueTextEquals("id"u8)
                || reader.ValueTextEquals("doc_id"u8))
            {
                documentId = Text(ref reader, "documentId");
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return Checked(new GraphQLRequest
        {
            Document = document,
            DocumentId = documentId ?? PersistedDocuments.HashOf(extensions),
            OperationName = operationName is "" ? null : operationName,
            IsCharged = isCharged,
            Variables = variables,
            Extensions = extensions,
        });
    }

    private static GraphQLRequest Checked(GraphQLRequest request) =>
        request.Document is null && request.DocumentId is null
            ? throw new BadRequestException(StatusCodes.Status400BadRequest, "There is no \"query\".")
            : request;

    private static ReadOnlyMemory<byte>? Utf8(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType is not JsonTokenType.String)
        {
            throw Invalid("query", "a string");
        }

        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.ToArray();
        }

        // Unescaping never makes the text longer.
        var buffer = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(buffer);
        return buffer.AsMemory(0, length);
    }

    private static string? Text(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => reader.GetString(),
            _ => throw Invalid(name, "a string"),
        };
    }

    private static JsonElement? Map(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.StartObject => JsonElement.ParseValue(ref reader),
            _ => throw Invalid(name, "an object"),
        };
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name] is [{ Length: > 0 } text] ? text : null;

    private static JsonElement? Json(IQueryCollection query, string name, int maxDepth)
    {
        if (Text(query, name) is not { } text)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(
                Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = maxDepth });
            reader.Read();
            return reader.TokenType is JsonTokenType.Null ? null
                : reader.TokenType is JsonTokenType.StartObject ? JsonElement.ParseValue(ref reader)
                : throw Invalid(name, "an object");
        }
        catch (JsonException)
        {
            throw Invalid(name, "JSON");
        }
    }

    private static BadRequestException Invalid(string name, string wanted) =>
        new(StatusCodes.Status400BadRequest, $"\"{name}\" must be {wanted}.");
}
