using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Ncf;
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

    /// <summary>Training steps on 64 sequences of 200 answers over 150 skills, and one carried answer.</summary>
    public static void DeepTracing()
    {
        const int Sequences = 64, Length = 200, Skills = 150;
        var prng = new Prng(1);
        var network = new DktNetwork(new DktSizes(Skills), 1);
        var batch = new DktBatch(Sequences * Length, Length);
        int[] lengths = new int[Sequences];
        lengths.AsSpan().Fill(Length);
        batch.Steps.Set(lengths);
        for (int row = 0; row < batch.Skills.Length; row++)
        {
            (batch.Skills[row], batch.Correct[row]) = (prng.NextInt(Skills), prng.NextInt(2));
        }

        var pass = new DktPass(network, batch.Skills.Length, Sequences);
        var adam = new Adam(network.Parameters, new AdamOptions(2e-3f));
        var options = new DktOptions();
        double seconds = Best(() => DktTrainer.Step(batch, pass, adam, network, options, ref prng));
        Console.WriteLine($"dkt-64x200 {Sequences / seconds:0} sequences/s");

        var serving = new DktServing(network);
        var state = serving.Begin();
        const int Answers = 2000;
        seconds = Best(() =>
        {
            for (int i = 0; i < Answers; i++)
            {
                serving.Chance(state, i % Skills);
                serving.Answer(state, i % Skills, i % 3 > 0);
            }
        });
        Console.WriteLine($"dkt-carried-step {seconds / Answers * 1e6:0.0} µs");
    }

    /// <summary>Training steps on 512 pairs with 4 negatives each, over as many users and items as MovieLens 1M.
    /// </summary>
    public static void CollaborativeFiltering()
    {
        const int Users = 6040, Items = 3706, Steps = 10;
        var prng = new Prng(1);
        int[][] had = new int[Users][];
        for (int user = 0; user < Users; user++)
        {
            had[user] = [.. Enumerable.Range(0, 20).Select(_ => prng.NextInt(Items))];
        }

        var pairs = new Interactions(Items, had);
        var network = new NcfNetwork(new NcfSizes(Users, Items), 1);
        var options = new NcfOptions();
        var steps = new NcfSteps(network, new Adam(network.Parameters, new AdamOptions()), pairs, options);
        int[] batch = [.. Enumerable.Range(0, options.Batch).Select(_ => prng.NextInt(pairs.Count))];
        double seconds = Best(() =>
        {
            for (int i = 0; i < Steps; i++) steps.Step(batch, ref prng);
        });
        int samples = Steps * options.Batch * (1 + options.Negatives);
        Console.WriteLine($"ncf-{samples / Steps} {samples / seconds:0} samples/s");
    }

    private static Matrix Random(int rows, int columns, ref Prng prng)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref float value in matrix.Values.AsSpan()) value = (float)prng.NextGaussian();
        return matrix;
    }

    /// <summary>The best time of the processor, which others at work on the machine disturb least.</summary>
    private static double Best(Action run)
    {
        run();
        double best = double.PositiveInfinity;
        for (int i = 0; i < Rounds; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            run();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        return best;
    }
}
