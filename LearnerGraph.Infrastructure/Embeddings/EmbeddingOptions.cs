namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>Who makes vectors of texts, and what that may cost.</summary>
public sealed record EmbeddingOptions
{
    public const string Section = "Embeddings";

    /// <summary>"lsa", "openai" for any server of that protocol, or "azure".</summary>
    public string Provider { get; init; } = LsaGenerator.Provider;

    /// <summary>The address before /embeddings; for Azure that of the deployment.</summary>
    public string Endpoint { get; init; } = "";

    public string Model { get; init; } = "text-embedding-3-small";

    public string ApiKey { get; init; } = "";

    public string ApiVersion { get; init; } = "2024-10-21";

    public int BatchSize { get; init; } = 32;

    public int TimeoutMs { get; init; } = 30_000;

    public int Retries { get; init; } = 4;

    /// <summary>0 for no budget.</summary>
    public int TextsPerHour { get; init; } = 100_000;

    public int CacheEntries { get; init; } = 10_000;

    public bool AllowPrivate { get; init; }

    public bool IsBuiltIn => Provider.Equals(LsaGenerator.Provider, StringComparison.OrdinalIgnoreCase);

    public bool IsAzure => Provider.Equals("azure", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where texts are sent; Azure has an address for each customer, so none is assumed.</summary>
    public Uri Address()
    {
        if (Endpoint.Length == 0 && IsAzure)
            throw new InvalidOperationException("Embeddings:Endpoint is needed where Embeddings:Provider is azure.");
        var root = Endpoint.Length == 0 ? "https://api.openai.com/v1" : Endpoint.TrimEnd('/');
        return new Uri(
            root + "/embeddings" + (IsAzure ? $"?api-version={Uri.EscapeDataString(ApiVersion)}" : ""));
    }
}
