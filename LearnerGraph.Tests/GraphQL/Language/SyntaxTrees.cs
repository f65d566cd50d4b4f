using System.Collections;
using System.Reflection;
using System.Text;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

/// <summary>What a syntax tree says, without places; found by reflection, so that no member is forgotten.</summary>
internal static class SyntaxTrees
{
    private static readonly string[] Places =
    [
        nameof(SyntaxNode.Start), nameof(SyntaxNode.End), nameof(DocumentNode.Source), nameof(StringValueNode.IsBlock),
        nameof(FieldNode.ResponseName), nameof(TypeNode.Named),
    ];

    public static string Describe(object? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case NameNode name:
                text.Append(name.Value);
                break;
            case string or bool or Enum:
                text.Append('\'').Append(value).Append('\'');
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(text, item);
                    text.Append(' ');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('(');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => !Places.Contains(property.Name)).OrderBy(property => property.Name))
                {
                    text.Append(property.Name).Append('=');
                    Append(text, property.GetValue(value));
                    text.Append(' ');
                }

                text.Append(')');
                break;
        }
    }
}
