namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>Places where a directive may stand.</summary>
[Flags]
public enum DirectiveLocations
{
    None = 0,
    Query = 1 << 0,
    Mutation = 1 << 1,
    Subscription = 1 << 2,
    Field = 1 << 3,
    FragmentDefinition = 1 << 4,
    FragmentSpread = 1 << 5,
    InlineFragment = 1 << 6,
    VariableDefinition = 1 << 7,
    Schema = 1 << 8,
    Scalar = 1 << 9,
    Object = 1 << 10,
    FieldDefinition = 1 << 11,
    ArgumentDefinition = 1 << 12,
    Interface = 1 << 13,
    Union = 1 << 14,
    Enum = 1 << 15,
    EnumValue = 1 << 16,
    InputObject = 1 << 17,
    InputFieldDefinition = 1 << 18,
    DirectiveDefinition = 1 << 19,
}

/// <summary>Directive locations and the names that schema language has for them.</summary>
public static class DirectiveLocationNames
{
    private static readonly string[] Names =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
        "DIRECTIVE_DEFINITION",
    ];

    public static IReadOnlyList<string> All => Names;

    public static IReadOnlyList<string> Of(DirectiveLocations locations)
    {
        var names = new List<string>();
        for (var i = 0; i < Names.Length; i++)
        {
            if (((int)locations & (1 << i)) != 0)
            {
                names.Add(Names[i]);
            }
        }

        return names;
    }

    /// <summary>The location of that name, or None.</summary>
    public static DirectiveLocations Find(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? DirectiveLocations.None : (DirectiveLocations)(1 << index);
    }
}
