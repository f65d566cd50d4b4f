using System.Diagnostics.CodeAnalysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Experiments;

public readonly record struct ExperimentId(long Value);

/// <summary>Where an experiment stands in its life.</summary>
public enum ExperimentStatus
{
    Draft,
    Running,

    /// <summary>Takes in nobody new; the enrolled keep their variant.</summary>
    Paused,

    /// <summary>Treats nobody; its results stay.</summary>
    Stopped,

    Decided,
}

/// <summary>What a result suggests, and what a person chose.</summary>
public enum Decision
{
    Ship,
    RollBack,
    KeepRunning,
    Inconclusive,
    Invalid,
}

/// <summary>A person's decision, with the reason given.</summary>
public sealed record ExperimentVerdict(Decision Decision, string Reason, DateTimeOffset At, string By);

/// <summary>A comparison of ranking policies on real learners, from draft to decision.</summary>
/// <param name="Key">Unique in the tenant; what clients name it by.</param>
/// <param name="Traffic">Share of learners that may take part, in [0, 1].</param>
/// <param name="Salt">What assignment hashes with; empty in a draft, frozen at the start of a phase.</param>
/// <param name="Phase">Counts starts from a draft; raised if ever salted anew.</param>
/// <param name="Segments">Allocation buckets of its layer that are its own.</param>
/// <param name="Version">Raised with every change, for optimistic concurrency.</param>
public sealed record Experiment(
    ExperimentId Id,
    TenantId Tenant,
    string Key,
    ExperimentPlan Plan,
    ExperimentStatus Status,
    double Traffic,
    string Salt,
    int Phase,
    IReadOnlyList<BucketRange> Segments,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StoppedAt,
    string? StopReason,
    ExperimentVerdict? Verdict,
    int Version)
{
    /// <summary>Goes before the name of an exclusion group where allocation hashes with it.</summary>
    public const string LayerPrefix = "layer:";

    public bool IsLive => Status is ExperimentStatus.Running or ExperimentStatus.Paused;

    public static Result<Experiment> Draft(
        TenantId tenant, string key, ExperimentPlan plan, double traffic, DateTimeOffset now, string by)
    {
        if (key.Length is < 1 or > 100 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            return new Problem.Invalid("A key has 1 to 100 letters, digits, dots, dashes or underscores.")
            {
                Path = ["input", "key"],
            };
        }

        if (CheckTraffic(traffic) is { } refusal) return refusal;
        if (plan.Check() is { } problem) return problem;
        return new Experiment(
            default, tenant, key, plan, ExperimentStatus.Draft, traffic, Salt: "", Phase: 0, Segments: [], now, by,
            StartedAt: null, StoppedAt: null, StopReason: null, Verdict: null, Version: 0);
    }

    /// <summary>Changes what is planned; only a draft's.</summary>
    public Result<Experiment> Revise(ExperimentPlan plan)
    {
        if (Status is not ExperimentStatus.Draft) return Refuse("changed; its plan was frozen when it started");
        return plan.Check() is { } problem ? problem : this with { Plan = plan };
    }

    /// <summary>Starts a draft, freezing plan and salt, or resumes what is paused.</summary>
    /// <param name="taken">Segments of the other live experiments of its exclusion group.</param>
    public Result<Experiment> Start(DateTimeOffset now, IEnumerable<BucketRange> taken)
    {
        if (Status is ExperimentStatus.Paused) return this with { Status = ExperimentStatus.Running };
        if (Status is not ExperimentStatus.Draft) return Refuse("started");
        var wanted = BucketsFor(Traffic);
        var segments = BucketRange.Allocate(wanted, Plan.ExclusionGroup is null ? [] : taken);
        if (LacksRoom(segments, wanted, out var problem)) return problem;
        var phase = Phase + 1;
        return this with
        {
            Status = ExperimentStatus.Running, StartedAt = now, Phase = phase, Salt = $"exp:{Key}:{phase}",
            Segments = segments,
        };
    }

    public Result<Experiment> Pause() =>
        Status is ExperimentStatus.Running ? this with { Status = ExperimentStatus.Paused } : Refuse("paused");

    /// <summary>
    /// Changes the share taken in. Raising adds learners and moves nobody; lowering lets the newest segments go.
    /// </summary>
    public Result<Experiment> Ramp(double traffic, IEnumerable<BucketRange> taken)
    {
        if (CheckTraffic(traffic) is { } refusal) return refusal;
        if (Status is ExperimentStatus.Draft) return this with { Traffic = traffic };
        if (!IsLive) return Refuse("ramped");
        var wanted = BucketsFor(traffic);
        var missing = wanted - Segments.Sum(segment => segment.Size);
        if (missing <= 0) return this with { Traffic = traffic, Segments = BucketRange.Truncate(Segments, wanted) };
        var others = Plan.ExclusionGroup is null ? [] : taken;
        var segments = Segments.Concat(BucketRange.Allocate(missing, others.Concat(Segments))).ToArray();
        if (LacksRoom(segments, wanted, out var problem)) return problem;
        return this with { Traffic = traffic, Segments = segments };
    }

    public Result<Experiment> Stop(string reason, DateTimeOffset now)
    {
        if (!IsLive) return Refuse("stopped");
        if (string.IsNullOrWhiteSpace(reason)) return NeedsReason();
        return this with { Status = ExperimentStatus.Stopped, StoppedAt = now, StopReason = reason };
    }

    /// <summary>
    /// Keeps a person's decision for good. To roll back or to call it invalid stops a live one first.
    /// </summary>
    public Result<Experiment> Decide(Decision decision, string reason, DateTimeOffset now, string by)
    {
        if (string.IsNullOrWhiteSpace(reason)) return NeedsReason();
        if (decision is Decision.KeepRunning)
        {
            return new Problem.Invalid("To keep an experiment running needs no decision.")
            {
                Path = ["input", "decision"],
            };
        }

        if (Status is ExperimentStatus.Draft or ExperimentStatus.Decided) return Refuse("decided");
        return this with
        {
            Status = ExperimentStatus.Decided, StoppedAt = StoppedAt ?? now, Verdict = new(decision, reason, now, by),
        };
    }

    public Variant? FindVariant(string key) => Plan.Variants.FirstOrDefault(variant => variant.Key == key);

    /// <summary>What assignment hashes: the learner's id, or their class; null for a learner without one.</summary>
    public string? UnitOf(Learner learner) =>
        Plan.Unit is AssignmentUnit.Class ? learner.ClassKey : learner.ExternalId;

    private static int BucketsFor(double traffic) => (int)Math.Round(traffic * UnitHash.Buckets);

    private static Problem.Invalid? CheckTraffic(double traffic) => traffic is >= 0 and <= 1
        ? null
        : new Problem.Invalid("Traffic is a share between 0 and 1.") { Path = ["input", "traffic"] };

    private static Problem.Invalid NeedsReason() =>
        new("Say why; the reason is kept with the decision.") { Path = ["input", "reason"] };

    private bool LacksRoom(
        IReadOnlyList<BucketRange> segments, int wanted, [NotNullWhen(true)] out Problem? problem)
    {
        var found = segments.Sum(segment => segment.Size);
        problem = found >= wanted
            ? null
            : new Problem.Conflict(
                $"The exclusion group {Plan.ExclusionGroup} has room for {100.0 * found / UnitHash.Buckets:0.##} % "
                + $"of learners, not for {100.0 * wanted / UnitHash.Buckets:0.##} %. Lower the traffic here or there.",
                "EXCLUSION_GROUP_FULL");
        return problem is not null;
    }

    private Problem.Conflict Refuse(string verb) =>
        new($"{Key} is {Status.ToString().ToUpperInvariant()} and cannot be {verb}.", "ILLEGAL_STATE");
}
