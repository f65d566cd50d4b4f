using System.Numerics.Tensors;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>k-means with seeds spread by k-means++, the best of several starts.</summary>
/// <remarks>
/// S. Lloyd, "Least squares quantization in PCM", IEEE TIT 28(2), 1982; D. Arthur, S. Vassilvitskii, "k-means++", SODA
/// 2007. A cluster that loses all of its rows takes the row that is farthest from its own centroid. Sums are doubles.
/// </remarks>
public sealed class KMeans(int clusters, ulong seed = 42, int restarts = 10, int iterations = 300) : IClustering
{
    /// <summary>Mean squared movement of centroids, relative to the variance, that counts as none.</summary>
    private const double Tolerance = 1e-6;

    public string Name => "kmeans";

    public Grouping Group(ReadOnlySpan<float> rows, int dimension, CancellationToken ct)
    {
        var fit = Fit(rows, dimension, ct);
        var chances = new double[fit.Labels.Length];
        Array.Fill(chances, 1);
        return new Grouping(fit.Labels, chances, fit.Clusters);
    }

    /// <summary>Also centroids and Σ |x - its centroid|²; never more clusters than rows.</summary>
    public KMeansFit Fit(ReadOnlySpan<float> rows, int dimension, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clusters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var count = rows.Length / dimension;
        var k = Math.Min(clusters, count);
        var points = new double[rows.Length];
        TensorPrimitives.ConvertChecked(rows, points);
        KMeansFit? best = null;
        for (var restart = 0; restart < restarts && (restart == 0 || k > 0); restart++)
        {
            ct.ThrowIfCancellationRequested();
            var fit = new Start(points, dimension, k).Run(
                Prng.Stream(seed, (ulong)restart), iterations, Tolerance, ct);
            if (best is null || fit.Inertia < best.Inertia) best = fit;
        }

        return best!;
    }

    private sealed class Start(double[] points, int dimension, int k)
    {
        private readonly int _count = dimension == 0 ? 0 : points.Length / dimension;
        private readonly double[] _centroids = new double[k * dimension];
        private readonly double[] _sums = new double[k * dimension];
        private readonly int[] _sizes = new int[k];
        private readonly int[] _labels = new int[points.Length / dimension];
        private readonly double[] _distances = new double[points.Length / dimension];

        public KMeansFit Run(Prng chance, int iterations, double tolerance, CancellationToken ct)
        {
            if (k == 0) return new KMeansFit([], [], 0, 0);
            Spread(ref chance);
            var still = tolerance * Variance();
            for (var i = 0; i < iterations; i++)
            {
                ct.ThrowIfCancellationRequested();
                Assign();
                if (Move() <= still) break;
            }

            Assign();
            return new KMeansFit(_labels, _centroids, k, _distances.Sum());
        }

        private ReadOnlySpan<double> Point(int i) => points.AsSpan(i * dimension, dimension);

        private Span<double> Centroid(int c) => _centroids.AsSpan(c * dimension, dimension);

        private static double Squared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            var distance = TensorPrimitives.Distance(a, b);
            return distance * distance;
        }

        // Each next seed is drawn in proportion to the squared distance from the nearest so far.
        private void Spread(ref Prng chance)
        {
            Point(chance.NextInt(_count)).CopyTo(Centroid(0));
            Array.Fill(_distances, double.PositiveInfinity);
            for (var c = 1; c < k; c++)
            {
                double total = 0;
                for (var i = 0; i < _count; i++)
                {
                    _distances[i] = Math.Min(_distances[i], Squared(Point(i), Centroid(c - 1)));
                    total += _distances[i];
                }

                var left = chance.NextDouble() * total;
                var chosen = 0;
                for (var i = 0; i < _count; i++)
                {
                    if (_distances[i] <= 0) continue;
                    chosen = i;
                    left -= _distances[i];
                    if (left < 0) break;
                }

                Point(chosen).CopyTo(Centroid(c));
            }
        }

        private void Assign()
        {
            for (var i = 0; i < _count; i++)
            {
                var (nearest, least) = (0, double.PositiveInfinity);
                for (var c = 0; c < k; c++)
                {
                    var distance = Squared(Point(i), Centroid(c));
                    if (distance < least) (nearest, least) = (c, distance);
                }

                (_labels[i], _distances[i]) = (nearest, least);
            }

            Array.Clear(_sizes);
            foreach (var label in _labels) _sizes[label]++;
            for (var c = 0; c < k; c++)
            {
                if (_sizes[c] == 0) Refill(c);
            }
        }

        private void Refill(int empty)
        {
            var farthest = -1;
            for (var i = 0; i < _count; i++)
            {
                if (_sizes[_labels[i]] > 1 && (farthest < 0 || _distances[i] > _distances[farthest])) farthest = i;
            }

            _sizes[_labels[farthest]]--;
            (_labels[farthest], _distances[farthest], _sizes[empty]) = (empty, 0, 1);
            Point(farthest).CopyTo(Centroid(empty));
        }

        private double Move()
        {
            Array.Clear(_sums);
            for (var i = 0; i < _count; i++)
            {
                var sum = _sums.AsSpan(_labels[i] * dimension, dimension);
                TensorPrimitives.Add(sum, Point(i), sum);
            }

            double moved = 0;
            for (var c = 0; c < k; c++)
            {
                var mean = _sums.AsSpan(c * dimension, dimension);
                TensorPrimitives.Divide(mean, _sizes[c], mean);
                moved += Squared(mean, Centroid(c));
                mean.CopyTo(Centroid(c));
            }

            return moved;
        }

        private double Variance()
        {
            var mean = new double[dimension];
            for (var i = 0; i < _count; i++) TensorPrimitives.Add(mean, Point(i), mean);
            TensorPrimitives.Divide(mean, _count, mean);
            double sum = 0;
            for (var i = 0; i < _count; i++) sum += Squared(Point(i), mean);
            return sum / _count / dimension;
        }
    }
}

/// <summary>What k-means found.</summary>
/// <param name="Labels">A cluster for each row.</param>
/// <param name="Centroids">One after the other.</param>
/// <param name="Inertia">Σ |x - its centroid|².</param>
public sealed record KMeansFit(int[] Labels, double[] Centroids, int Clusters, double Inertia);
