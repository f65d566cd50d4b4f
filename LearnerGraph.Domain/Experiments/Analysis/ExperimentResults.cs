using LearnerGraph.Domain.Experiments;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Why a metric is looked at.</summary>
public enum MetricRole
{
    Primary,
    Secondary,
    Guardrail,
}

/// <summary>One arm in figures; null where the data do not allow them.</summary>
public sealed record GroupSummary(string Variant, int Count, double? Mean, double? StandardDeviation);

/// <summary>What holds at every look.</summary>
public sealed record SequentialResult(double P, Interval Interval);

/// <summary>The comparison with the past taken out.</summary>
/// <param name="VarianceReduction">Share of the variance that went.</param>
public sealed record VarianceReducedResult(double Difference, Interval Interval, double P, double VarianceReduction);

/// <summary>A treatment against the control in one metric.</summary>
/// <param name="Test">The test in words.</param>
/// <param name="Estimate">Difference, error and degrees of freedom that the further tests build upon.</param>
public sealed record Comparison(AnalysisStatus Status, GroupSummary Treatment, string Test, MeanComparison Estimate)
{
    /// <summary>What was assigned in the treated arm: learners, or classes.</summary>
    public int Units { get; init; }

    public double? Statistic { get; init; }

    public double? DegreesOfFreedom { get; init; }

    public double? P { get; init; }

    /// <summary>By Holm over the metric's family: primary or secondary metrics, times treatments.</summary>
    public double? AdjustedP { get; init; }

    public double? Difference { get; init; }

    public Interval? DifferenceInterval { get; init; }

    public double? RelativeLift { get; init; }

    public Interval? RelativeLiftInterval { get; init; }

    public EffectSize? Effect { get; init; }

    public SequentialResult? Sequential { get; init; }

    public VarianceReducedResult? VarianceReduced { get; init; }

    /// <summary>Chance that the treatment is better, in the direction that is good for the metric.</summary>
    public double? ChanceToBeatControl { get; init; }

    /// <summary>What shipping the treatment is expected to lose, in the metric's unit.</summary>
    public double? ExpectedLoss { get; init; }

    /// <summary>Log to base 10 of the two-sided p, also where p is too small to be written.</summary>
    public double? Log10P { get; init; }

    /// <summary>Of the relative lift by Fieller's theorem; null where it has no bounds.</summary>
    public Interval? FiellerInterval { get; init; }

    /// <summary>Who is ahead, without faith in means; for the primary metric.</summary>
    public RankTest? Ranks { get; init; }

    /// <summary>The median and the ninth decile; for the primary metric.</summary>
    public IReadOnlyList<QuantileComparison> Quantiles { get; init; } = [];

    /// <summary>The guardrail's own test; null for other roles.</summary>
    public NonInferiority? Guard { get; init; }

    /// <summary>
    /// The difference under a normal prior around 0 with the planned change as its deviation: what is left when a lucky
    /// draw is taken out. Null where the plan's change has no size in the metric's unit.
    /// </summary>
    public ShrunkEstimate? Shrunk { get; init; }

    /// <summary>What moves the test off its level here; null where nothing does.</summary>
    public string? Caution { get; init; }

    public bool IsSignificant { get; init; }

    public string? Warning { get; init; }
}

/// <summary>A quantile in both arms.</summary>
/// <param name="Probability">Such as 0.5 for the median.</param>
public sealed record QuantileComparison(double Probability, QuantileTest Test);

/// <summary>The primary metric by part of the learners: whether the effect differs at all, then each.</summary>
/// <param name="Heterogeneity">Cochran's Q over the parts, to be asked first.</param>
/// <param name="Slices">Their p-values adjusted by Holm over the parts.</param>
public sealed record SliceResult(
    string Treatment, Heterogeneity Heterogeneity, IReadOnlyList<(string Slice, Comparison Comparison)> Slices);

/// <summary>What the figures were made from: the same hashes give the same figures.</summary>
/// <param name="SettingsHash">Of the definition that was frozen at the start.</param>
/// <param name="DataHash">Of every learner's numbers.</param>
public readonly record struct Provenance(string SettingsHash, string DataHash);

/// <summary>What is known of the exposures beside their number.</summary>
/// <param name="Units">What was assigned, by variant: learners, or classes.</param>
/// <param name="Days">How the arms grew; empty where that was not asked.</param>
/// <param name="Sets">Served and shown sets by variant.</param>
public sealed record ExposureFacts(
    IReadOnlyDictionary<string, int> Units, IReadOnlyList<ExposureDay> Days, IReadOnlyList<ArmSets> Sets)
{
    /// <summary>Learners by skill level and variant; empty where that was not asked.</summary>
    public IReadOnlyList<(string Part, IReadOnlyDictionary<string, int> Counts)> Levels { get; init; } = [];
}

/// <summary>A metric over all arms.</summary>
public sealed record MetricResult(
    MetricKind Metric, MetricRole Role, GroupSummary Control, IReadOnlyList<Comparison> Comparisons);

/// <summary>Exposed learners of an arm, as planned and as seen.</summary>
public sealed record VariantCount(string Variant, double Expected, int Observed);

/// <summary>All that an experiment says at an instant; the decision is advice, a person takes it.</summary>
/// <param name="IsInterim">Before the planned end, when a fixed-horizon test may not be acted upon.</param>
/// <param name="DaysToSignificance">At the present effect and pace; 0 once there, null where it cannot be said.</param>
public sealed record ExperimentResults(
    DateTimeOffset AsOf, int Exposures, SampleRatio SampleRatio, IReadOnlyList<VariantCount> Observed,
    IReadOnlyList<MetricResult> Metrics, bool IsInterim, Decision Decision, string DecisionReason,
    double? DaysToSignificance)
{
    /// <summary>p of the sample ratio that holds at every look; null before the second day.</summary>
    public double? SequentialSampleRatioP { get; init; }

    /// <summary>The sample ratio by skill level and by day of exposure; empty for classes.</summary>
    public IReadOnlyList<SampleRatioPart> SampleRatioParts { get; init; } = [];

    /// <summary>The arms before they were treated; empty where no past is known.</summary>
    public IReadOnlyList<PrePeriodCheck> PrePeriod { get; init; } = [];

    public IReadOnlyList<ArmSets> Sets { get; init; } = [];

    public IReadOnlyList<SliceResult> Slices { get; init; } = [];

    public Provenance Provenance { get; init; }
}
