using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Whether a treatment is shown to be no worse than a margin allows.</summary>
/// <param name="Difference">Turned so that positive is better.</param>
/// <param name="P">Of "worse by the margin or more"; small means no worse.</param>
/// <param name="LowerBound">One-sided, 1 - alpha.</param>
/// <param name="PSuperiority">Of "not better at all".</param>
/// <param name="PHarm">Of "not worse at all"; small means harm is shown.</param>
/// <param name="PEquivalence">Two one-sided tests: small means within the margin on both sides.</param>
public sealed record NonInferiority(
    AnalysisStatus Status, double? Difference = null, double? StandardError = null, double? DegreesOfFreedom = null,
    double? T = null, double? P = null, double? LowerBound = null, double? PSuperiority = null, double? PHarm = null,
    double? PEquivalence = null)
{
    /// <param name="margin">Largest accepted harm, in the metric's own unit, at least 0.</param>
    public static NonInferiority Test(Moments a, Moments b, double margin, bool higherIsBetter, double alpha)
    {
        if (!(margin >= 0 && double.IsFinite(margin))) return new(AnalysisStatus.InvalidArgument);
        return Test(MeanTest.Welch(a, b, alpha), margin, higherIsBetter, alpha);
    }

    public static NonInferiority Test(MeanComparison test, double margin, bool higherIsBetter, double alpha)
    {
        if (test.Status is not AnalysisStatus.Ok) return new(test.Status);
        double se = test.StandardError!.Value, df = test.DegreesOfFreedom!.Value;
        var difference = higherIsBetter ? test.Difference!.Value : -test.Difference!.Value;
        var t = (difference + margin) / se;
        var p = StudentT.Above(t, df);
        return new(
            AnalysisStatus.Ok, difference, se, df, t, p, difference - (StudentT.UpperQuantile(alpha, df) * se),
            StudentT.Above(difference / se, df), StudentT.Below(difference / se, df),
            Math.Max(p, StudentT.Below((difference - margin) / se, df)));
    }
}
