using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Neural;

public sealed class LayerTests
{
    [Fact]
    public void Dense_has_exact_gradients()
    {
        var prng = new Prng(1);
        var dense = new Dense("d", 7, 5, ref prng);
        var x = MatrixProductTests.Random(9, 7, ref prng);
        Matrix y = new(9, 5), slope = MatrixProductTests.Random(9, 5, ref prng), dx = new(9, 7);
        var product = new MatrixProduct();

        double Loss()
        {
            dense.Forward(product, x, y);
            dense.Backward(product, x, slope, dx);
            return Along(y, slope);
        }

        GradientCheck.Compare([dense.Weights, dense.Bias], Loss);
        GradientCheck.Compare(x.Values, dx.Values, Loss);
    }

    [Fact]
    public void Embedding_trains_the_rows_of_a_step_and_no_others()
    {
        var prng = new Prng(2);
        var table = new Embedding("e", 6, 4, 0.1, ref prng);
        int[] ids = [4, 1, 4];
        Matrix y = new(3, 5), slope = MatrixProductTests.Random(3, 5, ref prng);

        double Loss()
        {
            table.Forward(ids, y, column: 1);
            table.Backward(ids, slope, column: 1);
            y.Row(0)[0] = y.Row(1)[0] = y.Row(2)[0] = 0;
            return Along(y, slope);
        }

        GradientCheck.Compare([table.Table], Loss);

        float[] before = [.. table.Table.Values];
        new Adam([table.Table], new AdamOptions()).Step();
        for (int row = 0; row < 6; row++)
        {
            bool hasMoved = !table.Table.Row(row).SequenceEqual(before.AsSpan(row * 4, 4));
            hasMoved.Should().Be(row is 1 or 4);
        }
    }

    [Fact]
    public void LayerNorm_has_exact_gradients()
    {
        var prng = new Prng(3);
        var norm = new LayerNorm("n", 6);
        norm.Scale.FillNormal(ref prng, 1);
        norm.Shift.FillNormal(ref prng, 1);
        var x = MatrixProductTests.Random(5, 6, ref prng);
        Matrix y = new(5, 6), normal = new(5, 6), slope = MatrixProductTests.Random(5, 6, ref prng), dy = new(5, 6);
        float[] inverse = new float[5];

        double Loss()
        {
            norm.Forward(x, y, normal, inverse);
            slope.Span.CopyTo(dy.Span);
            norm.Backward(normal, inverse, dy);
            return Along(y, slope);
        }

        GradientCheck.Compare([norm.Scale, norm.Shift], Loss);
        GradientCheck.Compare(x.Values, dy.Values, Loss, tolerance: 5e-3);
    }

    [Fact]
    public void Relu_lets_slopes_through_where_it_let_values_through()
    {
        float[] y = [.. Enumerable.Range(0, 21).Select(i => i - 10f)];
        float[] dy = [.. Enumerable.Repeat(2f, 21)];

        Activations.Relu(y);
        Activations.ReluBackward(y, dy);

        y.Should().Equal(Enumerable.Range(0, 21).Select(i => Math.Max(0, i - 10f)));
        dy.Should().Equal(Enumerable.Range(0, 21).Select(i => i > 10 ? 2f : 0f));
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_repeats_for_a_seed()
    {
        float[] x = [.. Enumerable.Repeat(1f, 40_000)], again = [.. x], mask = new float[x.Length];
        Prng first = new(5), second = new(5);

        Activations.Dropout(x, mask, 0.3, ref first);
        Activations.Dropout(again, mask, 0.3, ref second);

        again.Should().Equal(x);
        x.Average().Should().BeApproximately(1f, 0.02f);
        x.Count(v => v == 0).Should().BeInRange(11_600, 12_400);
        float[] slope = [.. Enumerable.Repeat(1f, x.Length)];
        Activations.DropoutBackward(mask, slope);
        slope.Should().Equal(x);
    }

    [Fact]
    public void Squash_stays_within_its_accuracy()
    {
        float[] inputs = [.. Enumerable.Range(-3000, 6001).Select(i => i / 100f), 200f, -200f, float.MaxValue];
        float[] sigmoid = [.. inputs], tanh = [.. inputs];

        Squash.Sigmoid(sigmoid);
        Squash.Tanh(tanh);

        for (int i = 0; i < inputs.Length; i++)
        {
            ((double)sigmoid[i]).Should().BeApproximately(1 / (1 + Math.Exp(-(double)inputs[i])), 3e-7);
            ((double)tanh[i]).Should().BeApproximately(Math.Tanh(inputs[i]), 3e-7);
        }
    }

    /// <summary>Σ y · slope: a loss whose gradient of y is the slope.</summary>
    internal static double Along(Matrix y, Matrix slope)
    {
        double sum = 0;
        for (int i = 0; i < y.Span.Length; i++) sum += (double)y.Values[i] * slope.Values[i];
        return sum;
    }
}
