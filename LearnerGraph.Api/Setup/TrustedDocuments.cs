using System.Text.Json;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Setup;

/// <summary>The documents that the clients' builds have handed over.</summary>
internal static class TrustedDocuments
{
    /// <summary>Reads the file of the setting; without one, where only its documents count, nothing starts.</summary>
    public static IDocumentStore Read(IConfiguration settings)
    {
        if (settings["GraphQL:TrustedDocuments"] is not { Length: > 0 } path)
        {
            return settings.GetValue("GraphQL:TrustedOnly", false)
                ? throw new SettingsException(
                    "GraphQL:TrustedOnly needs a file of documents: set GraphQL:TrustedDocuments.")
                : new MemoryDocumentStore();
        }

        try
        {
            var documents = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path));
            return documents is { Count: > 0 } && !documents.Values.Any(string.IsNullOrEmpty)
                ? new MemoryDocumentStore(documents)
                : throw new SettingsException($"GraphQL:TrustedDocuments: {path} holds no documents.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SettingsException($"GraphQL:TrustedDocuments: {path} cannot be read: {e.Message}");
        }
    }
}
