using System.Text;

namespace LearnerGraph.GraphQL.Language;

/// <summary>Turns syntax trees back into text; parsing the text gives the same tree.</summary>
public static class SyntaxPrinter
{
    public static string Print(SyntaxNode node)
    {
        var writer = new SyntaxWriter(new StringBuilder());
        writer.Write(node);
        return writer.ToString();
    }
}
