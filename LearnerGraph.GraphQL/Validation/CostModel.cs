using System.Collections.Frozen;
using System.Globalization;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>What the cost directives of a schema say, read once.</summary>
internal sealed class CostModel
{
    private readonly FrozenDictionary<FieldDefinition, FieldWeight> _fields;
    private readonly Dictionary<InputValueDefinition, double> _inputs = [];
    private readonly HashSet<InputObjectType> _weighted = [];
    private readonly CostOptions _options;

    public CostModel(Schema schema, CostOptions options)
    {
        _options = options;
        ReadInputs(schema);
        var fields = new Dictionary<FieldDefinition, FieldWeight>();
        foreach (var type in schema.Types)
        {
            if (type is FieldsType parent)
            {
                foreach (var field in parent.Fields)
                {
                    fields[field] = Read(parent, field, ReferenceEquals(parent, schema.Mutation));
                }
            }
        }

        _fields = fields.ToFrozenDictionary();
    }

    public FieldWeight Of(FieldDefinition field) =>
        _fields.TryGetValue(field, out var weight) ? weight : new FieldWeight { TypeWeight = 1, ListSize = 1 };

    /// <summary>What giving the input costs by itself.</summary>
    public double WeightOf(InputValueDefinition input) => _inputs.GetValueOrDefault(input);

    /// <summary>Whether a value of the type can hold an input with a weight, at any depth.</summary>
    public bool HoldsWeight(NamedType type) => type is InputObjectType input && _weighted.Contains(input);

    // Types may hold each other in a circle: go on until nothing is added.
    private void ReadInputs(Schema schema)
    {
        var types = schema.Types.OfType<InputObjectType>().ToArray();
        foreach (var input in types.SelectMany(type => type.Fields))
        {
            AddWeight(input);
        }

        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var type in types)
            {
                if (type.Fields.Any(field => _inputs.ContainsKey(field) || HoldsWeight(field.Type.Named)))
                {
                    isChanged |= _weighted.Add(type);
                }
            }
        }
        while (isChanged);
    }

    private void AddWeight(InputValueDefinition input)
    {
        if (WeightOf(input.Directives) is { } weight)
        {
            _inputs.Add(input, weight);
        }
    }

    private FieldWeight Read(FieldsType parent, FieldDefinition field, bool isMutation)
    {
        var named = field.Type.Named;
        var listSize = Find(field.Directives, CostDirectives.ListSizeName);
        foreach (var argument in field.Arguments)
        {
            AddWeight(argument);
        }

        return new FieldWeight
        {
            Weight = WeightOf(field.Directives)
                ?? (isMutation ? _options.MutationWeight : named.IsComposite && !named.IsIntrospection ? 1 : 0),
            TypeWeight = WeightOf(named.Directives) ?? (named.IsComposite ? 1 : 0),
            ListSize = Number(listSize, "assumedSize") ?? _options.DefaultListSize,
            SlicingArguments = [.. Names(listSize, "slicingArguments").Select(path => Slicing(parent, field, path))],
            SlicingDefault = Number(listSize, "slicingArgumentDefaultValue"),
            RequiresOneSlicing =
                listSize?.Find("requireOneSlicingArgument")?.Value is BooleanValueNode { Value: true },
            SizedFields = Names(listSize, "sizedFields"),
            Arguments = [.. field.Arguments.Where(
                argument => _inputs.ContainsKey(argument) || HoldsWeight(argument.Type.Named))],
        };
    }

    // "first", or "input.page.first" for a field inside of an input object.
    private static InputValueDefinition[] Slicing(FieldsType parent, FieldDefinition field, string path)
    {
        var steps = new List<InputValueDefinition>();
        var inputs = (IReadOnlyList<InputValueDefinition>)field.Arguments;
        foreach (var name in path.Split('.'))
        {
            steps.Add(inputs.FirstOrDefault(input => input.Name == name) ?? throw new SchemaException(
                $"Field \"{parent.Name}.{field.Name}\" has no slicing argument \"{path}\"."));
            inputs = (steps[^1].Type.Nullable as InputObjectType)?.Fields ?? [];
        }

        return [.. steps];
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

    /// <summary>Each as the way from an argument to the input that tells the size.</summary>
    public InputValueDefinition[][] SlicingArguments { get; init; } = [];

    public int? SlicingDefault { get; init; }

    /// <summary>Whether exactly one of them has to be given, unless there is a default.</summary>
    public bool RequiresOneSlicing { get; init; }

    /// <summary>Fields of the value that have the size, instead of the field itself.</summary>
    public string[] SizedFields { get; init; } = [];

    /// <summary>Those with a weight of their own or of something inside of them.</summary>
    public InputValueDefinition[] Arguments { get; init; } = [];
}
