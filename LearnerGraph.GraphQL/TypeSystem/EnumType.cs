using System.Collections.Frozen;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

public sealed class EnumType(string name) : NamedType(name)
{
    private FrozenDictionary<object, EnumValueDefinition> _byValue =
        FrozenDictionary<object, EnumValueDefinition>.Empty;

    public override TypeKind Kind => TypeKind.Enum;

    public NamedList<EnumValueDefinition> Values { get; } = [];

    /// <summary>The definition of a resolver's value, or of a name given as text.</summary>
    public EnumValueDefinition? FindByValue(object value) =>
        _byValue.TryGetValue(value, out var found) ? found : value is string text ? Values.Find(text) : null;

    internal override void Bind(SchemaBinder binder)
    {
        Values.Freeze();
        for (var i = 0; i < Values.Count; i++)
        {
            Values[i].Ordinal = i;
        }

        // Two names may stand for one CLR value; the first one is the one that is written.
        _byValue = Values.DistinctBy(value => value.Value).ToFrozenDictionary(value => value.Value);
    }
}

public sealed class EnumValueDefinition(string name, object? value = null) : INamed
{
    public string Name { get; } = name;

    /// <summary>What resolvers give and take for it; the name itself unless told otherwise.</summary>
    public object Value { get; } = value ?? name;

    public string? Description { get; set; }

    public string? DeprecationReason { get; set; }

    /// <summary>Directives written at the value, without @deprecated.</summary>
    public IList<DirectiveNode> Directives { get; } = [];

    /// <summary>Position among the values.</summary>
    public int Ordinal { get; internal set; } = -1;

    public override string ToString() => Name;
}
