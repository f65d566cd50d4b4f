using System.Globalization;
using BenchmarkDotNet.Running;
using LearnerGraph.Tests.Benchmarks;

// `recommend`, `assign` and `paths` are quick medians with bytes, for a look in seconds; `results` is an experiment's
// result over a million daily facts; `http URL` loads a running server with eight connections; `matmul`, `dkt` and
// `ncf` measure the networks on one thread, neural.py the same shapes elsewhere; `vectors [N]` compares indexes of N
// vectors; anything else goes to BenchmarkDotNet.
switch (args)
{
    case ["recommend"]:
        QuickLook.Recommend();
        break;
    case ["assign"]:
        AssignmentLook.Run();
        break;
    case ["results"]:
        await ResultsLook.RunAsync();
        break;
    case ["paths"]:
        PathLook.Run();
        break;
    case ["http", var url]:
        using (var load = new HttpLoad(new Uri(url), 8, TimeSpan.FromSeconds(15))) await load.RunAsync();
        break;
    case ["matmul"]:
        NeuralBenchmark.MatrixProducts();
        break;
    case ["dkt"]:
        NeuralBenchmark.DeepTracing();
        break;
    case ["ncf"]:
        NeuralBenchmark.CollaborativeFiltering();
        break;
    case ["vectors", ..]:
        VectorLook.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50_000);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(RecommendBenchmark).Assembly).Run(args);
        break;
}
