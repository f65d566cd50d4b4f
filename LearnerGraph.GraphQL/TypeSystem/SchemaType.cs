namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>A type of a schema. Equal types are one object, so types are compared by reference.</summary>
public abstract class SchemaType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    public abstract TypeKind Kind { get; }

    /// <summary>The type without lists and non-null around it.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without an outer non-null.</summary>
    public virtual SchemaType Nullable => this;

    public bool IsNonNull => Kind == TypeKind.NonNull;

    public bool IsInput => Named.Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    public bool IsOutput => Named.Kind != TypeKind.InputObject;

    /// <summary>The list of this type.</summary>
    public ListType AsList() => _list ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type made non-null.</summary>
    public virtual SchemaType AsNonNull() =>
        _nonNull ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null) ?? _nonNull;
}

public enum TypeKind
{
    Scalar = 1,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}

public sealed class ListType : SchemaType
{
    internal ListType(SchemaType item)
    {
        Item = item;
    }

    public SchemaType Item { get; }

    public override TypeKind Kind => TypeKind.List;

    public override NamedType Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

public sealed class NonNullType : SchemaType
{
    internal NonNullType(SchemaType nullable)
    {
        Nullable = nullable;
    }

    public override SchemaType Nullable { get; }

    public override TypeKind Kind => TypeKind.NonNull;

    public override NamedType Named => Nullable.Named;

    public override SchemaType AsNonNull() => this;

    public override string ToString() => $"{Nullable}!";
}
