using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>The fields of one or more selection sets by response name, each fragment followed once.</summary>
internal sealed class FieldGroups(ValidationContext context)
{
    private readonly Dictionary<string, List<MergedField>> _byName = new(StringComparer.Ordinal);
    private HashSet<string>? _visited;

    public Dictionary<string, List<MergedField>>.ValueCollection All => _byName.Values;

    /// <summary>Adds the set's fields; returns how many selections it looked at.</summary>
    public int Collect(SelectionSetNode set, NamedType? parent, MergedField? outer)
    {
        var selections = set.Selections;
        var work = selections.Count;
        for (var i = 0; i < selections.Count; i++)
        {
            switch (selections[i])
            {
                case FieldNode field:
                    Add(new MergedField(field, parent, FindDefinition(parent, field.Name.Value), outer));
                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is { } condition
                        ? context.Schema.FindType(condition.Name)
                        : parent;
                    work += Collect(inline.SelectionSet, type, outer);
                    break;
                case FragmentSpreadNode spread:
                    _visited ??= new HashSet<string>(StringComparer.Ordinal);
                    if (_visited.Add(spread.Name.Value)
                        && context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
                    {
                        work += Collect(fragment.Selections, fragment.Type, outer);
                    }

                    break;
            }
        }

        return work;
    }

    // Meta fields count as fields without type, as in the reference implementation.
    private static FieldDefinition? FindDefinition(NamedType? parent, string name) =>
        parent is FieldsType fields ? fields.Fields.Find(name) : null;

    private void Add(MergedField field)
    {
        var name = field.Node.ResponseName;
        if (!_byName.TryGetValue(name, out var group))
        {
            _byName[name] = group = new List<MergedField>(1);
        }

        group.Add(field);
    }
}

/// <summary>
/// A set of fields by their places in the source. A field's parent type follows from its place, so equal sets give
/// equal results.
/// </summary>
internal readonly struct FieldSet : IEquatable<FieldSet>
{
    private readonly int[] _places;
    private readonly int _hash;

    public FieldSet(List<MergedField> fields, bool shapeOnly)
    {
        _places = new int[fields.Count + 1];
        for (var i = 0; i < fields.Count; i++)
        {
            _places[i] = fields[i].Node.Start;
        }

        _places[^1] = shapeOnly ? -2 : -1;
        Array.Sort(_places);
        var hash = default(HashCode);
        foreach (var place in _places)
        {
            hash.Add(place);
        }

        _hash = hash.ToHashCode();
    }

    public bool Equals(FieldSet other) => _hash == other._hash && _places.AsSpan().SequenceEqual(other._places);

    public override bool Equals(object? obj) => obj is FieldSet other && Equals(other);

    public override int GetHashCode() => _hash;
}
