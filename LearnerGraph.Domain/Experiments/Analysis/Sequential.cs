using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>One look at a running experiment, valid however often one looks.</summary>
/// <param name="P">At this look; <paramref name="RunningP"/> is the least so far and may be acted upon.</param>
/// <param name="Running">Intersection of all intervals so far; where the looks contradict each other, it is
/// empty.</param>
public readonly record struct SequentialLook(
    double LogEvidence, double P, double RunningP, Interval Interval, Interval Running);

/// <summary>Intervals and p-values that hold at every look at once.</summary>
public static class Sequential
{
    /// <summary>The asymptotic confidence sequence: a normal mixture, tightest around n* learners.</summary>
    /// <param name="looks">Learners in both arms, estimate, and its standard error; learners never fall.</param>
    /// <returns>Empty where the arguments do not allow it; <paramref name="status"/> says why.</returns>
    /// <remarks>Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Annals of Statistics 2024, arXiv 2103.06476.</remarks>
    public static IReadOnlyList<SequentialLook> ConfidenceSequence(
        IReadOnlyList<(double Count, double Estimate, double Error)> looks, double alpha, double tightestAt,
        out AnalysisStatus status)
    {
        status = CheckLooks(looks, alpha);
        if (!(tightestAt > 0 && double.IsFinite(tightestAt))) status = AnalysisStatus.InvalidArgument;
        if (status is not AnalysisStatus.Ok) return [];
        var rho = Rho(alpha, tightestAt);
        return Run(looks.Count, i =>
        {
            var (n, estimate, error) = looks[i];
            var scaled = (n * rho * rho) + 1;
            var half = error * Math.Sqrt(n)
                * Math.Sqrt(2 * scaled / (n * n * rho * rho) * (Math.Log(scaled) / 2 - Math.Log(alpha)));
            var sum = n * (estimate / error) * (estimate / error);
            return ((rho * rho * sum / (2 * scaled)) - (Math.Log(scaled) / 2), estimate, half);
        }, alpha);
    }

    /// <summary>rho of the mixture: sqrt((-2 ln alpha + ln(-2 ln alpha + 1)) / n*).</summary>
    public static double Rho(double alpha, double tightestAt) =>
        Math.Sqrt(((-2 * Math.Log(alpha)) + Math.Log((-2 * Math.Log(alpha)) + 1)) / tightestAt);

    /// <summary>The mixture sequential probability ratio test with a N(0, tau^2) mixture over the effect.</summary>
    /// <remarks>Robbins 1970; Johari, Koomen, Pekelis and Walsh, Operations Research 70(3), 2022.</remarks>
    public static IReadOnlyList<SequentialLook> MixtureRatio(
        IReadOnlyList<(double Estimate, double Variance)> looks, double alpha, double tau2, out AnalysisStatus status)
    {
        status = !(alpha > 0 && alpha < 1) || !(tau2 > 0 && double.IsFinite(tau2)) ? AnalysisStatus.InvalidArgument
            : looks.Any(look => !double.IsFinite(look.Estimate + look.Variance)) ? AnalysisStatus.NonFiniteInput
            : looks.Any(look => look.Variance < 0) ? AnalysisStatus.InvalidArgument
            : looks.Any(look => look.Variance == 0) ? AnalysisStatus.ZeroVariance
            : looks.Count == 0 ? AnalysisStatus.InsufficientData : AnalysisStatus.Ok;
        if (status is not AnalysisStatus.Ok) return [];
        return Run(looks.Count, i =>
        {
            var (estimate, v) = looks[i];
            var shrink = Elementary.Log1P(tau2 / v);
            var logRatio = (-0.5 * shrink) + (tau2 / (v + tau2) * (estimate / v * estimate) / 2);
            var half = Math.Sqrt(v * ((v + tau2) / tau2) * (shrink - (2 * Math.Log(alpha))));
            return (logRatio, estimate, half);
        }, alpha);
    }

    private static AnalysisStatus CheckLooks(
        IReadOnlyList<(double Count, double Estimate, double Error)> looks, double alpha)
    {
        if (!(alpha > 0 && alpha < 1)) return AnalysisStatus.InvalidArgument;
        if (looks.Count == 0) return AnalysisStatus.InsufficientData;
        var before = 0.0;
        foreach (var (count, estimate, error) in looks)
        {
            if (!double.IsFinite(count + estimate + error)) return AnalysisStatus.NonFiniteInput;
            if (count <= 0 || count < before || error < 0) return AnalysisStatus.InvalidArgument;
            if (error == 0) return AnalysisStatus.ZeroVariance;
            before = count;
        }

        return AnalysisStatus.Ok;
    }

    private static SequentialLook[] Run(
        int count, Func<int, (double LogEvidence, double Estimate, double Half)> look, double alpha)
    {
        var results = new SequentialLook[count];
        double least = 1, lower = double.NegativeInfinity, upper = double.PositiveInfinity;
        for (var i = 0; i < count; i++)
        {
            var (evidence, estimate, half) = look(i);
            var p = Math.Min(1, Math.Exp(-evidence));
            least = Math.Min(least, p);
            lower = Math.Max(lower, estimate - half);
            upper = Math.Min(upper, estimate + half);
            results[i] = new(
                evidence, p, least, Interval.Around(estimate, half, alpha), new(lower, upper, 1 - alpha));
        }

        return results;
    }
}
