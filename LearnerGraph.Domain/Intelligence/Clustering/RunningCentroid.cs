namespace LearnerGraph.Domain.Intelligence.Clustering;

/// <summary>The mean of vectors that come and go, without going over the others again.</summary>
/// <remarks>
/// Keeps the sum and the number, not the mean: adding what was taken away brings back the mean to rounding (1e-9 after
/// a thousand changes of unit vectors). The last one taken away leaves exactly nothing.
/// </remarks>
public sealed class RunningCentroid
{
    private readonly double[] _sum;

    public RunningCentroid(int dimension) => _sum = new double[dimension];

    /// <summary>Vectors in it.</summary>
    public int Count { get; private set; }

    public void Add(ReadOnlySpan<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(vector.Length, _sum.Length);
        for (var i = 0; i < vector.Length; i++) _sum[i] += vector[i];
        Count++;
    }

    /// <summary>Takes away a vector that was added; InvalidOperationException where there is none.</summary>
    public void Remove(ReadOnlySpan<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(vector.Length, _sum.Length);
        if (Count == 0) throw new InvalidOperationException("There is no vector to take away.");
        if (--Count == 0) Array.Clear(_sum);
        for (var i = 0; Count > 0 && i < vector.Length; i++) _sum[i] -= vector[i];
    }

    /// <summary>One of its vectors becomes another.</summary>
    public void Move(ReadOnlySpan<float> from, ReadOnlySpan<float> to)
    {
        Add(to);
        Remove(from);
    }

    /// <summary>Σ x / n; zeros where there is none.</summary>
    public void CopyTo(Span<double> mean)
    {
        for (var i = 0; i < _sum.Length; i++) mean[i] = Count == 0 ? 0 : _sum[i] / Count;
    }

    /// <summary>vector · Σ x: the larger, the nearer a unit vector is to all of them by cosine.</summary>
    public double DotSum(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        for (var i = 0; i < _sum.Length; i++) sum += vector[i] * _sum[i];
        return sum;
    }
}
