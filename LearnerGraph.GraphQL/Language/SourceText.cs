using System.Text;

namespace LearnerGraph.GraphQL.Language;

/// <summary>
/// The UTF-8 bytes of a document. The memory is kept as long as the document, so it must not be pooled.
/// </summary>
public sealed class SourceText(ReadOnlyMemory<byte> utf8)
{
    public SourceText(string text)
        : this(Encode(text))
    {
    }

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    public int Length => Utf8.Length;

    /// <summary>Line and column of a byte offset; CRLF is one line end.</summary>
    public SourceLocation Locate(int offset)
    {
        var bytes = Utf8.Span[..Math.Clamp(offset, 0, Utf8.Length)];
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= Utf8.Length || Utf8.Span[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new SourceLocation(line, Encoding.UTF8.GetCharCount(bytes[lineStart..]) + 1);
    }

    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    // Unpaired surrogates have no UTF-8 form; written as three bytes each (as WTF-8 does) the lexer can refuse them.
    private static byte[] Encode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        if (!bytes.AsSpan().ContainsReplacement())
        {
            return bytes;
        }

        var exact = new List<byte>(bytes.Length);
        Span<byte> one = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                exact.AddRange(one[..rune.EncodeToUtf8(one)]);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                var c = text[i];
                exact.Add((byte)(0xE0 | (c >> 12)));
                exact.Add((byte)(0x80 | ((c >> 6) & 0x3F)));
                exact.Add((byte)(0x80 | (c & 0x3F)));
            }
        }

        return [.. exact];
    }
}

internal static class Utf8Text
{
    /// <summary>Whether U+FFFD occurs, which is also what unpaired surrogates become.</summary>
    public static bool ContainsReplacement(this Span<byte> utf8) => utf8.IndexOf("\uFFFD"u8) >= 0;
}
