using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValueDefinition(string name, TypeNode typeReference) : INamed
{
    private SchemaType? _type;

    public string Name { get; } = name;

    public string? Description { get; set; }

    /// <summary>The type as written.</summary>
    public TypeNode TypeReference { get; } = typeReference;

    /// <summary>The type, once the schema is built.</summary>
    public SchemaType Type => _type ?? throw new InvalidOperationException($"Input '{Name}' is in no built schema.");

    public ValueNode? DefaultValue { get; set; }

    /// <summary>Kept by the coercion layer, so that a default is read once.</summary>
    public object? CoercedDefault { get; set; }

    public string? DeprecationReason { get; set; }

    /// <summary>Directives written at the input, without @deprecated.</summary>
    public IList<DirectiveNode> Directives { get; } = [];

    /// <summary>Position among its siblings.</summary>
    public int Ordinal { get; private set; } = -1;

    /// <summary>Whatever the layer that made the input keeps with it.</summary>
    public object? Binding { get; set; }

    /// <summary>Non-null and without default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;

    public override string ToString() => Name;

    internal void Bind(int ordinal, SchemaBinder binder)
    {
        Ordinal = ordinal;
        _type = binder.Resolve(TypeReference);
    }
}
