namespace LearnerGraph.Api.Security;

/// <summary>Where bearer tokens come from: a shared key, a key set, or an OpenID Connect authority.</summary>
public sealed record AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Shared secret for HS256, at least 32 bytes.</summary>
    public string? Key { get; init; }

    /// <summary>A file that holds the key, for secrets mounted as files.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Public keys as a JSON Web Key Set: a file, or an address.</summary>
    public string? Jwks { get; init; }

    public string? Authority { get; init; }

    public string Issuer { get; init; } = "learnergraph";

    public string Audience { get; init; } = "learnergraph";

    /// <summary>How far the clocks of issuer and server may differ.</summary>
    public int SkewSeconds { get; init; } = 30;

    public int JwksRefreshMinutes { get; init; } = 10;

    /// <summary>How long keys count while their source does not answer.</summary>
    public int JwksMaxAgeHours { get; init; } = 24;

    /// <summary>Whether tokens must say by their typ that they are access tokens, which an id token is not.</summary>
    public bool RequireAccessTokenType { get; init; }

    /// <summary>Life of tokens that the verb mints.</summary>
    public int TokenHours { get; init; } = 24;

    /// <summary>Whether anything outside the process vouches for callers.</summary>
    public bool HasIssuer => Authority is { Length: > 0 } || Jwks is { Length: > 0 };

    public byte[]? KeyBytes()
    {
        var text = Key is { Length: > 0 } ? Key
            : KeyFile is { Length: > 0 } && File.Exists(KeyFile) ? File.ReadAllText(KeyFile).Trim()
            : null;
        return text is null ? null : System.Text.Encoding.UTF8.GetBytes(text);
    }
}
