namespace LearnerGraph.GraphQL.TypeSystem;

public sealed class DirectiveDefinition(string name, DirectiveLocations locations) : INamed
{
    public string Name { get; } = name;

    public string? Description { get; set; }

    public string? DeprecationReason { get; set; }

    public DirectiveLocations Locations { get; } = locations;

    public bool IsRepeatable { get; init; }

    /// <summary>One that the specification defines.</summary>
    public bool IsBuiltIn { get; internal init; }

    public NamedList<InputValueDefinition> Arguments { get; } = [];

    public override string ToString() => "@" + Name;

    internal void Bind(SchemaBinder binder)
    {
        Arguments.Freeze();
        for (var i = 0; i < Arguments.Count; i++)
        {
            Arguments[i].Bind(i, binder);
        }
    }
}
