namespace LearnerGraph.GraphQL.Language;

internal enum TokenKind : byte
{
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    ParenOpen,
    ParenClose,
    Spread,
    Colon,
    Equal,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
    Name,
    Int,
    Float,
    String,
    BlockString,
}
