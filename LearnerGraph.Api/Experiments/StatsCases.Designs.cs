using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;
using Answer = System.Collections.Generic.Dictionary<string, object?>;

namespace LearnerGraph.Api.Experiments;

internal static partial class StatsCases
{
    private static Answer Ratio(StatsInputs x)
    {
        var check = SampleRatio.Check(x.Numbers("observed"), x.Numbers("weights"));
        return new()
        {
            ["status"] = Name(check.Status), ["chi2"] = check.ChiSquare, ["df"] = check.DegreesOfFreedom,
            ["p"] = check.P, ["leaked"] = check.Leaked,
        };
    }

    private static Answer RatioWatch(StatsInputs x)
    {
        double[][] counts = x.Rows("cumulative_counts");
        double[] shares = x.Numbers("expected_share"), prior = x.Numbers("dirichlet_alpha");
        var status = SampleRatio.CheckWatch(counts, shares, prior);
        return new()
        {
            ["status"] = Name(status),
            ["steps"] = status is not AnalysisStatus.Ok ? null : SampleRatio.Watch(counts, shares, prior)
                .Select(look => new Answer { ["log_bayes_factor"] = look.LogBayesFactor, ["p_sequential"] = look.P })
                .ToArray(),
        };
    }

    private static Answer Ranks(StatsInputs x)
    {
        var test = RankTest.Compare(x.Numbers("a_control"), x.Numbers("b_treatment"));
        return new()
        {
            ["status"] = Name(test.Status), ["u_a"] = test.UA, ["u_b"] = test.UB,
            ["prob_superiority_b"] = test.Superiority, ["z_no_cc"] = test.Z, ["p_two_sided_no_cc"] = test.P,
            ["z_cc"] = test.ZCorrected, ["p_two_sided_cc"] = test.PCorrected, ["p_two_sided_exact"] = test.PExact,
            ["hodges_lehmann_b_minus_a"] = test.Shift,
        };
    }

    private static Answer Quantiles(StatsInputs x)
    {
        var test = QuantileTest.Compare(
            x.Numbers("a_control"), x.Numbers("b_treatment"), x.Number("quantile"), Alpha(x));
        return new()
        {
            ["status"] = Name(test.Status), ["quantile_a"] = test.A?.Value, ["quantile_b"] = test.B?.Value,
            ["index_low_a"] = test.A?.Low, ["index_high_a"] = test.A?.High, ["index_low_b"] = test.B?.Low,
            ["index_high_b"] = test.B?.High, ["var_quantile_a"] = test.A?.Variance,
            ["var_quantile_b"] = test.B?.Variance, ["diff"] = test.Difference, ["se"] = test.StandardError,
            ["z"] = test.Z, ["p_two_sided"] = test.P, ["ci_lower"] = test.Interval?.Lower,
            ["ci_upper"] = test.Interval?.Upper,
        };
    }

    private static Answer PowerOf(StatsInputs x, double na, double nb)
    {
        var (status, power, both) = Power.OfT(
            na, nb, x.Number("delta"), x.Number("sd"), Alpha(x), x.Whole("sides", 2));
        return new() { ["status"] = Name(status), ["power"] = power, ["power_both_tails"] = both };
    }

    private static Answer Size(Planned size) => new()
    {
        ["status"] = Name(size.Status), ["n_per_arm_real"] = size.Value, ["n_per_arm_ceil"] = size.Ceiling,
        ["n_per_arm_normal_approx"] = size.NormalApproximation,
    };

    private static Answer Detectable(StatsInputs x)
    {
        var effect = Power.DetectableEffect(
            x.Number("n_per_arm"), x.Number("sd"), Alpha(x), x.Number("power", 0.8), x.Whole("sides", 2));
        return new()
        {
            ["status"] = Name(effect.Status), ["mde"] = effect.Value,
            ["mde_normal_approx"] = effect.NormalApproximation,
        };
    }

    private static Answer Duration(StatsInputs x)
    {
        var plan = DurationPlan.Of(
            x.Number("baseline_mean"), x.Number("sd"), x.Number("relative_mde"), Alpha(x), x.Number("power", 0.8),
            x.Whole("goal_metrics", 1), x.Whole("arms", 2), x.Number("cuped_correlation", 0),
            x.Number("eligible_learners_per_day"));
        return new()
        {
            ["status"] = Name(plan.Status), ["alpha_per_test"] = plan.AlphaPerTest, ["n_per_arm_real"] = plan.PerArm,
            ["n_per_arm_ceil"] = plan.PerArm is { } n ? Math.Ceiling(n) : null, ["total_ceil"] = plan.Total,
            ["days_ceil"] = plan.Days,
        };
    }

    private static Answer Adjusted(StatsInputs x)
    {
        var p = x.Numbers("p");
        if (p.Any(value => value is < 0 or > 1)) return new() { ["status"] = Name(AnalysisStatus.InvalidArgument) };
        return new()
        {
            ["status"] = Name(AnalysisStatus.Ok), ["bonferroni"] = Multiplicity.Bonferroni(p),
            ["holm"] = Multiplicity.Holm(p), ["hochberg"] = Multiplicity.Hochberg(p),
            ["benjamini_hochberg"] = Multiplicity.BenjaminiHochberg(p),
            ["benjamini_yekutieli"] = Multiplicity.BenjaminiYekutieli(p), ["hommel"] = Multiplicity.Hommel(p),
        };
    }

    private static Answer Simultaneous(StatsInputs x)
    {
        var together = SimultaneousIntervals.Of(x.Numbers("estimate"), x.Numbers("se"), x.Number("q"));
        return new()
        {
            ["bh_selected"] = together.Selected, ["fcr_alpha"] = together.SelectedAlpha,
            ["fcr_ci"] = Pairs(together.SelectedIntervals), ["bonferroni_ci"] = Pairs(together.All),
        };
    }

    private static double?[][] Pairs(IEnumerable<Interval> intervals) =>
        [.. intervals.Select(interval => new[] { interval.Lower, interval.Upper })];

    private static Answer Asymptotic(StatsInputs x)
    {
        var looks = x.Items("looks")
            .Select(look => (look.Number("n_total"), look.Number("estimate"), look.Number("se"))).ToArray();
        var results = Sequential.ConfidenceSequence(looks, Alpha(x), x.Number("n_star", 5000), out var status);
        return new()
        {
            ["status"] = Name(status),
            ["rho"] = status is AnalysisStatus.Ok ? Sequential.Rho(Alpha(x), x.Number("n_star", 5000)) : null,
            ["looks"] = status is not AnalysisStatus.Ok ? null : results.Select(look => new Answer
            {
                ["halfwidth"] = (look.Interval.Upper - look.Interval.Lower) / 2,
                ["ci_lower"] = look.Interval.Lower, ["ci_upper"] = look.Interval.Upper, ["p"] = look.P,
                ["p_running_min"] = look.RunningP, ["running_intersection_lower"] = look.Running.Lower,
                ["running_intersection_upper"] = look.Running.Upper, ["log_e_value"] = look.LogEvidence,
            }).ToArray(),
        };
    }

    private static Answer Mixture(StatsInputs x)
    {
        var looks = x.Items("looks")
            .Select(look => (look.Number("estimate"), look.Number("variance_of_estimate"))).ToArray();
        var results = Sequential.MixtureRatio(looks, Alpha(x), x.Number("tau2"), out var status);
        return new()
        {
            ["status"] = Name(status),
            ["looks"] = status is not AnalysisStatus.Ok ? null : results.Select(look => new Answer
            {
                ["log_lambda"] = look.LogEvidence, ["p_always_valid"] = look.RunningP,
                ["halfwidth"] = (look.Interval.Upper - look.Interval.Lower) / 2,
                ["ci_lower"] = look.Interval.Lower, ["ci_upper"] = look.Interval.Upper,
            }).ToArray(),
        };
    }

    private static Answer Boundaries(StatsInputs x)
    {
        var plan = GroupSequential.OBrienFleming(
            x.Numbers("information_fraction"), Alpha(x), x.Whole("sides", 2));
        var isOk = plan.Status is AnalysisStatus.Ok;
        return new()
        {
            ["status"] = Name(plan.Status), ["cumulative_alpha"] = isOk ? plan.Spent : null,
            ["z_boundaries"] = isOk ? plan.Z : null,
        };
    }

    private static Answer BetaBinomial(StatsInputs x)
    {
        var posterior = BetaPosterior.Of(
            x.Number("success_a"), x.Number("failure_a"), x.Number("success_b"), x.Number("failure_b"));
        return new()
        {
            ["status"] = Name(posterior.Status), ["prob_b_better"] = posterior.ChanceBBeats,
            ["expected_loss_choose_b"] = posterior.LossOfB, ["expected_loss_choose_a"] = posterior.LossOfA,
            ["post_mean_a"] = posterior.MeanA, ["post_mean_b"] = posterior.MeanB,
        };
    }

    private static Answer NormalPrior(StatsInputs x)
    {
        var posterior = NormalPosterior.Of(
            x.Number("estimate"), x.Number("se"), x.Number("prior_mean", 0),
            x.Number("prior_sd", double.PositiveInfinity));
        return new()
        {
            ["status"] = Name(posterior.Status), ["post_mean"] = posterior.Mean, ["post_sd"] = posterior.Deviation,
            ["chance_to_win"] = posterior.ChanceToWin, ["ci_lower"] = posterior.Interval?.Lower,
            ["ci_upper"] = posterior.Interval?.Upper,
            ["expected_loss_choose_treatment"] = posterior.LossOfTreatment,
            ["expected_loss_choose_control"] = posterior.LossOfControl,
        };
    }

    private static Answer Between(StatsInputs x)
    {
        var slices = Heterogeneity.Of(x.Numbers("slice_effect"), x.Numbers("slice_se"));
        return new()
        {
            ["status"] = Name(slices.Status), ["pooled_effect"] = slices.Effect, ["pooled_se"] = slices.StandardError,
            ["q"] = slices.Q, ["df"] = slices.DegreesOfFreedom, ["p"] = slices.P, ["i2"] = slices.I2,
        };
    }

    private static Answer Overlap(StatsInputs x)
    {
        var cells = x.Items("cells").ToDictionary(
            cell => (cell.Whole("a"), cell.Whole("b")),
            cell => Moments.FromSummary(cell.Number("n"), cell.Number("mean"), cell.Number("var")));
        var both = Interaction.Of(
            cells.GetValueOrDefault((0, 0)), cells.GetValueOrDefault((0, 1)), cells.GetValueOrDefault((1, 0)),
            cells.GetValueOrDefault((1, 1)));
        return new()
        {
            ["status"] = Name(both.Status), ["interaction"] = both.Effect, ["se"] = both.StandardError,
            ["z"] = both.Z, ["p_two_sided"] = both.P,
        };
    }
}
