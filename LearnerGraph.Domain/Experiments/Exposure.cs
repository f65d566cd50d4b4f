using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Experiments;

/// <summary>A learner's first treated set of an experiment's phase, really served; recorded once.</summary>
/// <param name="Day">The learner's local day, from which the daily facts count.</param>
/// <param name="Definition">Fingerprint of what the experiment was then.</param>
/// <param name="ClassKey">The class that was assigned as a whole; null where learners are.</param>
public readonly record struct Exposure(
    ExperimentId Experiment, int Phase, LearnerId Learner, string Variant, DateTimeOffset At, LocalDay Day,
    string Definition, string? ClassKey = null);

/// <summary>Learners first exposed on a day, in one arm.</summary>
public readonly record struct ExposureDay(LocalDay Day, string Variant, int Learners);

/// <summary>Sets made for an arm's exposed learners since their exposure, and those of them that were seen.</summary>
/// <param name="Shown">With any event from the client; the others were served and, so far, never shown.</param>
public readonly record struct ArmSets(string Variant, int Served, int Shown);

/// <summary>A variant that staff chose for a learner; keeps the learner out of the analysis for good.</summary>
/// <param name="Variant">Null once it was lifted again.</param>
public readonly record struct ForcedVariant(ExperimentId Experiment, LearnerId Learner, string? Variant);

/// <summary>One arm's learners as columns: a value each and, where the metric needs them, more.</summary>
/// <param name="Values">Of the metric; the numerator of a ratio.</param>
/// <param name="Denominators">Of a ratio metric; empty otherwise.</param>
/// <param name="Covariates">The same learners' past before exposure; empty where not asked for.</param>
/// <param name="Classes">The same learners' classes where those were assigned; empty otherwise.</param>
public sealed record ArmOutcomes(
    string Variant, double[] Values, double[] Denominators, double[] Covariates, string[] Classes)
{
    public ArmOutcomes(string variant, double[] values, double[] denominators, double[] covariates)
        : this(variant, values, denominators, covariates, [])
    {
    }

    /// <summary>What was assigned independently: classes or learners.</summary>
    public int Units => Classes.Length > 0 ? Classes.Distinct(StringComparer.Ordinal).Count() : Values.Length;
}
