using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinition(string name, TypeNode typeReference) : INamed
{
    private SchemaType? _type;
    private NamedType? _parent;

    public string Name { get; } = name;

    public string? Description { get; set; }

    /// <summary>The type as written.</summary>
    public TypeNode TypeReference { get; } = typeReference;

    /// <summary>The type, once the schema is built.</summary>
    public SchemaType Type => _type ?? throw new InvalidOperationException($"Field '{Name}' is in no built schema.");

    /// <summary>The type that declares the field, once the schema is built.</summary>
    public NamedType Parent => _parent ?? throw new InvalidOperationException($"Field '{Name}' is in no built schema.");

    public NamedList<InputValueDefinition> Arguments { get; } = [];

    public string? DeprecationReason { get; set; }

    /// <summary>Directives written at the field, without @deprecated.</summary>
    public IList<DirectiveNode> Directives { get; } = [];

    /// <summary>Position among the fields of its type.</summary>
    public int Ordinal { get; private set; } = -1;

    /// <summary>How the value comes about; set and understood by the execution layer.</summary>
    public object? Resolver { get; set; }

    /// <summary>As errors and logs name it: <c>Type.field</c>.</summary>
    public string Coordinate => _parent is null ? Name : $"{_parent.Name}.{Name}";

    public override string ToString() => Coordinate;

    internal void Bind(NamedType parent, int ordinal, SchemaBinder binder)
    {
        _parent = parent;
        Ordinal = ordinal;
        _type = binder.Resolve(TypeReference);
        Arguments.Freeze();
        for (var i = 0; i < Arguments.Count; i++)
        {
            Arguments[i].Bind(i, binder);
        }
    }
}
