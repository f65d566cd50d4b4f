namespace LearnerGraph.Domain.Numerics;

/// <summary>Gauss-Legendre quadrature of any order.</summary>
public static class GaussLegendre
{
    /// <summary>Nodes, ascending, and weights for an interval; exact for polynomials below degree 2 n.</summary>
    /// <remarks>Newton's method on the Legendre polynomial from Tricomi's guess; about 1e-15.</remarks>
    public static (double[] Nodes, double[] Weights) On(double from, double to, int n)
    {
        var (nodes, weights) = (new double[n], new double[n]);
        double middle = (from + to) / 2, half = (to - from) / 2;
        for (var i = 0; i < (n + 1) / 2; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 0;
            for (var step = 0; step < 10; step++)
            {
                double before = 1, value = x;
                for (var k = 2; k <= n; k++)
                    (before, value) = (value, (((2 * k) - 1) * x * value - ((k - 1) * before)) / k);
                slope = n * ((x * value) - before) / ((x * x) - 1);
                var correction = value / slope;
                x -= correction;
                if (Math.Abs(correction) < 1e-15) break;
            }

            var weight = 2 * half / ((1 - (x * x)) * slope * slope);
            (nodes[i], weights[i]) = (middle - (half * x), weight);
            (nodes[n - 1 - i], weights[n - 1 - i]) = (middle + (half * x), weight);
        }

        return (nodes, weights);
    }
}
