using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;
using Answer = System.Collections.Generic.Dictionary<string, object?>;

namespace LearnerGraph.Api.Experiments;

internal static partial class StatsCases
{
    private static readonly Dictionary<string, Func<StatsInputs, Answer>> Kinds = new()
    {
        ["descriptive"] = Descriptive,
        ["welch_t"] = x => Means(x, MeanTest.Welch),
        ["welch_t_summary"] = x => Means(x, MeanTest.Welch),
        ["student_t"] = x => Means(x, MeanTest.Student),
        ["t_dist"] = x => Tails(
            StudentT.Below(x.Number("t"), x.Number("df")), StudentT.Above(x.Number("t"), x.Number("df"))),
        ["t_quantile_upper"] = x => new()
        {
            ["t"] = Finite(StudentT.UpperQuantile(x.Number("upper_tail_prob"), x.Number("df"))),
        },
        ["normal"] = x => Tails(Normal.Below(x.Number("z")), Normal.Above(x.Number("z"))),
        ["normal_quantile"] = x => new() { ["z"] = Finite(Normal.Quantile(x.Number("p"))) },
        ["chi2_sf"] = x => new() { ["sf"] = Finite(ChiSquared.Above(x.Number("x"), x.Number("df"))) },
        ["noncentral_t"] = x => Tails(
            NoncentralT.Below(x.Number("t"), x.Number("df"), x.Number("ncp")),
            NoncentralT.Above(x.Number("t"), x.Number("df"), x.Number("ncp"))),
        ["effect_size"] = Effects,
        ["two_proportions"] = TwoProportions,
        ["srm"] = Ratio,
        ["srm_sequential"] = RatioWatch,
        ["mann_whitney"] = Ranks,
        ["power_t"] = x => PowerOf(x, x.Number("n_per_arm"), x.Number("n_per_arm")),
        ["power_t_unequal"] = x => PowerOf(x, x.Number("n_a"), x.Number("n_b")),
        ["sample_size_t"] = x => Size(Power.SampleSizeT(
            x.Number("delta"), x.Number("sd"), Alpha(x), x.Number("power", 0.8), x.Whole("sides", 2))),
        ["sample_size_prop"] = x => Size(Power.SampleSizeProportions(
            x.Number("p_a"), x.Number("p_b"), Alpha(x), x.Number("power", 0.8), x.Whole("sides", 2))),
        ["mde_t"] = Detectable,
        ["duration_plan"] = Duration,
        ["p_adjust"] = Adjusted,
        ["simultaneous_ci"] = Simultaneous,
        ["cuped"] = Cuped,
        ["ratio_metric"] = RatioOf,
        ["relative_lift"] = Lift,
        ["asymptotic_cs"] = Asymptotic,
        ["msprt"] = Mixture,
        ["group_sequential"] = Boundaries,
        ["bayes_beta_binomial"] = BetaBinomial,
        ["bayes_normal"] = NormalPrior,
        ["winsorize"] = Winsorized,
        ["quantile_test"] = Quantiles,
        ["non_inferiority"] = NotWorse,
        ["heterogeneity"] = Between,
        ["interaction"] = Overlap,
        ["merge_moments"] = Merged,
        ["degenerate"] = x => Kinds![OperationKind(x.Text("operation"))](x),
        ["hash_growthbook"] = GrowthBookHash,
        ["bucket_ranges"] = BucketRanges,
        ["choose_variation"] = ChooseVariation,
        ["in_namespace"] = InNamespace,
        ["hash_optimizely"] = Optimizely,
        ["hash_goff"] = GoFeatureFlag,
        ["hash_sha256_u64"] = Sha256Prefix,
        ["hash_planout"] = PlanOut,
        ["hash_eppo"] = Eppo,
        ["hash_lg1"] = Lg1,
    };

    private static string OperationKind(string operation) => operation switch
    {
        "welch" => "welch_t",
        "welch_summary" => "welch_t_summary",
        "student" => "student_t",
        "cohens_d" => "effect_size",
        "proportions" => "two_proportions",
        "quantile" => "quantile_test",
        _ => operation,
    };

    /// <summary>SCREAMING_SNAKE_CASE, as clients see a status.</summary>
    private static string Name(AnalysisStatus status) => status switch
    {
        AnalysisStatus.Ok => "OK",
        AnalysisStatus.InsufficientData => "INSUFFICIENT_DATA",
        AnalysisStatus.ZeroVariance => "ZERO_VARIANCE",
        AnalysisStatus.NonFiniteInput => "NON_FINITE_INPUT",
        AnalysisStatus.InvalidArgument => "INVALID_ARGUMENT",
        AnalysisStatus.BaselineZero => "BASELINE_ZERO",
        AnalysisStatus.IllConditioned => "ILL_CONDITIONED",
        _ => "UNBOUNDED",
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static double Alpha(StatsInputs x) => x.Number("alpha", 0.05);

    private static Answer Tails(double below, double above) =>
        new() { ["cdf"] = Finite(below), ["sf"] = Finite(above) };
}
