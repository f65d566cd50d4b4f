using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;
using Answer = System.Collections.Generic.Dictionary<string, object?>;

namespace LearnerGraph.Api.Experiments;

internal static partial class StatsCases
{
    private static Answer Descriptive(StatsInputs x)
    {
        var moments = Moments.Of(x.Sample("x"));
        return new()
        {
            ["n"] = moments.Count, ["mean"] = moments.Count > 0 ? Finite(moments.Mean) : null,
            ["sum"] = Finite(moments.Sum), ["variance"] = Finite(moments.Variance),
            ["sd"] = Finite(moments.StandardDeviation),
        };
    }

    private static Answer Merged(StatsInputs x)
    {
        var all = default(Moments);
        foreach (var chunk in x.Items("chunks"))
            all = all.Merge(new(chunk.Number("n"), chunk.Number("mean"), 0, chunk.Number("m2")));
        return new()
        {
            ["n"] = all.Count, ["mean"] = all.Mean, ["m2"] = all.M2, ["variance"] = Finite(all.Variance),
        };
    }

    private static Answer Means(StatsInputs x, Func<Moments, Moments, double, MeanComparison> test)
    {
        Moments a = x.Arm("a_control", "a"), b = x.Arm("b_treatment", "b");
        return Means(test(a, b, Alpha(x)), a, b);
    }

    private static Answer Means(MeanComparison test, Moments a, Moments b) => new()
    {
        ["status"] = Name(test.Status), ["t"] = test.T, ["df"] = test.DegreesOfFreedom,
        ["diff"] = Finite(test.Difference), ["se"] = test.StandardError, ["p_two_sided"] = test.P,
        ["p_greater"] = test.PGreater, ["p_less"] = test.PLess, ["log10_p"] = test.Log10P,
        ["ci_lower"] = test.Interval?.Lower, ["ci_upper"] = test.Interval?.Upper,
        ["t_crit_two_sided"] = test.CriticalT, ["ci_greater_lower"] = test.GreaterLower,
        ["ci_less_upper"] = test.LessUpper, ["pooled_sd"] = test.PooledDeviation, ["n_a"] = a.Count,
        ["n_b"] = b.Count, ["mean_a"] = a.Count > 0 ? Finite(a.Mean) : null,
        ["mean_b"] = b.Count > 0 ? Finite(b.Mean) : null, ["var_a"] = Finite(a.Variance),
        ["var_b"] = Finite(b.Variance),
    };

    private static Answer Effects(StatsInputs x)
    {
        var effect = EffectSize.Of(x.Arm("a_control", "a"), x.Arm("b_treatment", "b"), 1 - x.Number("conf", 0.95));
        return new()
        {
            ["status"] = Name(effect.Status), ["cohens_d"] = effect.CohensD, ["pooled_sd"] = effect.PooledDeviation,
            ["hedges_j_exact"] = effect.FactorJ, ["hedges_j_approx"] = effect.ApproximateJ,
            ["hedges_g_exact"] = effect.HedgesG, ["hedges_g_approx"] = effect.ApproximateJ * effect.CohensD,
            ["d_ci_lower"] = effect.CohensDInterval?.Lower, ["d_ci_upper"] = effect.CohensDInterval?.Upper,
            ["g_ci_lower"] = effect.HedgesGInterval?.Lower, ["g_ci_upper"] = effect.HedgesGInterval?.Upper,
            ["var_d_large_sample"] = effect.LargeSampleVariance, ["d_avg_variance"] = effect.AverageVarianceD,
            ["glass_delta_control_sd"] = effect.GlassDelta, ["common_language_normal"] = effect.Superiority,
        };
    }

    private static Answer TwoProportions(StatsInputs x)
    {
        var test = Proportions.Compare(
            x.Number("x_a"), x.Number("n_a"), x.Number("x_b"), x.Number("n_b"), Alpha(x));
        return new()
        {
            ["status"] = Name(test.Status), ["diff"] = test.Difference, ["se_unpooled"] = test.StandardError,
            ["z_pooled"] = test.ZPooled, ["p_two_sided_pooled"] = test.PPooled,
            ["p_greater_pooled"] = test.PGreaterPooled, ["chi2"] = test.ChiSquare, ["p_yates"] = test.PYates,
            ["z_unpooled"] = test.ZUnpooled, ["p_two_sided_unpooled"] = test.PUnpooled,
            ["wald_ci_lower"] = test.Wald?.Lower, ["wald_ci_upper"] = test.Wald?.Upper,
            ["wilson_a_lower"] = test.WilsonA?.Lower, ["wilson_a_upper"] = test.WilsonA?.Upper,
            ["wilson_b_lower"] = test.WilsonB?.Lower, ["wilson_b_upper"] = test.WilsonB?.Upper,
            ["newcombe_ci_lower"] = test.Newcombe?.Lower, ["newcombe_ci_upper"] = test.Newcombe?.Upper,
            ["cohens_h"] = test.CohensH, ["relative_risk"] = test.RelativeRisk,
            ["rr_ci_lower"] = test.RelativeRiskInterval?.Lower, ["rr_ci_upper"] = test.RelativeRiskInterval?.Upper,
            ["p_fisher_two_sided"] = test.PFisher,
        };
    }

    private static Answer RatioOf(StatsInputs x)
    {
        var test = RatioMetric.Compare(x.Pairs("num_a", "den_a"), x.Pairs("num_b", "den_b"), Alpha(x));
        return new()
        {
            ["status"] = Name(test.Status), ["ratio_a"] = test.RatioA, ["ratio_b"] = test.RatioB,
            ["var_ratio_a"] = test.VarianceA, ["var_ratio_b"] = test.VarianceB, ["diff"] = test.Test?.Difference,
            ["se"] = test.Test?.StandardError, ["z"] = test.Z, ["p_two_sided_normal"] = test.PNormal,
            ["df_welch"] = test.Test?.DegreesOfFreedom, ["p_two_sided_t"] = test.Test?.P,
            ["ci_lower_normal"] = test.NormalInterval?.Lower, ["ci_upper_normal"] = test.NormalInterval?.Upper,
            ["relative_lift"] = test.Lift?.Lift, ["se_relative"] = test.Lift?.StandardError,
        };
    }

    private static Answer Lift(StatsInputs x)
    {
        var lift = RelativeLift.Of(x.Arm("a_control", "a"), x.Arm("b_treatment", "b"), Alpha(x));
        return new()
        {
            ["status"] = Name(lift.Status), ["relative_lift"] = lift.Lift, ["se_delta"] = lift.StandardError,
            ["delta_ci_lower"] = lift.Delta?.Lower, ["delta_ci_upper"] = lift.Delta?.Upper,
            ["fieller_g"] = lift.FiellerG, ["fieller_ci_lower"] = lift.Fieller?.Lower,
            ["fieller_ci_upper"] = lift.Fieller?.Upper,
            ["fieller_status"] = lift.FiellerG is null ? null : lift.IsBounded ? "BOUNDED" : "UNBOUNDED",
            ["log_ratio_ci_lower"] = lift.LogRatio?.Lower, ["log_ratio_ci_upper"] = lift.LogRatio?.Upper,
        };
    }

    private static Answer Winsorized(StatsInputs x)
    {
        var capped = Winsorization.Of(
            x.Numbers("a_control"), x.Numbers("b_treatment"), x.Optional("lower_quantile"),
            x.Optional("upper_quantile"), x.Truth("exclude_zeros_for_quantile"));
        if (capped.Status is not AnalysisStatus.Ok) return new() { ["status"] = Name(capped.Status) };
        Moments a = Moments.Of(capped.A), b = Moments.Of(capped.B);
        var answer = Means(MeanTest.Welch(a, b, Alpha(x)), a, b);
        answer["lower_cap"] = capped.LowerCap;
        answer["upper_cap"] = capped.UpperCap;
        answer["capped_count_a"] = capped.CappedA;
        answer["capped_count_b"] = capped.CappedB;
        return answer;
    }

    private static Answer NotWorse(StatsInputs x)
    {
        var test = NonInferiority.Test(
            x.Arm("a_control", "a"), x.Arm("b_treatment", "b"), x.Number("margin"), x.Text("better") == "higher",
            Alpha(x));
        return new()
        {
            ["status"] = Name(test.Status), ["oriented_diff"] = test.Difference, ["se"] = test.StandardError,
            ["df"] = test.DegreesOfFreedom, ["t_noninferiority"] = test.T, ["p_noninferiority"] = test.P,
            ["oriented_lower_one_sided_bound"] = test.LowerBound, ["p_superiority"] = test.PSuperiority,
            ["p_tost_equivalence"] = test.PEquivalence,
        };
    }

    private static Answer Cuped(StatsInputs x)
    {
        var alpha = Alpha(x);
        JointMoments a = x.Pairs("y_a", "x_a"), b = x.Pairs("y_b", "x_b");
        var plain = MeanTest.Welch(a.X, b.X, alpha);
        var answer = new Answer
        {
            ["status"] = Name(plain.Status),
            ["unadjusted"] = Means(plain, a.X, b.X),
            ["theta_total_covariance"] = Adjustment(VarianceReduction.TotalCovariance(a, b, alpha)),
            ["theta_within_arm"] = Adjustment(VarianceReduction.WithinArms(a, b, alpha)),
        };
        if (VarianceReduction.Ancova(a, b) is { } ancova)
        {
            answer["ancova_ols"] = new Answer
            {
                ["effect"] = ancova.Effect, ["slope"] = ancova.Slope, ["se_classical"] = ancova.StandardError,
                ["t"] = ancova.Statistic, ["df"] = ancova.DegreesOfFreedom, ["p_two_sided"] = ancova.P,
            };
        }

        var lin = VarianceReduction.LinInteracted(
            x.Numbers("y_a"), x.Numbers("x_a"), x.Numbers("y_b"), x.Numbers("x_b"));
        if (lin is { } interacted)
        {
            answer["lin_interacted_hc2"] = new Answer
            {
                ["effect"] = interacted.Effect, ["se_hc2"] = interacted.StandardError, ["z"] = interacted.Statistic,
                ["p_two_sided_normal"] = interacted.P,
            };
        }

        return answer;
    }

    private static Answer Adjustment(AdjustedComparison adjusted)
    {
        var answer = Means(adjusted.Test, adjusted.A, adjusted.B);
        answer["theta"] = adjusted.Theta;
        answer["adj_mean_a"] = Finite(adjusted.A.Mean);
        answer["adj_mean_b"] = Finite(adjusted.B.Mean);
        answer["adj_var_a"] = Finite(adjusted.A.Variance);
        answer["adj_var_b"] = Finite(adjusted.B.Variance);
        answer["variance_ratio"] = Finite(adjusted.VarianceRatio);
        return answer;
    }
}
