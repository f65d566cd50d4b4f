namespace LearnerGraph.Api.Security;

/// <summary>Where bearer tokens come from: a shared key, or an OpenID Connect authority.</summary>
public sealed record AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Shared secret for HS256, at least 32 bytes.</summary>
    public string? Key { get; init; }

    /// <summary>A file that holds the key, for secrets mounted as files.</summary>
    public string? KeyFile { get; init; }

    public string? Authority { get; init; }

    public string Issuer { get; init; } = "learnergraph";

    public string Audience { get; init; } = "learnergraph";

    /// <summary>Life of tokens that the verb mints.</summary>
    public int TokenHours { get; init; } = 24;

    public byte[]? KeyBytes()
    {
        var text = Key is { Length: > 0 } ? Key
            : KeyFile is { Length: > 0 } && File.Exists(KeyFile) ? File.ReadAllText(KeyFile).Trim()
            : null;
        return text is null ? null : System.Text.Encoding.UTF8.GetBytes(text);
    }
}
