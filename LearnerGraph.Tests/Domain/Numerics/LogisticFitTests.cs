using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Numerics;

public sealed class LogisticFitTests
{
    [Fact]
    public void Run_of_an_intercept_alone_is_the_logit_of_the_share()
    {
        var rows = new SparseRows();
        bool[] outcomes = new bool[100];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = i < 70;
            rows.Add(0);
            rows.EndRow();
        }

        var weights = LogisticFit.Run(rows, outcomes, [0]);

        weights[0].Should().BeApproximately(Math.Log(0.7 / 0.3), 1e-4);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(5)]
    public void Run_leaves_no_slope(double lambda)
    {
        var random = new Prng(3);
        var rows = new SparseRows();
        bool[] outcomes = new bool[400];
        double[] truth = [0.5, -1, 2, 0];
        for (int i = 0; i < outcomes.Length; i++)
        {
            double z = 0;
            for (int j = 0; j < truth.Length; j++)
            {
                if (random.NextInt(3) == 0) continue;
                double x = random.NextGaussian();
                rows.Add(j, x);
                z += truth[j] * x;
            }

            rows.EndRow();
            outcomes[i] = random.NextDouble() < Probability.Logistic(z);
        }

        double[] weights = LogisticFit.Run(rows, outcomes, [lambda, lambda, lambda, lambda], tolerance: 1e-12);

        double[] slope = [.. weights.Select(weight => lambda * weight)];
        for (int i = 0; i < outcomes.Length; i++)
            rows.AddTo(i, Probability.Logistic(rows.Dot(i, weights)) - (outcomes[i] ? 1 : 0), slope);
        slope.Should().OnlyContain(part => Math.Abs(part) < 1e-3);
    }
}
