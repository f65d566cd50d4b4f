using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Ncf;
using LearnerGraph.Infrastructure.Learning.Onnx;
using LearnerGraph.Infrastructure.Learning.Training;

namespace LearnerGraph.Tests.Infrastructure.Learning.Onnx;

public sealed class OnnxExportTests
{
    private const double Tolerance = 1e-5;

    [OnnxTheory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Ncf_answers_in_the_reference_runtime_as_here(int rows)
    {
        var network = Ncf();
        var model = new NcfModel(network, [], []);
        int[] users = [.. Enumerable.Range(0, rows).Select(i => i % 21)];
        int[] items = [.. Enumerable.Range(0, rows).Select(i => i % 31)];

        var answer = await OnnxRuntime.RunAsync(model.ToOnnx(), new Dictionary<string, OnnxValue>
        {
            ["user_ids"] = OnnxValue.Of(Array.ConvertAll(users, id => (long)id), rows),
            ["item_ids"] = OnnxValue.Of(Array.ConvertAll(items, id => (long)id), rows),
        });

        answer.Inputs.Should().Equal("user_ids", "item_ids");
        answer.Outputs.Should().Equal("predictions");
        answer.Shape.Should().Equal(rows);
        var own = model.Predictions(users, items);
        own.Zip(answer.Values, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(Tolerance);
        answer.Values.Distinct().Count().Should().BeGreaterThan(rows / 4, "the network says different things");
    }

    [OnnxTheory]
    [InlineData(1, 1)]
    [InlineData(200, 5)]
    public async Task Dkt_answers_in_the_reference_runtime_as_here(int learners, int steps)
    {
        var model = new DktModel(Dkt(), []);
        var (inputs, own) = model.Random(learners, steps);

        var answer = await OnnxRuntime.RunAsync(model.ToOnnx(), inputs);

        answer.Outputs.Should().Equal("chances");
        answer.Shape.Should().Equal(learners, steps);
        own.Zip(answer.Values, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Both_are_read_back_with_equal_answers()
    {
        new NcfModel(Ncf(), [], []).OnnxDifference(1000).Should().BeLessThan(Tolerance);
        new DktModel(Dkt(), []).OnnxDifference(1000).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Read_refuses_a_file_that_is_cut_short_or_none()
    {
        var file = new NcfModel(Ncf(), [], []).ToOnnx();

        foreach (var bytes in new[] { file[..(file.Length / 2)], [], [1, 2, 3] })
        {
            OnnxNetwork.Read(bytes).TryGet(out _, out var problem).Should().BeFalse();
            problem!.Message.Should().Contain("ONNX file");
        }
    }

    [Fact]
    public void Read_names_the_operators_that_it_does_not_know()
    {
        var graph = new OnnxGraph("x");
        graph.Declare(new("x", false, [-1]), isOutput: false);
        graph.Declare(new("y", false, [-1]), isOutput: true);
        graph.Add("Erf", [], "y", "x");

        OnnxNetwork.Read(graph.ToFile("")).TryGet(out _, out var problem).Should().BeFalse();

        problem!.Message.Should().Contain("Erf");
    }

    // As large as random steps make them, so that every part takes part.
    private static NcfNetwork Ncf()
    {
        var network = new NcfNetwork(new NcfSizes(20, 30, 16, Deviation: 0.7), 3);
        var prng = new Prng(4);
        foreach (var layer in network.Hidden) layer.Bias.FillNormal(ref prng, 0.3);
        return network;
    }

    private static DktNetwork Dkt()
    {
        var network = new DktNetwork(new DktSizes(9, 8, 16), 3);
        var prng = new Prng(4);
        network.Asked.FillNormal(ref prng, 0.5);
        network.Difficulty.FillNormal(ref prng, 0.5);
        network.OutputBias.Table.FillNormal(ref prng, 0.5);
        return network;
    }
}
