using System.Diagnostics;
using System.Text.Json;
using LearnerGraph.Infrastructure.Learning.Onnx;
using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Infrastructure.Learning.Onnx;

/// <summary>The reference implementation, run by node: what others open our files with.</summary>
internal static class OnnxRuntime
{
    private const string Script = """
        const ort = require('onnxruntime-node');
        const fs = require('fs');
        (async () => {
          const { model, inputs } = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'));
          const session = await ort.InferenceSession.create(model);
          const feeds = {};
          for (const one of inputs) {
            feeds[one.name] = one.whole
              ? new ort.Tensor('int64', BigInt64Array.from(one.values.map(BigInt)), one.shape)
              : new ort.Tensor('float32', Float32Array.from(one.values), one.shape);
          }
          const results = await session.run(feeds);
          const first = results[session.outputNames[0]];
          process.stdout.write(JSON.stringify({
            inputs: session.inputNames, outputs: session.outputNames, shape: first.dims,
            values: Array.from(first.data) }));
        })().catch(e => { console.error(e.message); process.exit(1); });
        """;

    private static readonly string Modules = Path.Combine(SourceTree.Root, "artifacts", "onnx", "node_modules");

    public static bool IsThere => Directory.Exists(Path.Combine(Modules, "onnxruntime-node"));

    public static async Task<OnnxAnswer> RunAsync(byte[] model, IReadOnlyDictionary<string, OnnxValue> inputs)
    {
        var folder = Directory.CreateTempSubdirectory("learnergraph-test-").FullName;
        try
        {
            var (file, task) = (Path.Combine(folder, "model.onnx"), Path.Combine(folder, "task.json"));
            await File.WriteAllBytesAsync(file, model);
            await File.WriteAllTextAsync(task, JsonSerializer.Serialize(new
            {
                model = file,
                inputs = inputs.Select(one => new
                {
                    name = one.Key, whole = one.Value.IsWhole, shape = one.Value.Shape,
                    values = one.Value.Floats?.Select(value => (double)value)
                        ?? one.Value.Wholes!.Select(value => (double)value),
                }),
            }));
            var start = new ProcessStartInfo("node", ["-e", Script, task])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            start.Environment["NODE_PATH"] = Modules;
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.Should().Be(0, await error);
            return JsonSerializer.Deserialize<OnnxAnswer>(output, JsonSerializerOptions.Web)!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

internal sealed record OnnxAnswer(string[] Inputs, string[] Outputs, int[] Shape, double[] Values);

/// <summary>Needs node and onnxruntime-node, which ./test.sh installs; in CI they must be there.</summary>
public sealed class OnnxTheoryAttribute : TheoryAttribute
{
    public OnnxTheoryAttribute()
    {
        if (!OnnxRuntime.IsThere && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
            Skip = "Without onnxruntime-node; ./test.sh installs it.";
    }
}
