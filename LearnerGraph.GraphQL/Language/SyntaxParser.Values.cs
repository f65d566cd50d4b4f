using System.Text;

namespace LearnerGraph.GraphQL.Language;

internal ref partial struct SyntaxParser
{
    private ValueNode ParseValue(bool isConst)
    {
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.BracketOpen:
                return ParseList(isConst);
            case TokenKind.BraceOpen:
                return ParseObject(isConst);
            case TokenKind.Int:
                var whole = Encoding.ASCII.GetString(_lexer.Bytes);
                Advance();
                return new IntValueNode(whole, start, _lastEnd);
            case TokenKind.Float:
                var number = Encoding.ASCII.GetString(_lexer.Bytes);
                Advance();
                return new FloatValueNode(number, start, _lastEnd);
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseNameValue();
            case TokenKind.Dollar when isConst:
                var dollar = _lexer;
                Advance();
                throw _lexer.Kind == TokenKind.Name
                    ? Error(
                        $"Unexpected variable \"${Encoding.ASCII.GetString(_lexer.Bytes)}\" in constant value.", start)
                    : Unexpected(dollar);
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw Unexpected(_lexer);
        }
    }

    private ValueNode ParseNameValue()
    {
        var start = _lexer.Start;
        if (IsKeyword("true"u8) || IsKeyword("false"u8))
        {
            var value = _lexer.Bytes[0] == 't';
            Advance();
            return new BooleanValueNode(value, start, _lastEnd);
        }

        if (IsKeyword("null"u8))
        {
            Advance();
            return new NullValueNode(start, _lastEnd);
        }

        var name = _options.Names.Get(_lexer.Bytes);
        Advance();
        return new EnumValueNode(name, start, _lastEnd);
    }

    private VariableNode ParseVariable()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Dollar);
        var name = ParseName();
        return new VariableNode(name.Value, start, _lastEnd);
    }

    private StringValueNode ParseString()
    {
        var start = _lexer.Start;
        var isBlock = _lexer.Kind == TokenKind.BlockString;
        var value = _lexer.StringValue();
        Advance();
        return new StringValueNode(value, isBlock, start, _lastEnd);
    }

    private ListValueNode ParseList(bool isConst)
    {
        var start = _lexer.Start;
        Enter(start);
        Advance();
        var items = default(NodeList<ValueNode>);
        while (!Skip(TokenKind.BracketClose))
        {
            items.Add(ParseValue(isConst));
        }

        _depth--;
        return new ListValueNode(items.ToArray(), start, _lastEnd);
    }

    private ObjectValueNode ParseObject(bool isConst)
    {
        var start = _lexer.Start;
        Enter(start);
        Advance();
        var fields = default(NodeList<ObjectFieldNode>);
        while (!Skip(TokenKind.BraceClose))
        {
            var fieldStart = _lexer.Start;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(isConst);
            fields.Add(new ObjectFieldNode(name, value, fieldStart, _lastEnd));
        }

        _depth--;
        return new ObjectValueNode(fields.ToArray(), start, _lastEnd);
    }

    private TypeNode ParseTypeReference()
    {
        var start = _lexer.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketOpen))
        {
            Enter(start);
            var item = ParseTypeReference();
            Expect(TokenKind.BracketClose);
            _depth--;
            type = new ListTypeNode(item, start, _lastEnd);
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, start, _lastEnd) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode(name.Value, name.Start, _lastEnd);
    }

    private StringValueNode? ParseDescription() =>
        _lexer.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private NameNode ParseName()
    {
        if (_lexer.Kind != TokenKind.Name)
        {
            Expect(TokenKind.Name);
        }

        var name = new NameNode(_options.Names.Get(_lexer.Bytes), _lexer.Start);
        Advance();
        return name;
    }

    private void Advance()
    {
        _lastEnd = _lexer.End;
        _lexer.Advance();
        if (++_tokens > _options.MaxTokens)
        {
            throw Limit(
                $"The document has more than {_options.MaxTokens} tokens.", _lexer.Start, ErrorCodes.TokenLimit);
        }
    }

    private bool Skip(TokenKind kind)
    {
        if (_lexer.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (_lexer.Kind != kind)
        {
            throw Error($"Expected {Describe(kind)}, found {_lexer.Describe()}.", _lexer.Start);
        }

        Advance();
    }

    private readonly bool IsKeyword(ReadOnlySpan<byte> word) =>
        _lexer.Kind == TokenKind.Name && _lexer.Bytes.SequenceEqual(word);

    private void ExpectKeyword(ReadOnlySpan<byte> word, string text)
    {
        if (!IsKeyword(word))
        {
            throw Error($"Expected \"{text}\", found {_lexer.Describe()}.", _lexer.Start);
        }

        Advance();
    }

    private void Enter(int start)
    {
        if (++_depth > _options.MaxDepth)
        {
            throw Limit(
                $"The document is nested deeper than {_options.MaxDepth} levels.", start, ErrorCodes.DepthLimit);
        }
    }

    private readonly GraphQLSyntaxException Unexpected(Lexer token) =>
        Error($"Unexpected {token.Describe()}.", token.Start);

    private readonly GraphQLSyntaxException Error(string message, int offset) =>
        new($"Syntax Error: {message}", _source.Locate(offset));

    private readonly GraphQLSyntaxException Limit(string message, int offset, string code) =>
        new(message, _source.Locate(offset), code);

    private static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Name => "Name",
        TokenKind.Dollar => "\"$\"",
        TokenKind.ParenOpen => "\"(\"",
        TokenKind.ParenClose => "\")\"",
        TokenKind.Colon => "\":\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketOpen => "\"[\"",
        TokenKind.BracketClose => "\"]\"",
        TokenKind.BraceOpen => "\"{\"",
        TokenKind.BraceClose => "\"}\"",
        _ => kind.ToString(),
    };
}
