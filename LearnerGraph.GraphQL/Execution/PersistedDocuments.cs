using System.Text.Json;
using LearnerGraph.GraphQL.Language;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Finds the text of a request that names its document by id or hash.</summary>
internal static class PersistedDocuments
{
    public static async ValueTask<(ReadOnlyMemory<byte> Text, GraphQLResponse? Refusal)> FindAsync(
        GraphQLRequest request, GraphQLOptions options, IServiceProvider services, CancellationToken ct)
    {
        var store = services.GetService<IDocumentStore>();
        if (request.DocumentId is not { } id)
        {
            return Refuse("Only stored documents are executed here.", ErrorCodes.PersistedQueryOnly);
        }

        if (request.Document is { } text && options.TrustedDocumentsOnly)
        {
            // The text may be there for the logs; only the store's is executed.
            request = request with { Document = null };
        }

        if (request.Document is { } given)
        {
            return await RegisterAsync(id, given, options, store, ct).ConfigureAwait(false);
        }

        var found = store is null ? null : await store.FindAsync(id, ct).ConfigureAwait(false);
        return found is { } document
            ? (document, null)
            : Refuse("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound);
    }

    /// <summary>The hash of <c>extensions.persistedQuery</c>, as Apollo's clients send it.</summary>
    public static string? HashOf(JsonElement? extensions) =>
        extensions is { ValueKind: JsonValueKind.Object } map
        && map.TryGetProperty("persistedQuery", out var persisted)
        && persisted.ValueKind is JsonValueKind.Object
        && persisted.TryGetProperty("sha256Hash", out var hash)
        && hash.ValueKind is JsonValueKind.String
            ? hash.GetString()
            : null;

    private static async ValueTask<(ReadOnlyMemory<byte> Text, GraphQLResponse? Refusal)> RegisterAsync(
        string id, ReadOnlyMemory<byte> text, GraphQLOptions options, IDocumentStore? store, CancellationToken ct)
    {
        if (!options.AllowAutomaticPersistedQueries || store is not IAutomaticDocumentStore automatic)
        {
            return (text, null);
        }

        if (!string.Equals(id, DocumentKey.Of(text.Span).ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return Refuse("The hash is not that of the query.", ErrorCodes.BadUserInput);
        }

        await automatic.AddAsync(id, text.ToArray(), ct).ConfigureAwait(false);
        return (text, null);
    }

    private static (ReadOnlyMemory<byte> Text, GraphQLResponse? Refusal) Refuse(string message, string code) =>
        (default, GraphQLResponse.Refused(new GraphQLError(message, code)));
}
