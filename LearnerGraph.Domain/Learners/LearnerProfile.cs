using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Learners;

/// <summary>What may be said and changed about a learner; null leaves a value as it is.</summary>
/// <param name="DisplayName">An empty text takes the name away.</param>
/// <param name="ClassKey">An empty text takes the learner out of their class.</param>
/// <param name="DesiredRetention">0 gives the learner the installation's again.</param>
public sealed record LearnerProfile(
    string? DisplayName = null,
    string? TimeZone = null,
    SkillLevel? SkillLevel = null,
    double? PreferredDifficulty = null,
    IReadOnlyList<ConceptId>? Goals = null,
    bool? Personalization = null,
    bool? Experiments = null,
    string? ClassKey = null,
    double? DesiredRetention = null)
{
    /// <summary>What reviews may aim at: less forgets half of it, more means reviewing all day.</summary>
    public const double LeastRetention = 0.7, MostRetention = 0.99;

    private const int MaxGoals = 50;

    /// <summary>A new learner, not yet stored, or what is wrong with the data.</summary>
    public static Result<Learner> Create(
        TenantId tenant, string externalId, string username, LearnerProfile profile, DateTimeOffset now)
    {
        if (externalId.Trim().Length is < 1 or > 200 || externalId.Any(char.IsControl))
            return Wrong("externalId", "An external id has 1 to 200 characters.");
        if (username.Trim().Length is < 3 or > 50 || username.Any(char.IsControl))
            return Wrong("username", "A username has 3 to 50 characters.");

        return profile.ApplyTo(new Learner(
            default, tenant, externalId.Trim(), username.Trim(), null, "Etc/UTC", Learners.SkillLevel.Beginner, 0.5, [],
            Personalization: true, Experiments: true, now, null, Version: 0));
    }

    /// <summary>The learner with what the profile says, or what is wrong with it.</summary>
    public Result<Learner> ApplyTo(Learner learner)
    {
        string? name = DisplayName?.Trim() ?? learner.DisplayName;
        if (name is { Length: > 255 } || name?.Any(char.IsControl) == true)
            return Wrong("displayName", "A display name has up to 255 characters.");
        if (TimeZone is not null && !IsZone(TimeZone))
            return Wrong("timeZone", $"\"{Shown(TimeZone)}\" is no IANA time zone, such as Europe/Berlin.");
        if (PreferredDifficulty is not (null or (>= 0 and <= 1)))
            return Wrong("preferredDifficulty", "A preferred difficulty is between 0 easy and 1 hard.");
        if (Goals?.Count > MaxGoals) return Wrong("goalConceptIds", $"A learner has up to {MaxGoals} goals.");

        if (DesiredRetention is not (null or 0 or (>= LeastRetention and <= MostRetention)))
        {
            return Wrong(
                "desiredRetention", $"A desired retention is between {LeastRetention:0.00} and {MostRetention:0.00}.");
        }

        string? classKey = ClassKey?.Trim() ?? learner.ClassKey;
        if (classKey is { Length: > 100 } || classKey?.Any(char.IsControl) == true)
            return Wrong("classKey", "A class has 1 to 100 characters.");

        return learner with
        {
            DisplayName = string.IsNullOrEmpty(name) ? null : name,
            TimeZone = TimeZone ?? learner.TimeZone,
            SkillLevel = SkillLevel ?? learner.SkillLevel,
            PreferredDifficulty = PreferredDifficulty ?? learner.PreferredDifficulty,
            Goals = Goals is null ? learner.Goals : [.. Goals.Distinct()],
            Personalization = Personalization ?? learner.Personalization,
            Experiments = Experiments ?? learner.Experiments,
            ClassKey = string.IsNullOrEmpty(classKey) ? null : classKey,
            DesiredRetention = DesiredRetention is null ? learner.DesiredRetention
                : DesiredRetention > 0 ? DesiredRetention : null,
        };
    }

    private static bool IsZone(string name) =>
        name.Length is > 0 and <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static Problem.Invalid Wrong(string field, string message) => new(message) { Path = ["input", field] };
}
