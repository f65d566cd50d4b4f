using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Neural;

public sealed class LstmTests
{
    private static readonly int[] Lengths = [5, 3, 3, 1];

    [Fact]
    public void Backward_is_exact_through_all_steps_of_sequences_of_several_lengths()
    {
        var prng = new Prng(1);
        var steps = new PackedSteps(5);
        steps.Set(Lengths);
        var lstm = new Lstm(Weights(9, ref prng), steps.Rows, 4);
        var inputs = MatrixProductTests.Random(steps.Rows, 36, ref prng);
        Matrix h = MatrixProductTests.Random(4, 9, ref prng), c = MatrixProductTests.Random(4, 9, ref prng);
        Matrix slope = MatrixProductTests.Random(steps.Rows, 9, ref prng), gates = new(steps.Rows, 36);
        var product = new MatrixProduct();

        double Loss()
        {
            inputs.Span.CopyTo(gates.Span);
            lstm.Forward(product, steps, gates, h, c);
            lstm.Backward(product, steps, gates, slope);
            return LayerTests.Along(lstm.States, slope);
        }

        GradientCheck.Compare([lstm.Weights], Loss);
        GradientCheck.Compare(inputs.Values, gates.Values, Loss);
        GradientCheck.Compare(h.Values, lstm.StateGradient.Values, Loss);
        GradientCheck.Compare(c.Values, lstm.CellGradient.Values, Loss);
    }

    [Fact]
    public void Step_goes_where_the_whole_sequence_goes()
    {
        var prng = new Prng(2);
        var steps = new PackedSteps(5);
        steps.Set(Lengths);
        var lstm = new Lstm(Weights(16, ref prng), steps.Rows, 4);
        var gates = MatrixProductTests.Random(steps.Rows, 64, ref prng);
        float[] inputs = [.. gates.Values];
        var product = new MatrixProduct();
        lstm.Forward(product, steps, gates);

        for (int sequence = 0; sequence < 4; sequence++)
        {
            float[] h = new float[16], c = new float[16];
            for (int t = 0; t < Lengths[sequence]; t++)
            {
                int row = steps.Row(t, sequence);
                Lstm.Step(lstm.Weights, inputs.AsSpan(row * 64, 64).ToArray(), h, c);
                for (int i = 0; i < 16; i++) h[i].Should().BeApproximately(lstm.States.Row(row)[i], 1e-5f);
            }
        }
    }

    [Fact]
    public void Step_allocates_nothing()
    {
        var prng = new Prng(3);
        var weights = Weights(32, ref prng);
        float[] gates = new float[128], h = new float[32], c = new float[32];
        Lstm.Step(weights, gates, h, c);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Lstm.Step(weights, gates, h, c);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static Parameter Weights(int hidden, ref Prng prng)
    {
        var weights = new Parameter("w", [hidden, 4 * hidden]);
        weights.FillUniform(ref prng, 1 / Math.Sqrt(hidden));
        return weights;
    }
}
