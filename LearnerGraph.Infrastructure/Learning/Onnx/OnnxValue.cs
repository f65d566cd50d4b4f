namespace LearnerGraph.Infrastructure.Learning.Onnx;

/// <summary>A tensor of floats or of whole numbers, row-major.</summary>
internal sealed record OnnxValue(int[] Shape, float[]? Floats, long[]? Wholes)
{
    public int Count => Floats?.Length ?? Wholes!.Length;

    public bool IsWhole => Wholes is not null;

    public static OnnxValue Of(float[] values, params int[] shape) => new(shape, values, null);

    public static OnnxValue Of(long[] values, params int[] shape) => new(shape, null, values);

    public float[] NeedFloats() => Floats ?? throw new InvalidDataException("Floats are wanted here.");

    public long[] NeedWholes() => Wholes ?? throw new InvalidDataException("Whole numbers are wanted here.");

    /// <summary>An axis counted from either end, as one from the front.</summary>
    public int Axis(long axis)
    {
        int found = (int)(axis < 0 ? axis + Shape.Length : axis);
        return found >= 0 && found < Shape.Length
            ? found
            : throw new InvalidDataException($"A tensor of {Shape.Length} dimensions has no axis {axis}.");
    }

    /// <summary>The product of some sizes.</summary>
    public static int Product(ReadOnlySpan<int> sizes)
    {
        int product = 1;
        foreach (int size in sizes) product = checked(product * size);
        return product;
    }
}
