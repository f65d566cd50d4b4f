namespace LearnerGraph.GraphQL.Execution;

/// <summary>Writes values of a scalar or enum into the response.</summary>
internal abstract class LeafCodec
{
    /// <summary>Throws <see cref="LeafException"/> for a value that the type does not have.</summary>
    public abstract void Write(object value, ref ResultValue slot);
}

/// <summary>A codec that takes values of one CLR type without boxing them.</summary>
internal abstract class LeafCodec<T> : LeafCodec
{
    public abstract void Write(T value, ref ResultValue slot);

    public override void Write(object value, ref ResultValue slot)
    {
        if (value is not T typed)
        {
            throw new LeafException($"A {value.GetType().Name} cannot be written as {typeof(T).Name}.");
        }

        Write(typed, ref slot);
    }
}

/// <summary>A resolver gave a value that its field's type cannot represent: a bug, not a refusal.</summary>
internal sealed class LeafException(string message) : Exception(message);
