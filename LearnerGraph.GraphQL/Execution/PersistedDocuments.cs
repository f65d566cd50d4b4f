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

        // A text beside the id is for logs only where nothing but the store is trusted.
        if (request.Document is { } given && !options.TrustedDocumentsOnly)
        {
            return Check(id, given, options);
        }

        var found = store is null ? null : await store.FindAsync(id, ct).ConfigureAwait(false);
        return found is { } document
            ? (document, null)
            : Refuse("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound);
    }

    /// <summary>Keeps a document that has turned out to be valid, if clients may register any.</summary>
    public static async ValueTask RegisterAsync(
        GraphQLRequest request, GraphQLOptions options, IServiceProvider services, CancellationToken ct)
    {
        if (options is { AllowAutomaticPersistedQueries: true, TrustedDocumentsOnly: false }
            && request is { DocumentId: { } id, Document: { } text }
            && services.GetService<IDocumentStore>() is IAutomaticDocumentStore store)
        {
            await store.AddAsync(id, text.ToArray(), ct).ConfigureAwait(false);
        }
    }

    /// <summary>The hash of <c>extensions.persistedQuery</c>, as Apollo's clients send it.</summary>
    public static string? HashOf(JsonElement? extensions)
    {
        try
        {
            return extensions is { ValueKind: JsonValueKind.Object } map
                && map.TryGetProperty("persistedQuery", out var persisted)
                && persisted.ValueKind is JsonValueKind.Object
                && persisted.TryGetProperty("sha256Hash", out var hash)
                && hash.ValueKind is JsonValueKind.String
                    ? hash.GetString()
                    : null;
        }
        catch (InvalidOperationException)
        {
            // Escapes that spell half of a surrogate pair are no hash of anything.
            return null;
        }
    }

    // Whoever may register a document under a hash must not be able to do so under that of another one.
    private static (ReadOnlyMemory<byte> Text, GraphQLResponse? Refusal) Check(
        string id, ReadOnlyMemory<byte> text, GraphQLOptions options) =>
        options.AllowAutomaticPersistedQueries
        && !string.Equals(id, DocumentKey.Of(text.Span).ToString(), StringComparison.Ordinal)
            ? Refuse("The hash is not that of the query.", ErrorCodes.BadUserInput)
            : (text, null);

    private static (ReadOnlyMemory<byte> Text, GraphQLResponse? Refusal) Refuse(string message, string code) =>
        (default, GraphQLResponse.Refused(new GraphQLError(message, code)));
}
