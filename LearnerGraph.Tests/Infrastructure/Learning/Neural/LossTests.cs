using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Neural;

public sealed class LossTests
{
    [Fact]
    public void BinaryCrossEntropy_has_the_textbook_value_and_slope()
    {
        float[] z = [0.5f, -2f, 3f], y = [1, 0, 0], slope = new float[3];

        double loss = Losses.BinaryCrossEntropy(z, y, slope, 1f / 3);

        double wanted = (Math.Log(1 + Math.Exp(-0.5)) + Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.Exp(3))) / 3;
        loss.Should().BeApproximately(wanted, 1e-6);
        GradientCheck.Compare(z, slope, () => Losses.BinaryCrossEntropy(z, y, slope, 1f / 3));
    }

    [Fact]
    public void BinaryCrossEntropy_stays_finite_at_the_ends()
    {
        float[] slope = new float[2];

        Losses.BinaryCrossEntropy([1e4f, -1e4f], [0, 1], slope, 1).Should().BeApproximately(2e4, 1);
        slope.Should().Equal(1f, -1f);
    }

    [Fact]
    public void CrossEntropy_has_the_slope_of_its_loss_and_none_where_a_choice_is_closed()
    {
        var prng = new Prng(4);
        Matrix z = MatrixProductTests.Random(3, 5, ref prng), slope = new(3, 5);
        int[] targets = [4, 0, 2];

        GradientCheck.Compare(z.Values, slope.Values, () => Losses.CrossEntropy(z, targets, slope, 1f / 3));

        z.Row(1)[3] = float.NegativeInfinity;
        Losses.CrossEntropy(z, targets, slope, 1f / 3).Should().BePositive().And.BeLessThan(10);
        slope.Row(1)[3].Should().Be(0);
    }

    [Fact]
    public void Ordinal_has_the_slope_of_its_loss()
    {
        var prng = new Prng(5);
        Matrix z = MatrixProductTests.Random(4, 4, ref prng), slope = new(4, 4);

        GradientCheck.Compare(z.Values, slope.Values, () => Losses.Ordinal(z, [0, 4, 2, 1], slope, 1));
    }

    [Fact]
    public void Bpr_wants_the_preferred_one_higher()
    {
        float[] up = [0.3f, -1f], down = [1f, -1f], upSlope = new float[2], downSlope = new float[2];

        Losses.Bpr(up, down, upSlope, downSlope, 1)
            .Should().BeApproximately(Math.Log(1 + Math.Exp(0.7)) + Math.Log(2), 1e-6);
        GradientCheck.Compare(up, upSlope, () => Losses.Bpr(up, down, upSlope, downSlope, 1));
        GradientCheck.Compare(down, downSlope, () => Losses.Bpr(up, down, upSlope, downSlope, 1));
    }
}
