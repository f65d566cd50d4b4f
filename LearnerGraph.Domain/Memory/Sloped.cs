using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LearnerGraph.Domain.Memory;

/// <summary>One slope for each of the 21 weights.</summary>
[InlineArray(Fsrs6.WeightCount)]
internal struct Slopes
{
    private double _first;
}

/// <summary>A number with its slopes by the weights: arithmetic carries both along (forward differentiation).</summary>
internal struct Sloped
{
    private Slopes _slopes;

    public Sloped(double value) => Value = value;

    public double Value { get; private set; }

    public readonly double SlopeOf(int weight) => _slopes[weight];

    /// <summary>A weight itself: its slope by itself is 1.</summary>
    public static Sloped Weight(int index, double value)
    {
        var weight = new Sloped(value);
        weight._slopes[index] = 1;
        return weight;
    }

    public static implicit operator Sloped(double value) => new(value);

    public static Sloped operator +(in Sloped a, in Sloped b) => Joined(a.Value + b.Value, a, 1, b, 1);

    public static Sloped operator -(in Sloped a, in Sloped b) => Joined(a.Value - b.Value, a, 1, b, -1);

    public static Sloped operator *(in Sloped a, in Sloped b) => Joined(a.Value * b.Value, a, b.Value, b, a.Value);

    public static Sloped operator /(in Sloped a, in Sloped b) =>
        Joined(a.Value / b.Value, a, 1 / b.Value, b, -a.Value / (b.Value * b.Value));

    public static Sloped Exp(in Sloped a)
    {
        double value = Math.Exp(a.Value);
        return Mapped(value, a, value);
    }

    /// <summary>a^b for a > 0.</summary>
    public static Sloped Pow(in Sloped a, in Sloped b)
    {
        double value = Math.Pow(a.Value, b.Value);
        return Joined(value, a, b.Value * value / a.Value, b, value * Math.Log(a.Value));
    }

    /// <summary>The smaller; slopes are those of the one that counts.</summary>
    public static Sloped Min(in Sloped a, in Sloped b) => a.Value <= b.Value ? a : b;

    /// <summary>Held inside bounds; level where a bound holds it.</summary>
    public static Sloped Clamp(in Sloped a, double least, double most) =>
        a.Value < least ? least : a.Value > most ? most : a;

    private static Sloped Mapped(double value, in Sloped a, double slope)
    {
        var result = new Sloped(value);
        TensorPrimitives.Multiply<double>(a._slopes, slope, result._slopes);
        return result;
    }

    private static Sloped Joined(double value, in Sloped a, double slopeA, in Sloped b, double slopeB)
    {
        var result = new Sloped(value);
        TensorPrimitives.Multiply<double>(b._slopes, slopeB, result._slopes);
        TensorPrimitives.MultiplyAdd<double>(a._slopes, slopeA, result._slopes, result._slopes);
        return result;
    }
}
