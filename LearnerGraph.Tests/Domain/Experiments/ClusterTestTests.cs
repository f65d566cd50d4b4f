using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class ClusterTestTests
{
    [Fact]
    public void Compare_of_clusters_of_one_is_Welch()
    {
        double[] a = [3, 5, 4, 8, 9.5], b = [6, 7, 9, 5];
        var clustered = ClusterTest.Compare(
            [.. a.Select(x => new ClusterSum(1, x))], [.. b.Select(x => new ClusterSum(1, x))], 0.05);
        var welch = MeanTest.Welch(Moments.Of(a), Moments.Of(b), 0.05);

        clustered.Difference.Should().BeApproximately(welch.Difference!.Value, 1e-12);
        clustered.StandardError.Should().BeApproximately(welch.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Compare_of_equal_clusters_is_the_test_of_their_means()
    {
        double[] a = [3, 5, 4, 8], b = [6, 7, 9, 5, 6];
        var clustered = ClusterTest.Compare(
            [.. a.Select(x => new ClusterSum(20, 20 * x))], [.. b.Select(x => new ClusterSum(20, 20 * x))], 0.05);
        var welch = MeanTest.Welch(Moments.Of(a), Moments.Of(b), 0.05);

        clustered.StandardError.Should().BeApproximately(welch.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Compare_keeps_its_level_where_a_plain_test_does_not()
    {
        var prng = new Prng(17);
        int clustered = 0, plain = 0;
        const int runs = 1500;
        for (var run = 0; run < runs; run++)
        {
            var (classesA, learnersA) = Classes(ref prng);
            var (classesB, learnersB) = Classes(ref prng);
            if (ClusterTest.Compare(classesA, classesB, 0.05).P < 0.05) clustered++;
            if (MeanTest.Welch(Moments.Of(learnersA), Moments.Of(learnersB), 0.05).P < 0.05) plain++;
        }

        clustered.Should().BeInRange(47, 103, "0.05 of 1500 with its 99.9 % band, seed 17");
        plain.Should().BeGreaterThan(300, "classmates are alike");
    }

    [Fact]
    public void Compare_refuses_a_single_class()
    {
        ClusterTest.Compare([new(20, 60)], [new(20, 60), new(18, 40)], 0.05).Status.Should()
            .Be(AnalysisStatus.InsufficientData);
        ClusterTest.DesignEffect(25, 0.1).Should().BeApproximately(3.4, 1e-12);
    }

    private static (ClusterSum[] Classes, double[] Learners) Classes(ref Prng prng)
    {
        var classes = new ClusterSum[12];
        var learners = new List<double>();
        for (var i = 0; i < classes.Length; i++)
        {
            var (size, level, sum) = (10 + prng.NextInt(20), 0.5 * prng.NextGaussian(), 0.0);
            for (var k = 0; k < size; k++)
            {
                var value = level + prng.NextGaussian();
                learners.Add(value);
                sum += value;
            }

            classes[i] = new(size, sum);
        }

        return (classes, [.. learners]);
    }
}
