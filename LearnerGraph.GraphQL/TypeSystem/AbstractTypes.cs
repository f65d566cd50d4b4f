namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>An interface or a union: a runtime type is needed to know the fields.</summary>
public interface IAbstractType
{
    string Name { get; }

    IReadOnlyList<ObjectType> PossibleTypes { get; }

    /// <summary>Finds the object type of a value; set by the layer that knows the values.</summary>
    Func<object, ObjectType?>? ResolveType { get; set; }

    bool IsPossible(ObjectType type);
}

public sealed class InterfaceType(string name) : FieldsType(name), IAbstractType
{
    private PossibleTypes _possible = TypeSystem.PossibleTypes.None;

    public override TypeKind Kind => TypeKind.Interface;

    public IReadOnlyList<ObjectType> PossibleTypes => _possible.Types;

    public Func<object, ObjectType?>? ResolveType { get; set; }

    public bool IsPossible(ObjectType type) => _possible.Contains(type);

    internal void SetPossibleTypes(IReadOnlyList<ObjectType> types) => _possible = new PossibleTypes(types);
}

public sealed class UnionType(string name) : NamedType(name), IAbstractType
{
    private readonly List<string> _memberNames = [];
    private PossibleTypes _possible = TypeSystem.PossibleTypes.None;

    public override TypeKind Kind => TypeKind.Union;

    public IReadOnlyList<string> MemberNames => _memberNames;

    public IReadOnlyList<ObjectType> PossibleTypes => _possible.Types;

    public Func<object, ObjectType?>? ResolveType { get; set; }

    public bool IsPossible(ObjectType type) => _possible.Contains(type);

    public void AddMember(string typeName) => _memberNames.Add(typeName);

    internal override void Bind(SchemaBinder binder) =>
        _possible = new PossibleTypes(binder.Find<ObjectType>(_memberNames, this, "include"));
}
