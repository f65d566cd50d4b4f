using System.Globalization;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>
/// The directives of static cost analysis, <c>@cost</c> and <c>@listSize</c>, as in IBM's cost specification. They are
/// defined in a schema as soon as something in it carries them.
/// </summary>
public static class CostDirectives
{
    public const string CostName = "cost";
    public const string ListSizeName = "listSize";

    /// <summary>The weight of a field, argument or type.</summary>
    public static DirectiveNode Cost(double weight) => new(
        new NameNode(CostName),
        [Argument("weight", new StringValueNode(weight.ToString(CultureInfo.InvariantCulture)))]);

    /// <summary>How many items a list has: by an argument, or assumed; it may be that of fields of the value.</summary>
    public static DirectiveNode ListSize(
        int? assumedSize, IReadOnlyList<string> slicingArguments, IReadOnlyList<string> sizedFields,
        int? slicingArgumentDefault = null, bool requireOneSlicingArgument = false)
    {
        var arguments = new List<ArgumentNode>();
        if (assumedSize is { } assumed)
        {
            arguments.Add(Argument("assumedSize", Number(assumed)));
        }

        if (slicingArguments.Count > 0)
        {
            arguments.Add(Argument("slicingArguments", Names(slicingArguments)));
        }

        if (slicingArgumentDefault is { } usual)
        {
            arguments.Add(Argument("slicingArgumentDefaultValue", Number(usual)));
        }

        if (sizedFields.Count > 0)
        {
            arguments.Add(Argument("sizedFields", Names(sizedFields)));
        }

        if (requireOneSlicingArgument)
        {
            arguments.Add(Argument("requireOneSlicingArgument", new BooleanValueNode(true)));
        }

        return new DirectiveNode(new NameNode(ListSizeName), arguments);
    }

    internal static DirectiveDefinition DefineCost()
    {
        var directive = new DirectiveDefinition(
            CostName,
            DirectiveLocations.ArgumentDefinition | DirectiveLocations.Enum | DirectiveLocations.FieldDefinition
                | DirectiveLocations.InputFieldDefinition | DirectiveLocations.Object | DirectiveLocations.Scalar)
        {
            Description = "What the element adds to the cost of an operation.",
        };
        directive.Arguments.Add(new InputValueDefinition("weight", Reference.NonNull("String"))
        {
            Description = "A number, written as text.",
        });
        return directive;
    }

    internal static DirectiveDefinition DefineListSize()
    {
        var directive = new DirectiveDefinition(ListSizeName, DirectiveLocations.FieldDefinition)
        {
            Description = "How many items cost analysis counts for a list.",
        };
        directive.Arguments.Add(new InputValueDefinition("assumedSize", Reference.Named("Int"))
        {
            Description = "Size where no argument tells it.",
        });
        directive.Arguments.Add(new InputValueDefinition("slicingArguments", Reference.List("String"))
        {
            Description = "Arguments that limit the list.",
        });
        directive.Arguments.Add(new InputValueDefinition("slicingArgumentDefaultValue", Reference.Named("Int"))
        {
            Description = "Size where none of these arguments is given.",
        });
        directive.Arguments.Add(new InputValueDefinition("sizedFields", Reference.List("String"))
        {
            Description = "Fields of the returned object that are the list.",
        });
        directive.Arguments.Add(new InputValueDefinition("requireOneSlicingArgument", Reference.NonNull("Boolean"))
        {
            Description = "Whether exactly one of these arguments has to be given.",
            DefaultValue = new BooleanValueNode(false),
        });
        return directive;
    }

    private static ArgumentNode Argument(string name, ValueNode value) => new(new NameNode(name), value);

    private static IntValueNode Number(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    private static ListValueNode Names(IReadOnlyList<string> names) =>
        new([.. names.Select(name => new StringValueNode(name))]);
}
