using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Api.Security;

/// <summary>
/// How keys of services are written: <c>lg_PREFIX_SECRET</c>. The prefix finds the row; the hash of the whole is
/// compared in constant time.
/// </summary>
public static class ApiKeyText
{
    private const string Mark = "lg_";
    private const int PrefixBytes = 6;
    private const int SecretBytes = 32;
    private const int Chars = 3 + (2 * PrefixBytes) + 1 + 43;

    /// <summary>A new key and its public part.</summary>
    public static (string Text, string Prefix) Make()
    {
        var prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PrefixBytes));
        return ($"{Mark}{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}", prefix);
    }

    /// <summary>The public part of a text that looks like a key; null for any other.</summary>
    public static string? PrefixOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Chars && text.StartsWith(Mark, StringComparison.Ordinal)
            ? text.Substring(Mark.Length, 2 * PrefixBytes)
            : null;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static bool Matches(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(HashOf(text)), Encoding.ASCII.GetBytes(hash));
}
