namespace LearnerGraph.Domain.Experiments;

/// <summary>Why somebody is, or is not, in an experiment.</summary>
public enum AssignmentReason
{
    Assigned,

    /// <summary>Staff put them there; never in the analysis.</summary>
    Forced,

    /// <summary>Enrolled before the pause, and kept.</summary>
    KeptWhilePaused,

    NotRunning,
    Paused,
    OutsideTraffic,

    /// <summary>Another experiment of the exclusion group may have them.</summary>
    ExcludedByGroup,

    /// <summary>Another experiment, begun earlier, shapes this learner's sets.</summary>
    TreatedElsewhere,

    HeldOut,

    /// <summary>Whole classes are assigned, and this learner is in none.</summary>
    NoClass,

    OptedOut,
    SwitchedOff,
}

/// <summary>What an experiment has for a unit: a variant to use, or none and the reason.</summary>
/// <param name="Variant">Null means the default policy.</param>
/// <param name="Bucket">Of the variant hash, in [0, 1,000,000); 0 where nothing was hashed.</param>
public readonly record struct AssignmentDecision(
    Variant? Variant, bool InExperiment, int Bucket, AssignmentReason Reason);

/// <summary>What is known of a unit before hashing.</summary>
/// <param name="IsSwitchedOff">The kill switch: nobody is assigned.</param>
/// <param name="HasOptedOut">The learner does not take part in experiments.</param>
/// <param name="ForcedVariant">Set by staff, for looking.</param>
/// <param name="IsEnrolled">Was exposed before; asked only while paused.</param>
public readonly record struct AssignmentContext(
    bool IsSwitchedOff = false, bool HasOptedOut = false, string? ForcedVariant = null, bool IsEnrolled = false);

/// <summary>Who gets what: a pure function of salts and the unit's id, so that it never needs storing.</summary>
/// <remarks>
/// Allocation and variant use different purposes of the hash, so a ramp only adds learners and never moves one
/// between variants; with full traffic there is nothing to allocate and one hash does. No heap allocation.
/// See docs/algorithms/experiments.md.
/// </remarks>
public static class Assignment
{
    public static AssignmentDecision Decide(Experiment experiment, string unit, AssignmentContext context) =>
        Decide(experiment, unit, context, holdout: null);

    /// <param name="holdout">Kept out of every experiment, as a share under its own salt; null: nobody.</param>
    public static AssignmentDecision Decide(
        Experiment experiment, string unit, AssignmentContext context, Holdout? holdout)
    {
        ArgumentException.ThrowIfNullOrEmpty(unit);
        if (context.IsSwitchedOff) return Out(AssignmentReason.SwitchedOff);
        if (context.HasOptedOut) return Out(AssignmentReason.OptedOut);
        if (!experiment.IsLive) return Out(AssignmentReason.NotRunning);

        var bucket = UnitHash.Bucket(UnitHash.Variant, experiment.Salt, unit);
        if (context.ForcedVariant is { } forced && experiment.FindVariant(forced) is { } chosen)
            return new(chosen, false, bucket, AssignmentReason.Forced);
        if (experiment.Status is ExperimentStatus.Paused && !context.IsEnrolled)
            return Out(AssignmentReason.Paused, bucket);
        if (holdout is { } held && held.Holds(unit)) return Out(AssignmentReason.HeldOut, bucket);
        if (!IsAllocated(experiment, unit))
        {
            var grouped = experiment.Plan.ExclusionGroup is not null;
            return Out(grouped ? AssignmentReason.ExcludedByGroup : AssignmentReason.OutsideTraffic, bucket);
        }

        var kept = experiment.Status is ExperimentStatus.Paused;
        return new(
            Choose(experiment.Plan.Variants, bucket), true, bucket,
            kept ? AssignmentReason.KeptWhilePaused : AssignmentReason.Assigned);
    }

    /// <summary>The variant whose cumulative range of weights holds the bucket.</summary>
    public static Variant Choose(IReadOnlyList<Variant> variants, int bucket)
    {
        var cumulative = 0.0;
        for (var i = 0; i < variants.Count - 1; i++)
        {
            cumulative += variants[i].Weight;
            if (bucket < Math.Round(cumulative * UnitHash.Buckets)) return variants[i];
        }

        return variants[^1];
    }

    // A group's experiments hash with its name, so that they cut one cake; others with their own salt.
    private static bool IsAllocated(Experiment experiment, string unit)
    {
        if (experiment.Segments is [{ From: 0, To: UnitHash.Buckets }]) return true;
        return Holds(experiment.Segments, experiment.Plan.ExclusionGroup is { } group
            ? UnitHash.Bucket(UnitHash.Allocation, Experiment.LayerPrefix, group, unit)
            : UnitHash.Bucket(UnitHash.Allocation, experiment.Salt, unit));
    }

    private static bool Holds(IReadOnlyList<BucketRange> segments, int bucket)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Holds(bucket)) return true;
        }

        return false;
    }

    private static AssignmentDecision Out(AssignmentReason reason, int bucket = 0) => new(null, false, bucket, reason);
}

/// <summary>Learners whom no experiment treats, so that the sum of all decisions can be measured.</summary>
/// <param name="Share">In [0, 1].</param>
public readonly record struct Holdout(string Salt, double Share)
{
    public bool Holds(string unit) =>
        UnitHash.Bucket(UnitHash.Holdout, Salt, unit) < Math.Round(Share * UnitHash.Buckets);
}
