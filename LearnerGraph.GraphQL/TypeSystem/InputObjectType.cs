namespace LearnerGraph.GraphQL.TypeSystem;

public sealed class InputObjectType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.InputObject;

    public NamedList<InputValueDefinition> Fields { get; } = [];

    /// <summary>Whether exactly one field is given.</summary>
    public bool IsOneOf { get; set; }

    internal override void Bind(SchemaBinder binder)
    {
        Fields.Freeze();
        for (var i = 0; i < Fields.Count; i++)
        {
            Fields[i].Bind(i, binder);
        }
    }
}
