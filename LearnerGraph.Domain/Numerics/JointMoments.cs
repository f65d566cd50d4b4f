namespace LearnerGraph.Domain.Numerics;

/// <summary>Moments of pairs: both margins and the summed cross-products of deviations.</summary>
public readonly record struct JointMoments(Moments X, Moments Y, double Cross)
{
    public static JointMoments Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        Moments mx = Moments.Of(x), my = Moments.Of(y);
        double cross = 0, restX = 0, restY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var dx = x[i] - mx.Mean - mx.MeanTail;
            var dy = y[i] - my.Mean - my.MeanTail;
            cross += dx * dy;
            restX += dx;
            restY += dy;
        }

        return new(mx, my, x.Length == 0 ? 0 : cross - (restX * restY / x.Length));
    }

    /// <summary>(n-1) covariance; NaN below two pairs.</summary>
    public double Covariance => X.Count < 2 ? double.NaN : Cross / (X.Count - 1);

    public JointMoments Merge(JointMoments other)
    {
        if (X.Count == 0) return other;
        if (other.X.Count == 0) return this;
        var share = X.Count / (X.Count + other.X.Count) * other.X.Count;
        var between = other.X.Minus(X) * other.Y.Minus(Y) * share;
        return new(X.Merge(other.X), Y.Merge(other.Y), Cross + other.Cross + between);
    }
}
