using System.Globalization;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>What cost analysis reads at a field, written as the cost directives have it.</summary>
internal static class CostDirectives
{
    public static DirectiveNode Cost(double weight) => new(
        new NameNode("cost"),
        [Argument("weight", new StringValueNode(weight.ToString(CultureInfo.InvariantCulture)))]);

    public static DirectiveNode ListSize(int assumedSize, string[] slicingArguments, string[] sizedFields)
    {
        var arguments = new List<ArgumentNode>();
        if (assumedSize > 0)
        {
            arguments.Add(Argument(
                "assumedSize", new IntValueNode(assumedSize.ToString(CultureInfo.InvariantCulture))));
        }

        Add(arguments, "slicingArguments", slicingArguments);
        Add(arguments, "sizedFields", sizedFields);
        arguments.Add(Argument("requireOneSlicingArgument", new BooleanValueNode(false)));
        return new DirectiveNode(new NameNode("listSize"), [.. arguments]);
    }

    private static void Add(List<ArgumentNode> arguments, string name, string[] values)
    {
        if (values.Length > 0)
        {
            arguments.Add(Argument(
                name, new ListValueNode([.. values.Select(value => (ValueNode)new StringValueNode(value))])));
        }
    }

    private static ArgumentNode Argument(string name, ValueNode value) => new(new NameNode(name), value);
}
