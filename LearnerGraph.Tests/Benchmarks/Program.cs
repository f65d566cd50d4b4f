using System.Globalization;
using BenchmarkDotNet.Running;
using LearnerGraph.Tests.Benchmarks;

// `recommend`, `assign` and `paths` are quick medians with bytes, for a look in seconds; `results` is an experiment's
// result over a million daily facts; `http URL` loads a running server with eight connections; `matmul`, `dkt` and
// `ncf` measure the networks on one thread, neural.py the same shapes elsewhere; `vectors [N]` compares indexes of N
// vectors; `data`, `ids`, `open` and `floor` are parts of bench.sh; anything else goes to BenchmarkDotNet.
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
    case ["data", var folder, var concepts, var learners]:
        BenchData.Write(folder, int.Parse(concepts), int.Parse(learners));
        break;
    case ["ids", var url, var file]:
        await File.WriteAllLinesAsync(
            file,
            [
                .. await BenchIds.LearnersAsync(new Uri(url), 5_000), "",
                .. await BenchIds.QuestionsAsync(new Uri(url)),
            ]);
        break;
    case ["open", var url, var ids, var rate, var seconds, var json]:
        var lines = await File.ReadAllLinesAsync(ids);
        var gap = Array.IndexOf(lines, "");
        using (var loop = new OpenLoop(new Uri(url), lines[..gap], lines[(gap + 1)..], double.Parse(rate)))
        {
            var figures = await loop.RunAsync(TimeSpan.FromSeconds(double.Parse(seconds)), seed: 1);
            await File.WriteAllTextAsync(json, System.Text.Json.JsonSerializer.Serialize(figures));
        }

        break;
    case ["floor", var url, var redis]:
        await Floor.RunAsync(url, redis);
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
