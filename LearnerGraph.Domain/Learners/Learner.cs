using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Learners;

public readonly record struct LearnerId(long Value);

/// <summary>Where a learner says to stand; gives the priors of a cold start.</summary>
public enum SkillLevel
{
    Beginner,
    Intermediate,
    Advanced,
}

/// <summary>The person who practises, and what they have chosen; what they know is a LearnerState.</summary>
/// <param name="ExternalId">The identifier of the client's own system, unique in the tenant.</param>
/// <param name="TimeZone">IANA name; a day of a streak is a day there.</param>
/// <param name="PreferredDifficulty">0 easy to 1 hard; shifts the target of success within limits.</param>
/// <param name="Personalization">Consent to personal sets.</param>
/// <param name="Experiments">Consent to take part in experiments.</param>
/// <param name="Version">Raised with every change, for optimistic concurrency.</param>
/// <param name="ClassKey">The class in the client's own system, for experiments on whole classes; null: none.</param>
/// <param name="DesiredRetention">Recall at which this learner's reviews come due; null: the installation's.</param>
public sealed record Learner(
    LearnerId Id,
    TenantId Tenant,
    string ExternalId,
    string Username,
    string? DisplayName,
    string TimeZone,
    SkillLevel SkillLevel,
    double PreferredDifficulty,
    IReadOnlyList<ConceptId> Goals,
    bool Personalization,
    bool Experiments,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastPracticedAt,
    int Version,
    bool IsSynthetic = false,
    string? ClassKey = null,
    double? DesiredRetention = null);
