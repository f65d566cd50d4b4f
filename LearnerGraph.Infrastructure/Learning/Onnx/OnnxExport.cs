using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Ncf;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Onnx;

/// <summary>Trained networks as ONNX files: inputs and outputs named as the network names them, any batch.</summary>
internal static class OnnxExport
{
    /// <summary>Ids are rows of the tables; the last row stands for every id that training has not seen.</summary>
    public static byte[] Of(NcfNetwork network)
    {
        var graph = Begin(network);
        string users = network.Inputs[0].Name, items = network.Inputs[1].Name;
        string product = graph.Add(
            "Mul", Row(graph, network.UserFactors.Table, users), Row(graph, network.ItemFactors.Table, items));
        string below = graph.Add(
            "Concat", OnnxGraph.Whole("axis", 1), Row(graph, network.UserTraits.Table, users),
            Row(graph, network.ItemTraits.Table, items));
        foreach (var layer in network.Hidden) below = graph.Add("Relu", graph.Dense(layer, below));
        string joined = graph.Add("Concat", OnnxGraph.Whole("axis", 1), product, below);
        string logits = graph.Add("Squeeze", graph.Dense(network.Output, joined), graph.Constant("last-axis", 1));
        graph.Add("Sigmoid", [], network.Outputs[0].Name, logits);
        return graph.ToFile("Neural collaborative filtering: the chance that a user takes up an item.");
    }

    /// <summary>
    /// inputs: 2 · skill + (1 where right), by learner and step; chances: that the skill asked beside step t is
    /// answered rightly after all inputs up to and with t. Difficulties are log odds of a wrong answer, 0 for unknown.
    /// </summary>
    public static byte[] Of(DktNetwork network)
    {
        var graph = Begin(network);
        ITrainedNetwork ports = network;
        string inputs = ports.Inputs[0].Name, difficulties = ports.Inputs[1].Name;
        int hidden = network.Sizes.Hidden, width = network.Sizes.Width;

        // Difficulty reaches the gates through one of two rows, by the outcome: two more numbers of the LSTM's input.
        string outcome = graph.Add(
            "Cast", OnnxGraph.Whole("to", 1), graph.Add("Mod", inputs, graph.Constant("two", 2)));
        string right = graph.Add("Mul", difficulties, outcome);
        string wrong = graph.Add("Sub", difficulties, right);
        string last = graph.Constant("last-axis", 2);
        string x = graph.Add(
            "Concat", OnnxGraph.Whole("axis", 2), Row(graph, network.Inputs.Table, inputs),
            graph.Add("Unsqueeze", wrong, last), graph.Add("Unsqueeze", right, last));
        string byStep = graph.Add("Transpose", OnnxGraph.Wholes("perm", 1, 0, 2), x);
        string states = graph.Add(
            "LSTM", OnnxGraph.Whole("hidden_size", hidden), byStep,
            graph.Constant("lstm.w", Gates([network.Gates.Weights, network.Asked], hidden), 1, 4 * hidden, width + 2),
            graph.Constant("lstm.r", Gates([network.Recurrent], hidden), 1, 4 * hidden, hidden),
            graph.Constant("lstm.b", Biases(network.Gates.Bias, hidden), 1, 8 * hidden));
        string h = graph.Add(
            "Transpose", OnnxGraph.Wholes("perm", 1, 0, 2),
            graph.Add("Squeeze", states, graph.Constant("direction-axis", 1)));

        string asked = ports.Inputs[2].Name, hard = ports.Inputs[3].Name;
        string bySkill = graph.Add(
            "ReduceSum", OnnxGraph.Whole("keepdims", 0),
            graph.Add("Mul", h, Row(graph, network.Outputs.Table, asked)), last);
        string bias = graph.Add("Squeeze", Row(graph, network.OutputBias.Table, asked), last);
        string worth = graph.Add(
            "Add",
            graph.Add(
                "Squeeze",
                graph.Add(
                    "MatMul", h, graph.Constant("difficulty.state", network.Difficulty.Values.AsSpan(0, hidden),
                        hidden, 1)),
                last),
            graph.Constant("difficulty.any", network.Difficulty.Values.AsSpan(hidden, 1), 1));
        string logits = graph.Add("Add", graph.Add("Add", bySkill, bias), graph.Add("Mul", hard, worth));
        graph.Add("Sigmoid", [], ports.Outputs[0].Name, logits);
        return graph.ToFile("Deep knowledge tracing: the chance of a right answer to what is asked next.");
    }

    private static OnnxGraph Begin(ITrainedNetwork network)
    {
        var graph = new OnnxGraph(network.Kind);
        foreach (var port in network.Inputs) graph.Declare(port, isOutput: false);
        foreach (var port in network.Outputs) graph.Declare(port, isOutput: true);
        return graph;
    }

    private static string Row(OnnxGraph graph, Parameter table, string ids) =>
        graph.Add("Gather", OnnxGraph.Whole("axis", 0), graph.Constant(table), ids);

    // Ours lie inputs × (i f g o), ONNX's (i o f c) × inputs.
    private static float[] Gates(Parameter[] parts, int hidden)
    {
        int columns = parts.Sum(part => part.Shape[0]);
        float[] turned = new float[4 * hidden * columns];
        int column = 0;
        foreach (var part in parts)
        {
            for (int row = 0; row < part.Shape[0]; row++, column++)
            {
                ReadOnlySpan<float> values = part.Row(row);
                for (int i = 0; i < values.Length; i++) turned[(Turned(i, hidden) * columns) + column] = values[i];
            }
        }

        return turned;
    }

    private static float[] Biases(Parameter bias, int hidden)
    {
        float[] turned = new float[8 * hidden];
        for (int i = 0; i < 4 * hidden; i++) turned[Turned(i, hidden)] = bias.Values[i];
        return turned;
    }

    private static int Turned(int gate, int hidden) => (gate / hidden) switch
    {
        0 => gate,
        1 => gate + hidden,
        2 => gate + hidden,
        _ => gate - (2 * hidden),
    };
}
