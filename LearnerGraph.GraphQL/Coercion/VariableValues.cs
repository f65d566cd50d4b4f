namespace LearnerGraph.GraphQL.Coercion;

/// <summary>The coerced variables of one request; a variable that was left out and has no default is absent.</summary>
internal sealed class VariableValues(IReadOnlyDictionary<string, int> positions, object?[] values)
{
    public static readonly VariableValues None = new(new Dictionary<string, int>(), []);

    /// <summary>The value, or <see cref="InputObjectValue.Absent"/>.</summary>
    public object? this[string name] =>
        positions.TryGetValue(name, out var position) ? values[position] : InputObjectValue.Absent;
}
