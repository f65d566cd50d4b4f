using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// How a set came about. Degraded: the deadline passed or a part was down; Stale: an earlier set stood in.
/// </summary>
public enum RecommendationSource
{
    Computed,
    Cache,
    Stale,
    Degraded,
}

/// <summary>Which experiment arm shaped the set.</summary>
public sealed record SetAssignment(string Experiment, string? Variant, int Bucket, string Reason);

/// <summary>What the computation saw: enough to explain it and to replay it.</summary>
/// <param name="Features">Names in the order of every item's features and contributions.</param>
/// <param name="Weights">Of the policy as declared, in the same order; contributions use them divided by their
/// sum.</param>
/// <param name="Candidates">Considered in all lanes.</param>
/// <param name="ComputeMicroseconds">Measured by the caller; 0 until then.</param>
/// <param name="DataQuality">Freshness and volume of the learner's evidence, in [0, 1].</param>
/// <param name="ModelVersions">Of the models that scored, such as "response 1" and "fsrs 6".</param>
/// <param name="Evidence">Answers of the learner that beliefs rest on; 0 where nothing personal was used.</param>
/// <param name="TargetSuccess">The predicted success that questions aimed at.</param>
/// <param name="Request">As asked; with policy, seed and states it replays the set.</param>
public sealed record SetTrace(
    string Policy,
    string PolicyVersion,
    IReadOnlyList<string> Features,
    IReadOnlyList<double> Weights,
    int Candidates,
    double ComputeMicroseconds,
    double DataQuality,
    long LearnerVersion,
    long CatalogVersion,
    IReadOnlyList<string> ModelVersions,
    ulong Seed,
    int Evidence = 0,
    double TargetSuccess = 0,
    RecommendationRequest? Request = null);

/// <summary>A ranked set as it was served, with its trace; immutable, statuses are kept beside it.</summary>
/// <param name="Id">0 until the store has written it.</param>
public sealed record RecommendationSet(
    long Id,
    LearnerId Learner,
    DateTimeOffset GeneratedAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<LaneShare> Mix,
    IReadOnlyList<Recommendation> Items,
    IReadOnlyList<SetAssignment> Assignments,
    RecommendationSource Source,
    string? Note,
    SetTrace Trace)
{
    /// <summary>The set with the time that its computation took.</summary>
    public RecommendationSet Timed(double microseconds) =>
        this with { Trace = Trace with { ComputeMicroseconds = microseconds } };
}
