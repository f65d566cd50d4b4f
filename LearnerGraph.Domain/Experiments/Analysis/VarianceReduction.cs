using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>A comparison after a covariate from before the exposure was taken out.</summary>
/// <param name="Theta">Slope used; 0 where the covariate is constant, and the test is then the plain one.</param>
/// <param name="VarianceRatio">Squared error after over before; 1 minus it is the reduction.</param>
public sealed record AdjustedComparison(
    double Theta, Moments A, Moments B, double? VarianceRatio, MeanComparison Test);

/// <summary>Effect and error of a regression with the covariate.</summary>
public readonly record struct RegressionEffect(
    double Effect, double StandardError, double Statistic, double P, double? Slope, double? DegreesOfFreedom);

/// <summary>Less noise by what was known before: CUPED, and the regressions it stands in for.</summary>
/// <remarks>Deng, Xu, Kohavi and Walker, WSDM 2013; Lin, Annals of Applied Statistics 7(1), 2013.</remarks>
public static class VarianceReduction
{
    /// <summary>
    /// The product's choice: the slope pooled within arms, which the treatment effect cannot leak into.
    /// </summary>
    /// <param name="a">Control: the metric as X, the covariate as Y.</param>
    public static AdjustedComparison WithinArms(JointMoments a, JointMoments b, double alpha) =>
        Adjust(a, b, Slope(a.Cross + b.Cross, a.Y.M2 + b.Y.M2), alpha);

    /// <summary>
    /// One slope from the covariance over both arms together, as others do; holds a part of the effect.
    /// </summary>
    public static AdjustedComparison TotalCovariance(JointMoments a, JointMoments b, double alpha)
    {
        var all = a.Merge(b);
        return Adjust(a, b, Slope(all.Cross, all.Y.M2), alpha);
    }

    /// <summary>
    /// Least squares of the metric on arm and covariate with the classical error; null without degrees.
    /// </summary>
    public static RegressionEffect? Ancova(JointMoments a, JointMoments b)
    {
        double sxx = a.Y.M2 + b.Y.M2, cross = a.Cross + b.Cross, df = a.X.Count + b.X.Count - 3;
        if (!(sxx > 0) || df < 1) return null;
        var slope = cross / sxx;
        var shift = b.Y.Minus(a.Y);
        var effect = b.X.Minus(a.X) - (slope * shift);
        var residual = Math.Max(0, a.X.M2 + b.X.M2 - (slope * cross)) / df;
        var se = Math.Sqrt(residual * ((1 / a.X.Count) + (1 / b.X.Count) + (shift * shift / sxx)));
        if (!(se > 0)) return null;
        var t = effect / se;
        return new(effect, se, t, Math.Min(1, 2 * StudentT.Above(Math.Abs(t), df)), slope, df);
    }

    /// <summary>
    /// Lin's estimator: a regression of its own in each arm, both read off at the common covariate mean; the error is
    /// HC2, unbiased under equal variances and robust without. Null where an arm's covariate is constant.
    /// </summary>
    public static RegressionEffect? LinInteracted(
        ReadOnlySpan<double> ya, ReadOnlySpan<double> xa, ReadOnlySpan<double> yb, ReadOnlySpan<double> xb)
    {
        JointMoments a = JointMoments.Of(ya, xa), b = JointMoments.Of(yb, xb);
        if (a.X.Count < 3 || b.X.Count < 3 || !(a.Y.M2 > 0 && b.Y.M2 > 0)) return null;
        var center = a.Y.Merge(b.Y);
        var (meanA, varianceA) = AtCenter(a, ya, xa, center);
        var (meanB, varianceB) = AtCenter(b, yb, xb, center);
        var effect = b.X.Minus(a.X) + meanB - meanA;
        var se = Math.Sqrt(varianceA + varianceB);
        if (!(se > 0)) return null;
        var z = effect / se;
        return new(effect, se, z, Proportions.TwoSided(z), null, null);
    }

    private static double Slope(double cross, double sxx) => sxx > 0 ? cross / sxx : 0;

    private static AdjustedComparison Adjust(JointMoments a, JointMoments b, double theta, double alpha)
    {
        var center = a.Y.Merge(b.Y);
        Moments adjustedA = Adjusted(a, theta, center), adjustedB = Adjusted(b, theta, center);
        var test = MeanTest.Welch(adjustedA, adjustedB, alpha);
        var plain = MeanTest.Welch(a.X, b.X, alpha);
        var ratio = (test.StandardError * test.StandardError) / (plain.StandardError * plain.StandardError);
        return new(theta, adjustedA, adjustedB, ratio, test);
    }

    private static Moments Adjusted(JointMoments arm, double theta, Moments center)
    {
        if (theta == 0) return arm.X;
        var m2 = arm.X.M2 - (2 * theta * arm.Cross) + (theta * theta * arm.Y.M2);
        return arm.X with
        {
            Mean = arm.X.Mean - (theta * arm.Y.Minus(center)), M2 = Math.Max(0, m2),
        };
    }

    // The fitted value at the common mean, as a step from the arm's own mean, and its HC2 variance.
    private static (double Step, double Variance) AtCenter(
        JointMoments arm, ReadOnlySpan<double> y, ReadOnlySpan<double> x, Moments center)
    {
        var slope = arm.Cross / arm.Y.M2;
        var shift = center.Minus(arm.Y);
        var variance = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var dx = x[i] - arm.Y.Mean - arm.Y.MeanTail;
            var residual = y[i] - arm.X.Mean - arm.X.MeanTail - (slope * dx);
            var weight = (1 / arm.X.Count) + (shift * dx / arm.Y.M2);
            var leverage = (1 / arm.X.Count) + (dx * dx / arm.Y.M2);
            if (leverage < 1 - 1e-12) variance += weight * weight * residual * residual / (1 - leverage);
        }

        return (slope * shift, variance);
    }
}
