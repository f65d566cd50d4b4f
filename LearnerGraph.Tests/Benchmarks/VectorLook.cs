using System.Diagnostics;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Vectors;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>Scan, scan over bytes and graph side by side: time to build, time of a search, what is found.</summary>
internal static class VectorLook
{
    private const int Dimension = 384;
    private const int Themes = 500;
    private const int Directions = 24;
    private const int Queries = 400;
    private const int First = 10;

    public static void Run(int count)
    {
        var space = new EmbeddingSpace("benchmark", "themes", Dimension);
        var draw = new Draw();
        VectorEntry[] entries =
        [
            .. Enumerable.Range(0, count).Select(i => new VectorEntry(
                new ContentKey(ContentKind.Question, i), [], space.Embed(draw.Next()).Take())),
        ];
        Embedding[] queries = [.. Enumerable.Range(0, Queries).Select(_ => space.Embed(draw.Next()).Take())];
        Console.WriteLine($"{count:n0} x {Dimension}, {Themes} themes of {Directions} directions, {Queries} queries, "
            + $"{Environment.ProcessorCount} cores");
        Console.WriteLine($"{"index",-12} {"build s",8} {"p50 ms",8} {"p95 ms",8} {"recall@10",10} {"speed",7}");

        var never = int.MaxValue;
        var exact = Measure("scan", new VectorOptions { GraphFrom = never }, null, 0);
        Measure("scan int8", new VectorOptions { GraphFrom = never, Int8 = true }, exact.Found, exact.Median);
        Measure("graph", new VectorOptions { GraphFrom = 1 }, exact.Found, exact.Median);

        (VectorHit[][] Found, double Median) Measure(
            string name, VectorOptions options, VectorHit[][]? expected, double scan)
        {
            var index = new VectorIndex(space, options);
            var start = Stopwatch.GetTimestamp();
            index.Upsert(entries).Take();
            var build = Stopwatch.GetElapsedTime(start).TotalSeconds;
            foreach (var query in queries.Take(50)) index.Search(query, First, VectorFilter.None).Take();
            var times = new double[Queries];
            var found = new VectorHit[Queries][];
            for (var q = 0; q < Queries; q++)
            {
                start = Stopwatch.GetTimestamp();
                found[q] = index.Search(queries[q], First, VectorFilter.None).Take();
                times[q] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            var recall = expected is null ? 1 : expected.Zip(found, (a, b) => a.Count(
                hit => b.Any(other => other.Key == hit.Key))).Sum() / (double)(Queries * First);
            var median = times[Queries / 2];
            Console.WriteLine($"{name,-12} {build,8:0.0} {median,8:0.000} {times[Queries * 95 / 100],8:0.000} "
                + $"{recall,10:0.000} {(expected is null ? 1 : scan / median),6:0.0}x");
            return (found, median);
        }
    }

    private static T Take<T>(this Result<T> result)
        where T : notnull =>
        result.TryGet(out var value, out var problem) ? value : throw new InvalidOperationException(problem.Message);

    /// <summary>
    /// Texts speak of themes: a vector is its theme's middle, a mixture of the theme's own directions, and a little
    /// of everything.
    /// </summary>
    private sealed class Draw
    {
        private readonly float[][] _middles;
        private readonly float[][] _directions;
        private Prng _chance = new(7);

        public Draw()
        {
            _middles = [.. Enumerable.Range(0, Themes).Select(_ => Gaussian(1))];
            _directions = [.. Enumerable.Range(0, Themes * Directions).Select(_ => Gaussian(0.35f))];
        }

        public float[] Next()
        {
            var theme = _chance.NextInt(Themes);
            var vector = Gaussian(0.15f);
            for (var i = 0; i < Dimension; i++) vector[i] += _middles[theme][i];
            for (var d = 0; d < Directions; d++)
            {
                var weight = (float)_chance.NextGaussian();
                for (var i = 0; i < Dimension; i++) vector[i] += weight * _directions[(theme * Directions) + d][i];
            }

            return vector;
        }

        private float[] Gaussian(float scale)
        {
            var vector = new float[Dimension];
            for (var i = 0; i < Dimension; i++) vector[i] = scale * (float)_chance.NextGaussian();
            return vector;
        }
    }
}
