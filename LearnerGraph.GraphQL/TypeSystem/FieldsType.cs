namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>A type whose fields are selected: an object or an interface.</summary>
public abstract class FieldsType(string name) : NamedType(name)
{
    private readonly List<string> _interfaceNames = [];

    public NamedList<FieldDefinition> Fields { get; } = [];

    /// <summary>What the type declares to implement, once the schema is built.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; private set; } = [];

    public IReadOnlyList<string> InterfaceNames => _interfaceNames;

    public void AddInterface(string interfaceName) => _interfaceNames.Add(interfaceName);

    public bool Implements(InterfaceType type)
    {
        for (var i = 0; i < Interfaces.Count; i++)
        {
            if (ReferenceEquals(Interfaces[i], type))
            {
                return true;
            }
        }

        return false;
    }

    internal override void Bind(SchemaBinder binder)
    {
        Interfaces = binder.Find<InterfaceType>(_interfaceNames, this, "implement");
        Fields.Freeze();
        for (var i = 0; i < Fields.Count; i++)
        {
            Fields[i].Bind(this, i, binder);
        }
    }
}

public sealed class ObjectType(string name) : FieldsType(name)
{
    public override TypeKind Kind => TypeKind.Object;
}
