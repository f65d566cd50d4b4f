using System.Buffers.Text;
using System.Text.Json;

namespace LearnerGraph.Api.Security;

/// <summary>
/// What a bearer token must look like before a signature is computed for it: three parts, small flat JSON, a known
/// algorithm, times that are times. Everything that a forger chooses is looked at here, with a bounded parser, so that
/// the token library sees ordinary tokens only.
/// </summary>
/// <param name="KeyId">The kid, or null where the token names none.</param>
public sealed record TokenShape(string Algorithm, string? KeyId)
{
    private const int MostChars = 16_384;
    private const int MostKeyIdChars = 200;
    private const int MostDepth = 16;

    // Year 9999; the platform's instants end there.
    private const double LatestSecond = 253_402_300_799;

    private static readonly string[] Algorithms = ["RS256", "ES256", "HS256"];
    private static readonly string[] AccessTypes = ["at+jwt", "application/at+jwt"];
    private static readonly string[] Times = ["exp", "nbf", "iat"];

    /// <param name="refusal">Why it is no token, for the log; it quotes nothing of it.</param>
    public static TokenShape? Read(string token, bool requireAccessType, out string refusal)
    {
        ArgumentNullException.ThrowIfNull(token);
        refusal = "it has not three parts";
        var parts = token.Length <= MostChars ? token.Split('.') : [];
        if (parts.Length != 3 || parts.Any(part => part.Length == 0 || !Base64Url.IsValid(part))) return null;

        using var header = Parse(parts[0]);
        using var payload = Parse(parts[1]);
        refusal = "its parts are no JSON objects";
        if (header is null || payload is null) return null;

        refusal = HeaderProblem(header.RootElement, requireAccessType) ?? TimeProblem(payload.RootElement) ?? "";
        return refusal.Length > 0
            ? null
            : new(header.RootElement.GetProperty("alg").GetString()!, TextIn(header.RootElement, "kid"));
    }

    private static string? HeaderProblem(JsonElement header, bool requireAccessType)
    {
        if (TextIn(header, "alg") is not { } algorithm || !Algorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            return "its algorithm is not taken";
        }

        if (header.TryGetProperty("crit", out _)) return "it demands extensions";

        if (header.TryGetProperty("kid", out _) && TextIn(header, "kid") is not { Length: > 0 and <= MostKeyIdChars })
        {
            return "its kid is no name of a key";
        }

        var hasType = header.TryGetProperty("typ", out _);
        var type = TextIn(header, "typ");
        var isAccess = AccessTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        var isOpen = !requireAccessType && (!hasType || string.Equals(type, "JWT", StringComparison.OrdinalIgnoreCase));
        return isAccess || isOpen ? null : "its type is not that of an access token";
    }

    private static string? TimeProblem(JsonElement payload)
    {
        foreach (var name in Times)
        {
            if (!payload.TryGetProperty(name, out var time)) continue;

            if (time.ValueKind is not JsonValueKind.Number || !time.TryGetDouble(out var seconds)
                || !(seconds is >= 0 and <= LatestSecond))
            {
                return $"its {name} is no time";
            }
        }

        return null;
    }

    private static string? TextIn(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonDocument? Parse(string part)
    {
        try
        {
            var json = JsonDocument.Parse(
                Base64Url.DecodeFromChars(part),
                new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind is JsonValueKind.Object) return json;

            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
