using System.Collections.Frozen;
using System.Globalization;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>What the cost directives of a schema say, read once.</summary>
internal sealed class CostModel
{
    private readonly FrozenDictionary<FieldDefinition, FieldWeight> _fields;
    private readonly CostOptions _options;

    public CostModel(Schema schema, CostOptions options)
    {
        _options = options;
        var fields = new Dictionary<FieldDefinition, FieldWeight>();
        foreach (var type in schema.Types)
        {
            if (type is FieldsType parent)
            {
                foreach (var field in parent.Fields)
                {
                    fields[field] = Read(field, ReferenceEquals(parent, schema.Mutation));
                }
            }
        }

        _fields = fields.ToFrozenDictionary();
    }

    public FieldWeight Of(FieldDefinition field) =>
        _fields.TryGetValue(field, out var weight) ? weight : new FieldWeight { TypeWeight = 1, ListSize = 1 };

    private FieldWeight Read(FieldDefinition field, bool isMutation)
    {
        var named = field.Type.Named;
        var listSize = Find(field.Directives, CostDirectives.ListSizeName);
        var arguments = new List<(string Name, double Weight)>();
        foreach (var argument in field.Arguments)
        {
            if (WeightOf(argument.Directives) is { } weight)
            {
                arguments.Add((argument.Name, weight));
            }
        }

        return new FieldWeight
        {
            Weight = WeightOf(field.Directives)
                ?? (isMutation ? _options.MutationWeight : named.IsComposite && !named.IsIntrospection ? 1 : 0),
            TypeWeight = WeightOf(named.Directives) ?? (named.IsComposite ? 1 : 0),
            ListSize = Number(listSize, "assumedSize") ?? _options.DefaultListSize,
            SlicingArguments = Names(listSize, "slicingArguments"),
            SlicingDefault = Number(listSize, "slicingArgumentDefaultValue"),
            SizedFields = Names(listSize, "sizedFields"),
            Arguments = [.. arguments],
        };
    }

    private static double? WeightOf(IList<DirectiveNode> directives) =>
        Find(directives, CostDirectives.CostName)?.Find("weight")?.Value is StringValueNode text
        && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : null;

    private static DirectiveNode? Find(IList<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value == name)
            {
                return directive;
            }
        }

        return null;
    }

    private static int? Number(DirectiveNode? directive, string argument) =>
        directive?.Find(argument)?.Value is IntValueNode number
        && int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static string[] Names(DirectiveNode? directive, string argument) => directive?.Find(argument)?.Value switch
    {
        ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };
}

/// <summary>The cost of one field.</summary>
internal sealed class FieldWeight
{
    public double Weight { get; init; }

    public double TypeWeight { get; init; }

    /// <summary>Items when no argument tells.</summary>
    public int ListSize { get; init; }

    public string[] SlicingArguments { get; init; } = [];

    public int? SlicingDefault { get; init; }

    /// <summary>Fields of the value that have the size, instead of the field itself.</summary>
    public string[] SizedFields { get; init; } = [];

    public (string Name, double Weight)[] Arguments { get; init; } = [];
}
