using System.Buffers;
using System.Globalization;
using System.Text;

namespace LearnerGraph.GraphQL.Language;

/// <summary>Reads one token after the other from UTF-8; strings are only made when a value is asked for.</summary>
internal ref struct Lexer(ReadOnlySpan<byte> source)
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\r\n"u8);
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>Kind of the current token.</summary>
    public TokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>The token's bytes, quotes included.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _source[Start..End];

    /// <summary>Moves to the next token; at the end of the text it stays there.</summary>
    public void Advance()
    {
        var i = SkipIgnored(End);
        Start = i;
        if (i >= _source.Length)
        {
            Kind = TokenKind.EndOfFile;
            End = i;
            return;
        }

        var b = _source[i];
        if (IsNameStart(b))
        {
            var length = _source[i..].IndexOfAnyExcept(NameBytes);
            Kind = TokenKind.Name;
            End = length < 0 ? _source.Length : i + length;
            return;
        }

        var punctuator = Punctuator(b);
        if (punctuator != TokenKind.EndOfFile)
        {
            Kind = punctuator;
            End = i + 1;
            return;
        }

        switch (b)
        {
            case (byte)'.' when Peek(i + 1) == '.' && Peek(i + 2) == '.':
                Kind = TokenKind.Spread;
                End = i + 3;
                break;
            case (byte)'"' when Peek(i + 1) == '"' && Peek(i + 2) == '"':
                Kind = TokenKind.BlockString;
                End = ScanBlock(i + 3);
                break;
            case (byte)'"':
                Kind = TokenKind.String;
                End = ScanString(i + 1);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ScanNumber(i);
                break;
            case (byte)'\'':
                throw new LexicalError(
                    "Unexpected single quote character ('), did you mean to use a double quote (\")?", i);
            default:
                throw new LexicalError($"Unexpected character: {Show(i)}.", i);
        }
    }

    /// <summary>The value of a string token: escapes resolved, block strings without their indent.</summary>
    public readonly string StringValue() =>
        Kind == TokenKind.BlockString ? BlockValue() : PlainValue(_source[(Start + 1)..(End - 1)]);

    /// <summary>The token as error messages name it.</summary>
    public readonly string Describe() => Kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Name => $"Name \"{Cut(Encoding.UTF8.GetString(Bytes))}\"",
        TokenKind.Int => $"Int \"{Cut(Encoding.UTF8.GetString(Bytes))}\"",
        TokenKind.Float => $"Float \"{Cut(Encoding.UTF8.GetString(Bytes))}\"",
        TokenKind.String => $"String \"{Cut(StringValue())}\"",
        TokenKind.BlockString => $"BlockString \"{Cut(StringValue())}\"",
        _ => $"\"{Encoding.UTF8.GetString(Bytes)}\"",
    };

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static bool IsNameStart(int b) => b is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsDigit(int b) => b is >= '0' and <= '9';

    private static TokenKind Punctuator(byte b) => b switch
    {
        (byte)'{' => TokenKind.BraceOpen,
        (byte)'}' => TokenKind.BraceClose,
        (byte)'(' => TokenKind.ParenOpen,
        (byte)')' => TokenKind.ParenClose,
        (byte)':' => TokenKind.Colon,
        (byte)'$' => TokenKind.Dollar,
        (byte)'!' => TokenKind.Bang,
        (byte)'[' => TokenKind.BracketOpen,
        (byte)']' => TokenKind.BracketClose,
        (byte)'=' => TokenKind.Equal,
        (byte)'@' => TokenKind.At,
        (byte)'|' => TokenKind.Pipe,
        (byte)'&' => TokenKind.Ampersand,
        _ => TokenKind.EndOfFile,
    };

    private readonly int Peek(int i) => i < _source.Length ? _source[i] : -1;

    private readonly int SkipIgnored(int i)
    {
        while (i < _source.Length)
        {
            switch (_source[i])
            {
                case (byte)' ' or (byte)'\n' or (byte)',' or (byte)'\t' or (byte)'\r':
                    i++;
                    break;
                case (byte)'#':
                    var length = _source[i..].IndexOfAny(LineEnds);
                    i = length < 0 ? _source.Length : i + length;
                    break;
                case 0xEF when Peek(i + 1) == 0xBB && Peek(i + 2) == 0xBF:
                    i += 3;
                    break;
                default:
                    return i;
            }
        }

        return i;
    }

    private void ScanNumber(int start)
    {
        var i = start;
        Kind = TokenKind.Int;
        if (Peek(i) == '-')
        {
            i++;
        }

        if (Peek(i) == '0')
        {
            i++;
            if (IsDigit(Peek(i)))
            {
                throw new LexicalError($"Invalid number, unexpected digit after 0: {Show(i)}.", i);
            }
        }
        else
        {
            i = ScanDigits(i);
        }

        if (Peek(i) == '.')
        {
            Kind = TokenKind.Float;
            i = ScanDigits(i + 1);
        }

        if (Peek(i) is 'e' or 'E')
        {
            Kind = TokenKind.Float;
            i++;
            if (Peek(i) is '+' or '-')
            {
                i++;
            }

            i = ScanDigits(i);
        }

        if (Peek(i) == '.' || IsNameStart(Peek(i)))
        {
            throw new LexicalError($"Invalid number, expected digit but got: {Show(i)}.", i);
        }

        End = i;
    }

    private readonly int ScanDigits(int i)
    {
        if (!IsDigit(Peek(i)))
        {
            throw new LexicalError($"Invalid number, expected digit but got: {Show(i)}.", i);
        }

        while (IsDigit(Peek(i)))
        {
            i++;
        }

        return i;
    }

    // Escapes are checked here, so that reading the value later cannot fail.
    private readonly int ScanString(int i)
    {
        while (true)
        {
            var length = _source[i..].IndexOfAny(StringStops);
            if (length < 0)
            {
                throw new LexicalError("Unterminated string.", _source.Length);
            }

            i += length;
            switch (_source[i])
            {
                case (byte)'"':
                    return i + 1;
                case (byte)'\\':
                    i += ReadEscape(i, out _);
                    break;
                default:
                    throw new LexicalError("Unterminated string.", i);
            }
        }
    }

    private readonly int ScanBlock(int i)
    {
        while (true)
        {
            var length = _source[i..].IndexOf("\"\"\""u8);
            if (length < 0)
            {
                throw new LexicalError("Unterminated string.", _source.Length);
            }

            i += length + 3;
            if (_source[i - 4] != '\\' || i - 4 < Start + 3)
            {
                return i;
            }
        }
    }

    // Length of the escape sequence at i and the character it stands for; 0 length never occurs.
    private readonly int ReadEscape(int i, out Rune value)
    {
        var escaped = Peek(i + 1);
        if (escaped == 'u')
        {
            return Peek(i + 2) == '{' ? ReadBracedEscape(i, out value) : ReadFixedEscape(i, out value);
        }

        var c = escaped switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (c == '\0')
        {
            throw new LexicalError($"Invalid character escape sequence: \"{ShowText(i, 2)}\".", i);
        }

        value = new Rune(c);
        return 2;
    }

    private readonly int ReadBracedEscape(int i, out Rune value)
    {
        var point = 0;
        var size = 3;
        while (size < 12)
        {
            var b = Peek(i + size++);
            if (b == '}')
            {
                if (size < 5 || !Rune.IsValid(point))
                {
                    break;
                }

                value = new Rune(point);
                return size;
            }

            var digit = HexDigit(b);
            if (digit < 0 || point > 0x10FFFF)
            {
                break;
            }

            point = (point << 4) | digit;
        }

        throw new LexicalError($"Invalid Unicode escape sequence: \"{ShowText(i, size)}\".", i);
    }

    private readonly int ReadFixedEscape(int i, out Rune value)
    {
        var code = ReadHex4(i + 2);
        if (code >= 0 && Rune.TryCreate(code, out value))
        {
            return 6;
        }

        // A pair of surrogates stands for one character, as in JSON.
        if (code is >= 0xD800 and <= 0xDBFF && Peek(i + 6) == '\\' && Peek(i + 7) == 'u')
        {
            var trail = ReadHex4(i + 8);
            if (trail is >= 0xDC00 and <= 0xDFFF)
            {
                value = new Rune((char)code, (char)trail);
                return 12;
            }
        }

        throw new LexicalError($"Invalid Unicode escape sequence: \"{ShowText(i, 6)}\".", i);
    }

    private readonly int ReadHex4(int i)
    {
        var value = 0;
        for (var k = 0; k < 4; k++)
        {
            var digit = HexDigit(Peek(i + k));
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    private static int HexDigit(int b) => b switch
    {
        >= '0' and <= '9' => b - '0',
        >= 'A' and <= 'F' => b - 'A' + 10,
        >= 'a' and <= 'f' => b - 'a' + 10,
        _ => -1,
    };

    private readonly string PlainValue(ReadOnlySpan<byte> content)
    {
        if (content.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(content);
        }

        var text = new StringBuilder(content.Length);
        var i = Start + 1;
        while (i < End - 1)
        {
            if (_source[i] == '\\')
            {
                i += ReadEscape(i, out var rune);
                text.Append(rune.ToString());
                continue;
            }

            var length = _source[i..(End - 1)].IndexOf((byte)'\\');
            length = length < 0 ? End - 1 - i : length;
            text.Append(Encoding.UTF8.GetString(_source.Slice(i, length)));
            i += length;
        }

        return text.ToString();
    }

    private readonly string BlockValue()
    {
        var raw = Encoding.UTF8.GetString(_source[(Start + 3)..(End - 3)]);
        if (raw.Contains("\\\"\"\"", StringComparison.Ordinal))
        {
            raw = raw.Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        }

        if (raw.Contains('\r', StringComparison.Ordinal))
        {
            raw = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return BlockText.Dedent(raw);
    }

    private readonly string Show(int i)
    {
        if (i >= _source.Length)
        {
            return "<EOF>";
        }

        Rune.DecodeFromUtf8(_source[i..], out var rune, out _);
        return rune.Value is >= 0x20 and <= 0x7E
            ? rune.Value == '"' ? "'\"'" : $"\"{rune}\""
            : "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture);
    }

    private readonly string ShowText(int i, int length) =>
        Encoding.UTF8.GetString(_source.Slice(i, Math.Min(length, _source.Length - i)));
}

/// <summary>What the lexer refuses, with a byte offset; the parser makes a located syntax error of it.</summary>
internal sealed class LexicalError(string message, int offset) : Exception(message)
{
    public int Offset { get; } = offset;
}
