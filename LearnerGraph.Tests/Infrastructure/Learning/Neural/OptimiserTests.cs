using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Neural;

public sealed class OptimiserTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Step_agrees_with_the_textbook_formula(bool isDecoupled)
    {
        var prng = new Prng(1);
        var parameter = new Parameter("p", [3, 7]);
        parameter.FillNormal(ref prng, 1);
        double[] w = [.. parameter.Values], m = new double[21], v = new double[21];
        var options = new AdamOptions(Rate: 0.01f, WeightDecay: 0.1f, IsDecoupled: isDecoupled);
        var adam = new Adam([parameter], options);

        for (int t = 1; t <= 5; t++)
        {
            for (int i = 0; i < 21; i++)
            {
                parameter.Gradient[i] = (float)prng.NextGaussian();
                double slope = parameter.Gradient[i] + (isDecoupled ? 0 : 0.1 * w[i]);
                if (isDecoupled) w[i] *= 1 - (0.01 * 0.1);
                m[i] = (0.9 * m[i]) + (0.1 * slope);
                v[i] = (0.999 * v[i]) + (0.001 * slope * slope);
                double mean = m[i] / (1 - Math.Pow(0.9, t)), square = v[i] / (1 - Math.Pow(0.999, t));
                w[i] -= 0.01 * mean / (Math.Sqrt(square) + 1e-8);
            }

            adam.Step();
        }

        for (int i = 0; i < 21; i++) ((double)parameter.Values[i]).Should().BeApproximately(w[i], 1e-5);
        parameter.Gradient.Should().AllBeEquivalentTo(0f);
    }

    [Fact]
    public void ByNorm_shortens_only_what_is_too_long()
    {
        var parameter = new Parameter("p", [2]);
        (parameter.Gradient[0], parameter.Gradient[1]) = (3, 4);

        GradientClip.ByNorm([parameter], 10).Should().BeApproximately(5, 1e-6);
        parameter.Gradient.Should().Equal(3f, 4f);
        GradientClip.ByNorm([parameter], 1);
        parameter.Gradient[1].Should().BeApproximately(0.8f, 1e-6f);
    }

    [Fact]
    public void Schedule_shrinks_the_rate_on_a_plateau_and_then_stops()
    {
        var schedule = new PlateauSchedule(shrink: 0.5, patience: 1, stopAfter: 4);
        float rate = 1;
        List<float> rates = [];
        foreach (double loss in (double[])[3, 2, 2, 2, 1, 1, 1, 1, 1])
        {
            schedule.IsOver.Should().BeFalse();
            rates.Add(rate = schedule.Next(loss, rate));
        }

        rates.Should().Equal(1f, 1f, 1f, .5f, .5f, .5f, .25f, .25f, .125f);
        schedule.IsOver.Should().BeTrue();
    }
}
