using System.Diagnostics;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>
/// Figures of the networks on one thread, in the lines that neural.py prints for OpenBLAS and PyTorch: name, figure,
/// unit.
/// </summary>
internal static class NeuralBenchmark
{
    private const int Rounds = 7;

    /// <summary>Billions of operations per second of products, of which a row of a column counts two.</summary>
    public static void MatrixProducts()
    {
        var prng = new Prng(1);
        foreach (var (rows, columns, depth) in ((int, int, int)[])
                 [(512, 512, 512), (1024, 1024, 1024), (64, 512, 128), (4096, 128, 128), (4096, 32, 64)])
        {
            Matrix a = Random(rows, depth, ref prng), b = Random(depth, columns, ref prng), c = new(rows, columns);
            var product = new MatrixProduct();
            double operations = 2.0 * rows * columns * depth;
            int repeats = (int)Math.Max(1, 2e9 / operations);
            double seconds = Best(() =>
            {
                for (int i = 0; i < repeats; i++) product.Multiply(a, b, c);
            });
            Console.WriteLine($"matmul-{rows}x{columns}x{depth} {operations * repeats / seconds / 1e9:0.0} GFLOP/s");
        }
    }

    private static Matrix Random(int rows, int columns, ref Prng prng)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref float value in matrix.Values.AsSpan()) value = (float)prng.NextGaussian();
        return matrix;
    }

    /// <summary>The thread's best time: what the machine can do when nobody else is at work.</summary>
    private static double Best(Action run)
    {
        run();
        double best = double.PositiveInfinity;
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
