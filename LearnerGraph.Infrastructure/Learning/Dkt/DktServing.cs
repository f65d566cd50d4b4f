using System.Numerics.Tensors;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>What a learner's answers have led to; starts at zeros.</summary>
internal sealed class DktState(int hidden)
{
    public float[] Hidden { get; } = new float[hidden];

    public float[] Cells { get; } = new float[hidden];
}

/// <summary>
/// The trained network one answer at a time: what each input adds to the gates is multiplied beforehand, so that an
/// answer costs one recurrent step. Any number of callers at once; nothing is allocated.
/// </summary>
internal sealed class DktServing(DktNetwork network)
{
    private readonly Matrix _inputGates = network.InputGates();

    public DktState Begin() => new(network.Sizes.Hidden);

    /// <summary>The chance of a right answer to a question of a skill.</summary>
    public double Chance(DktState state, int skill, float difficulty = 0) =>
        1 / (1 + Math.Exp(-network.Logit(state.Hidden, skill, difficulty)));

    /// <summary>Takes an answer in.</summary>
    public void Answer(DktState state, int skill, bool correct, float difficulty = 0)
    {
        Span<float> gates = stackalloc float[4 * network.Sizes.Hidden];
        _inputGates.Row((2 * network.SkillRow(skill)) + (correct ? 1 : 0)).CopyTo(gates);
        if (difficulty != 0)
        {
            TensorPrimitives.MultiplyAdd(network.Asked.Row(correct ? 1 : 0), difficulty, gates, gates);
        }

        Lstm.Step(network.Recurrent, gates, state.Hidden, state.Cells);
    }
}
