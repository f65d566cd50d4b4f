namespace LearnerGraph.Domain.Numerics;

/// <summary>A running sum in twice the precision of a double, as the unevaluated sum of two.</summary>
/// <remarks>Knuth's TwoSum; Dekker, "A floating-point technique for extending the available precision", 1971.</remarks>
public struct DoubledSum
{
    private double _high;
    private double _low;

    public readonly double Value => _high + _low;

    /// <summary>a + b as the rounded sum and its exact error.</summary>
    public static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    public void Add(double value)
    {
        (_high, var error) = TwoSum(_high, value);
        _low += error;
    }

    /// <summary>The quotient, doubled as well: the remainder is exact by a fused multiply-add.</summary>
    public readonly (double Quotient, double Tail) DividedBy(double divisor)
    {
        var (high, low) = TwoSum(_high, _low);
        var quotient = high / divisor;
        var remainder = Math.FusedMultiplyAdd(-quotient, divisor, high) + low;
        return TwoSum(quotient, remainder / divisor);
    }
}
