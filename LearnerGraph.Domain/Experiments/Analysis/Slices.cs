using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Whether the effect differs between slices of learners, asked before any slice is looked at alone.</summary>
/// <param name="I2">Share of the variation between slices that is not noise.</param>
public sealed record Heterogeneity(
    AnalysisStatus Status, double? Effect = null, double? StandardError = null, double? Q = null,
    double? DegreesOfFreedom = null, double? P = null, double? I2 = null)
{
    /// <summary>Cochran's Q around the mean weighted by precision.</summary>
    public static Heterogeneity Of(IReadOnlyList<double> effects, IReadOnlyList<double> errors)
    {
        if (effects.Count != errors.Count || errors.Any(error => error < 0)) return new(AnalysisStatus.InvalidArgument);
        if (effects.Concat(errors).Any(value => !double.IsFinite(value))) return new(AnalysisStatus.NonFiniteInput);
        if (effects.Count < 2) return new(AnalysisStatus.InsufficientData);
        if (errors.Any(error => error == 0)) return new(AnalysisStatus.ZeroVariance);
        var weights = errors.Select(error => 1 / (error * error)).ToArray();
        var total = weights.Sum();
        var pooled = effects.Select((effect, i) => weights[i] / total * effect).Sum();
        var q = effects.Select((effect, i) => weights[i] * (effect - pooled) * (effect - pooled)).Sum();
        var df = effects.Count - 1;
        return new(
            AnalysisStatus.Ok, pooled, 1 / Math.Sqrt(total), q, df, ChiSquared.Above(q, df),
            q > 0 ? Math.Max(0, (q - df) / q) : 0);
    }
}

/// <summary>Whether two experiments that share learners change each other's effect.</summary>
public sealed record Interaction(
    AnalysisStatus Status, double? Effect = null, double? StandardError = null, double? Z = null, double? P = null)
{
    /// <summary>(m11 - m10) - (m01 - m00), the first index being the first experiment's arm.</summary>
    public static Interaction Of(Moments m00, Moments m01, Moments m10, Moments m11)
    {
        Moments[] cells = [m00, m01, m10, m11];
        if (cells.Any(cell => !cell.IsFinite)) return new(AnalysisStatus.NonFiniteInput);
        if (cells.Any(cell => cell.Count < 2)) return new(AnalysisStatus.InsufficientData);
        var effect = m11.Minus(m10) - m01.Minus(m00);
        var se = Math.Sqrt(cells.Sum(cell => cell.MeanVariance));
        if (!(se > 0)) return new(AnalysisStatus.ZeroVariance, effect);
        return new(AnalysisStatus.Ok, effect, se, effect / se, Proportions.TwoSided(effect / se));
    }
}
