namespace LearnerGraph.Domain.Numerics;

/// <summary>An estimate with its 95 % interval.</summary>
public readonly record struct Estimate(double Value, double Low, double High)
{
    public bool Covers(double truth) => Low <= truth && truth <= High;
}
