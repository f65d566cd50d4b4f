namespace LearnerGraph.GraphQL;

/// <summary>An input member that tells "left out" from "given as null".</summary>
public readonly record struct Optional<T>(T? Value, bool HasValue)
{
    public Optional(T? value)
        : this(value, true)
    {
    }

    public static implicit operator Optional<T>(T? value) => new(value);
}
