using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>A type with a name. It is filled in while a schema is built and read-only afterwards.</summary>
public abstract class NamedType(string name) : SchemaType, INamed
{
    public string Name { get; } = name;

    public string? Description { get; set; }

    public override NamedType Named => this;

    /// <summary>Directives written at the type, without those that have a property of their own.</summary>
    public IList<DirectiveNode> Directives { get; } = [];

    /// <summary>Position among the schema's types.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>Whatever the layer that made the type keeps with it, such as its CLR type.</summary>
    public object? Binding { get; set; }

    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    public bool IsIntrospection => Name.StartsWith("__", StringComparison.Ordinal);

    public override string ToString() => Name;

    internal abstract void Bind(SchemaBinder binder);
}
