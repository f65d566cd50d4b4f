using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>The sample ratio of some of the exposed: a skill level, or a day of exposure.</summary>
/// <param name="P">Of Pearson's chi-squared; null where too few are expected in an arm.</param>
/// <param name="AdjustedP">By Holm over the parts of its kind.</param>
public sealed record SampleRatioPart(string Part, int Learners, double? P, double? AdjustedP)
{
    /// <summary>Learners expected in an arm below which chi-squared says nothing.</summary>
    private const double FewestExpected = 5;

    /// <summary>Checks each part against the planned weights.</summary>
    /// <param name="counts">By variant, for each part.</param>
    public static IReadOnlyList<SampleRatioPart> Check(
        ExperimentPlan plan, IReadOnlyList<(string Part, IReadOnlyDictionary<string, int> Counts)> counts)
    {
        double[] weights = [.. plan.Variants.Select(variant => variant.Weight)];
        var checkedParts = new List<(string Part, int Learners, double P)>();
        foreach (var (part, byVariant) in counts)
        {
            double[] seen =
                [.. plan.Variants.Select(variant => (double)byVariant.GetValueOrDefault(variant.Key))];
            var ratio = SampleRatio.Check(seen, weights);
            bool isEnough = ratio.Expected is { } expected && expected.All(count => count >= FewestExpected);
            checkedParts.Add((part, (int)seen.Sum(), isEnough ? ratio.P!.Value : double.NaN));
        }

        var adjusted = Multiplicity.Holm([.. checkedParts.Select(one => one.P)]);
        return
        [
            .. checkedParts.Select((one, i) => new SampleRatioPart(
                one.Part, one.Learners, Known(one.P), Known(adjusted[i]))),
        ];
    }

    private static double? Known(double p) => double.IsNaN(p) ? null : p;
}

/// <summary>
/// Whether an arm's learners were different before they were treated, in the past that adjusts the primary metric.
/// </summary>
/// <param name="P">By Welch's test; small means that the arms were not alike to begin with.</param>
/// <param name="Difference">In standard deviations.</param>
public sealed record PrePeriodCheck(string Treatment, double? Difference, double? P)
{
    /// <summary>p below which the arms are worth a look; chance alone does that once in a hundred.</summary>
    public const double Suspicious = 0.01;

    public static IReadOnlyList<PrePeriodCheck> Of(ExperimentPlan plan, IReadOnlyList<ArmOutcomes> arms)
    {
        var control = arms.FirstOrDefault(arm => arm.Variant == plan.Control.Key);
        if (control is null || control.Covariates.Length == 0 || control.Classes.Length > 0) return [];
        var before = Moments.Of(control.Covariates);
        return
        [
            .. arms.Where(arm => arm != control && plan.Variants.Any(variant => variant.Key == arm.Variant))
                .Select(arm =>
                {
                    var after = Moments.Of(arm.Covariates);
                    var test = MeanTest.Welch(before, after, plan.SignificanceLevel);
                    return new PrePeriodCheck(arm.Variant, EffectSize.Of(before, after, 0.05).CohensD, test.P);
                }),
        ];
    }
}

/// <summary>An estimate drawn towards none: a lucky one, or the largest of several, looks better than it is.</summary>
public sealed record ShrunkEstimate(double Difference, Interval Interval);
