using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>
/// Deep knowledge tracing: an LSTM over what was asked and how it was answered, and a logit per skill of the next
/// answer being right.
/// </summary>
/// <remarks>
/// C. Piech et al., "Deep knowledge tracing", NIPS 2015. An input is one of 2 × skills: the skill, and whether the
/// answer was right. Inputs and outputs carry the difficulty of the question beside, where one is known, as the log
/// odds of a wrong answer; 0 for an unknown question. The last skill stands for every one that training has not seen.
/// See docs/algorithms/deep-tracing.md.
/// </remarks>
internal sealed class DktNetwork : ITrainedNetwork
{
    public const string Name = "dkt";

    public DktNetwork(DktSizes sizes, ulong seed)
    {
        var prng = new Prng(seed);
        Sizes = sizes;
        int inputs = 2 * (sizes.Skills + 1), hidden = sizes.Hidden;
        Inputs = new Embedding("inputs", inputs, sizes.Width, 1 / Math.Sqrt(sizes.Width), ref prng);
        Gates = new Dense("gates", sizes.Width, 4 * hidden, ref prng);
        Gates.Weights.FillUniform(ref prng, 1 / Math.Sqrt(hidden));
        Gates.Bias.Values.AsSpan(hidden, hidden).Fill(1);
        Asked = new Parameter("asked-difficulty", [2, 4 * hidden]);
        Recurrent = new Parameter("lstm.recurrent", [hidden, 4 * hidden]);
        Recurrent.FillUniform(ref prng, 1 / Math.Sqrt(hidden));
        Outputs = new Embedding("outputs", sizes.Skills + 1, hidden, 1 / Math.Sqrt(hidden), ref prng);
        OutputBias = new Embedding("output-bias", sizes.Skills + 1, 1, 0, ref prng);
        Difficulty = new Parameter("difficulty", [1, hidden + 1]);
        Parameters =
        [
            Inputs.Table, Gates.Weights, Gates.Bias, Asked, Recurrent, Outputs.Table, OutputBias.Table, Difficulty,
        ];
    }

    public DktSizes Sizes { get; }

    /// <summary>A row per skill and outcome: 2 · skill, and one more where the answer was right.</summary>
    public Embedding Inputs { get; }

    public Dense Gates { get; }

    /// <summary>What the difficulty of a question answered wrongly, and rightly, adds to the gates.</summary>
    public Parameter Asked { get; }

    public Parameter Recurrent { get; }

    public Embedding Outputs { get; }

    public Embedding OutputBias { get; }

    /// <summary>What the difficulty of the asked question is worth: by the state, and at any.</summary>
    public Parameter Difficulty { get; }

    public string Kind => Name;

    public IReadOnlyDictionary<string, double> Settings => new Dictionary<string, double>
    {
        ["skills"] = Sizes.Skills,
        ["width"] = Sizes.Width,
        ["hidden"] = Sizes.Hidden,
    };

    public IReadOnlyList<Parameter> Parameters { get; }

    IReadOnlyList<NetworkPort> ITrainedNetwork.Inputs =>
    [
        new NetworkPort("inputs", true, [-1, -1]), new NetworkPort("difficulties", false, [-1, -1]),
        new NetworkPort("asked_skills", true, [-1, -1]), new NetworkPort("asked_difficulties", false, [-1, -1]),
    ];

    IReadOnlyList<NetworkPort> ITrainedNetwork.Outputs => [new NetworkPort("chances", false, [-1, -1])];

    public static DktNetwork Open(StoredNetwork stored)
    {
        var network = new DktNetwork(
            new DktSizes(stored.Whole("skills"), stored.Whole("width"), stored.Whole("hidden")), 0);
        stored.CopyTo(network.Parameters);
        return network;
    }

    /// <summary>The row of a skill: its own, or the one of all unseen.</summary>
    public int SkillRow(int skill) => skill >= 0 && skill < Sizes.Skills ? skill : Sizes.Skills;

    /// <summary>The logit of a right answer to a question of a skill, from a state.</summary>
    public float Logit(ReadOnlySpan<float> state, int skill, float difficulty)
    {
        int row = SkillRow(skill);
        return TensorPrimitives.Dot<float>(state, Outputs.Table.Row(row)) + OutputBias.Table.Values[row]
            + (difficulty * (TensorPrimitives.Dot<float>(state, Difficulty.Values.AsSpan(0, state.Length))
                + Difficulty.Values[state.Length]));
    }

    /// <summary>
    /// What each input adds to the gates, for serving: row 2 · skill + outcome of x Wx + b.
    /// </summary>
    public Matrix InputGates()
    {
        var inputs = new Matrix(Inputs.Count, Sizes.Width);
        Inputs.Table.Values.CopyTo(inputs.Values, 0);
        var gates = new Matrix(Inputs.Count, 4 * Sizes.Hidden);
        Gates.Forward(new MatrixProduct(), inputs, gates);
        return gates;
    }
}

/// <summary>How large the network is.</summary>
/// <param name="Skills">Skills that training has seen.</param>
/// <param name="Width">Numbers of an input's embedding.</param>
/// <param name="Hidden">Numbers of the state.</param>
internal sealed record DktSizes(int Skills, int Width = 128, int Hidden = 128);
