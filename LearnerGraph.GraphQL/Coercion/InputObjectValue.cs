using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>A coerced input object: one slot for each field, <see cref="Absent"/> where nothing was given.</summary>
internal sealed class InputObjectValue(InputObjectType type)
{
    /// <summary>Stands for an input that was left out, which is not the same as null.</summary>
    public static readonly object Absent = new();

    public InputObjectType Type { get; } = type;

    public object?[] Values { get; } = Blank(type.Fields.Count);

    /// <summary>The value of a field; false where it was left out.</summary>
    public bool TryGet(string field, out object? value)
    {
        value = Type.Fields.Find(field) is { } definition ? Values[definition.Ordinal] : Absent;
        if (ReferenceEquals(value, Absent))
        {
            value = null;
            return false;
        }

        return true;
    }

    private static object?[] Blank(int count)
    {
        var values = new object?[count];
        Array.Fill(values, Absent);
        return values;
    }
}
