using LearnerGraph.Api.Setup;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Api.Security;

/// <summary>
/// The public keys of a JSON Web Key Set. They are read again when they are old, and when a token names a key that is
/// not among them, yet not more often than every 30 seconds; while the source fails, the last good keys count until
/// their greatest age.
/// </summary>
public sealed partial class JwksKeys(
    AuthOptions options, HttpMessageInvoker http, TimeProvider clock, ILogger<JwksKeys> log) : IDisposable
{
    private const int MostBytes = 262_144;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly bool _isRemote = IsAddress(options.Jwks!);
    private IReadOnlyList<SecurityKey> _keys = [];
    private DateTimeOffset _read = DateTimeOffset.MinValue;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;

    public static bool IsAddress(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    /// <summary>The keys as they were read last; none where that is too long ago.</summary>
    public IReadOnlyList<SecurityKey> Current =>
        clock.GetUtcNow() - _read < TimeSpan.FromHours(options.JwksMaxAgeHours) ? _keys : [];

    /// <summary>Reads the keys again where they are old or lack this one; waits two seconds at most.</summary>
    public async ValueTask RefreshAsync(string? keyId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isKnown = keyId is null || _keys.Any(key => key.KeyId == keyId);
        if (now - _read >= TimeSpan.FromMinutes(options.JwksRefreshMinutes) || !isKnown) await ReadAsync(now, ct);
    }

    /// <summary>The keys in the text of a key set that can check signatures.</summary>
    /// <exception cref="FormatException">It is no key set, or none of its keys is of use.</exception>
    public static IReadOnlyList<SecurityKey> Parse(string json)
    {
        IList<JsonWebKey> all;
        try
        {
            // The library below parses without a limit of depth.
            using var shape = System.Text.Json.JsonDocument.Parse(
                json, new System.Text.Json.JsonDocumentOptions { MaxDepth = 16 });
            all = new JsonWebKeySet(json).Keys;
        }
        catch (Exception e) when (e is ArgumentException or System.Text.Json.JsonException)
        {
            throw new FormatException("it is no JSON Web Key Set", e);
        }

        // A shared secret has no place in a set of public keys.
        var keys = all.Where(key => key.Kty is not JsonWebAlgorithmsKeyTypes.Octet
            && SigningKeys.AlgorithmOf(key) is not null).ToArray();
        return keys.Length > 0 ? keys : throw new FormatException("it has no key for RS256 or ES256");
    }

    /// <summary>Reads a file at start, so that a wrong one stops it.</summary>
    public void Require()
    {
        if (_isRemote) return;

        try
        {
            (_keys, _read) = (Parse(File.ReadAllText(options.Jwks!)), clock.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new SettingsException($"Auth:Jwks = \"{options.Jwks}\": {e.Message}");
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        http.Dispose();
    }

    private async ValueTask ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (now - _tried < Pause || !await _turn.WaitAsync(Patience, ct)) return;

        try
        {
            if (now - _tried < Pause) return;

            _tried = now;
            _keys = Parse(_isRemote ? await FetchAsync(ct) : await File.ReadAllTextAsync(options.Jwks!, ct));
            _read = now;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or FormatException
            or UnauthorizedAccessException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogFailure(e.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> FetchAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Jwks);
        using var response = await http.SendAsync(request, limit.Token);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MostBytes, limit.Token);
        return await response.Content.ReadAsStringAsync(limit.Token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key set could not be read: {Reason}")]
    private partial void LogFailure(string reason);
}
