using System.Text;
using System.Text.Unicode;

namespace LearnerGraph.GraphQL.Language;

/// <summary>Parses documents of the September 2025 edition; throws only <see cref="GraphQLSyntaxException"/>.</summary>
public static class Parser
{
    public static DocumentNode Parse(string text, ParserOptions? options = null) =>
        Parse(new SourceText(text), options);

    public static DocumentNode Parse(SourceText source, ParserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Check(source);
        try
        {
            var parser = new SyntaxParser(source, options ?? ParserOptions.Default);
            return parser.ParseDocument();
        }
        catch (LexicalError error)
        {
            throw Located(error, source);
        }
    }

    /// <summary>A literal without variables.</summary>
    public static ValueNode ParseConstValue(string text)
    {
        var source = new SourceText(text);
        Check(source);
        try
        {
            var parser = new SyntaxParser(source, ParserOptions.Default);
            return parser.ParseLoneValue();
        }
        catch (LexicalError error)
        {
            throw Located(error, source);
        }
    }

    /// <summary>A type reference.</summary>
    public static TypeNode ParseType(string text)
    {
        var source = new SourceText(text);
        Check(source);
        try
        {
            var parser = new SyntaxParser(source, ParserOptions.Default);
            return parser.ParseLoneType();
        }
        catch (LexicalError error)
        {
            throw Located(error, source);
        }
    }

    private static GraphQLSyntaxException Located(LexicalError error, SourceText source) =>
        new($"Syntax Error: {error.Message}", source.Locate(error.Offset));

    // The lexer looks at bytes; what is no UTF-8 (or an unpaired surrogate of a string) is refused before it starts.
    private static void Check(SourceText source)
    {
        var bytes = source.Utf8.Span;
        if (Utf8.IsValid(bytes))
        {
            return;
        }

        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        throw new GraphQLSyntaxException("Syntax Error: Invalid character.", source.Locate(offset));
    }
}
