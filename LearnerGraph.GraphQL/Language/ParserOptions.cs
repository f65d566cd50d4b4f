namespace LearnerGraph.GraphQL.Language;

/// <summary>What a document may be at most, and where its names come from.</summary>
public sealed record ParserOptions
{
    /// <summary>For schema files and other trusted text: only nesting is limited, for the stack's sake.</summary>
    public static readonly ParserOptions Trusted = new()
    {
        MaxTokens = int.MaxValue, MaxFields = int.MaxValue, MaxAliases = int.MaxValue, MaxDirectives = int.MaxValue,
    };

    public static readonly ParserOptions Default = new();

    /// <summary>Nesting of selection sets, lists and objects together.</summary>
    public int MaxDepth { get; init; } = 200;

    public int MaxTokens { get; init; } = 20_000;

    /// <summary>Fields written anywhere in the document.</summary>
    public int MaxFields { get; init; } = 2_048;

    public int MaxAliases { get; init; } = 1_000;

    /// <summary>Directives at one place.</summary>
    public int MaxDirectives { get; init; } = 8;

    /// <summary>The schema's names.</summary>
    public NameTable Names { get; init; } = NameTable.Common;
}
