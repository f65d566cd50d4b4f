using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Experiments;

/// <summary>A learner's first treated set of an experiment's phase, really served; recorded once.</summary>
/// <param name="Day">The learner's local day, from which the daily facts count.</param>
public readonly record struct Exposure(
    ExperimentId Experiment, int Phase, LearnerId Learner, string Variant, DateTimeOffset At, LocalDay Day);

/// <summary>A variant that staff chose for a learner; keeps the learner out of the analysis for good.</summary>
/// <param name="Variant">Null once it was lifted again.</param>
public readonly record struct ForcedVariant(ExperimentId Experiment, LearnerId Learner, string? Variant);

/// <summary>One arm's learners as columns: a value each and, where the metric needs them, more.</summary>
/// <param name="Values">Of the metric; the numerator of a ratio.</param>
/// <param name="Denominators">Of a ratio metric; empty otherwise.</param>
/// <param name="Covariates">The same learners' past before exposure; empty where not asked for.</param>
public sealed record ArmOutcomes(string Variant, double[] Values, double[] Denominators, double[] Covariates);
