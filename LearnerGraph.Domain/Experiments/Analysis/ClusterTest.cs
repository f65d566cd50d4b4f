using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>One cluster's learners, such as a class: how many, and the sum of their values.</summary>
public readonly record struct ClusterSum(double Count, double Sum);

/// <summary>
/// The difference of two means where whole classes were assigned, so that classmates do not count twice.
/// </summary>
/// <remarks>
/// Least squares of the value on the arm with the bias-reduced variance CR2 and Satterthwaite degrees of freedom for
/// independent, equal errors. For arm means the adjustment of a cluster of m in an arm of n is 1 / (1 - m/n), so that
/// Var(mean) = sum over clusters of (sum of residuals)^2 / (n^2 (1 - m/n)). Bell and McCaffrey, Survey Methodology
/// 28(2), 2002; Pustejovsky and Tipton, JBES 36(4), 2018.
/// </remarks>
public static class ClusterTest
{
    /// <summary>b against the control a; each arm needs two clusters, and none may be the whole arm.</summary>
    public static MeanComparison Compare(IReadOnlyList<ClusterSum> a, IReadOnlyList<ClusterSum> b, double alpha)
    {
        if (!(alpha > 0 && alpha < 1) || a.Concat(b).Any(cluster => !(cluster.Count > 0)))
            return new(AnalysisStatus.InvalidArgument);
        if (a.Concat(b).Any(cluster => !double.IsFinite(cluster.Sum + cluster.Count)))
            return new(AnalysisStatus.NonFiniteInput);
        if (a.Count < 2 || b.Count < 2) return new(AnalysisStatus.InsufficientData);
        var (meanA, varianceA, dfA) = Arm(a);
        var (meanB, varianceB, dfB) = Arm(b);
        var total = varianceA.Estimate + varianceB.Estimate;
        if (!(total > 0)) return new(AnalysisStatus.ZeroVariance) { Difference = meanB - meanA };

        // Satterthwaite over the two arms' independent variance estimates, each weighted by what it is expected to be.
        var (expectedA, expectedB) = (varianceA.Expected, varianceB.Expected);
        var sum = expectedA + expectedB;
        var df = sum * sum / ((expectedA * expectedA / dfA) + (expectedB * expectedB / dfB));
        return MeanTest.FromEstimate(meanB - meanA, Math.Sqrt(total), df, alpha);
    }

    /// <summary>An arm's mean with its CR2 variance; needs two clusters.</summary>
    public static (double Mean, double Variance) MeanOf(IReadOnlyList<ClusterSum> clusters)
    {
        var (mean, variance, _) = Arm(clusters);
        return (mean, variance.Estimate);
    }

    /// <summary>1 + (m - 1) icc: how many learners of a class count as one independent one.</summary>
    public static double DesignEffect(double clusterSize, double icc) => 1 + ((clusterSize - 1) * icc);

    private static (double Mean, (double Estimate, double Expected) Variance, double Df) Arm(
        IReadOnlyList<ClusterSum> clusters)
    {
        double n = clusters.Sum(cluster => cluster.Count), mean = clusters.Sum(cluster => cluster.Sum) / n;
        var estimate = 0.0;

        // In the working model the scaled residual sums u_g have Var 1/n^2 m and Cov -m m' / n^3 over their scales.
        var scale = clusters.Select(cluster => 1 / Math.Sqrt(1 - (cluster.Count / n))).ToArray();
        double trace = 0, squares = 0;
        for (var g = 0; g < clusters.Count; g++)
        {
            var residual = (clusters[g].Sum - (clusters[g].Count * mean)) * scale[g] / n;
            estimate += residual * residual;
            for (var h = 0; h < clusters.Count; h++)
            {
                var covariance = ((g == h ? clusters[g].Count : 0) - (clusters[g].Count * clusters[h].Count / n))
                    * scale[g] * scale[h] / (n * n);
                if (g == h) trace += covariance;
                squares += covariance * covariance;
            }
        }

        return (mean, (estimate, trace), trace * trace / squares);
    }
}
