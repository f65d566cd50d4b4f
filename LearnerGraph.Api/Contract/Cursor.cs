using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Contract;

/// <summary>
/// Opaque cursors over a number that the list is sorted by, so that a page is found without counting rows.
/// </summary>
internal static class Cursor
{
    private const string Prefix = "c:";

    public static string Write(long key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + key.ToString(CultureInfo.InvariantCulture)));

    public static long? Read(string? cursor)
    {
        if (cursor is null) return null;

        Span<byte> bytes = stackalloc byte[64];
        if (cursor.Length <= 80 && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]) is var text
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.AllowLeadingSign, null, out var key))
        {
            return key;
        }

        throw new GraphQLException(
            "This is no cursor of this list: use startCursor or endCursor of a page.", "BAD_USER_INPUT");
    }
}
