using System.Data.Common;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Learners;

/// <summary>A learner's columns as the hand-written statements select them.</summary>
internal static class LearnerColumns
{
    public const int Count = 17;

    public const string Names =
        "id, tenant, external_id, username, display_name, time_zone, skill_level, preferred_difficulty, goals, "
        + "personalization, experiments, created_at, last_practiced_at, version, is_synthetic, class_key, "
        + "desired_retention";

    public static Learner Read(DbDataReader row) => new(
        new LearnerId(row.GetInt64(0)),
        new TenantId(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        row.TextOrNull(4),
        row.GetString(5),
        (SkillLevel)row.GetInt32(6),
        row.GetDouble(7),
        Goals(row.GetString(8)),
        row.GetBoolean(9),
        row.GetBoolean(10),
        row.Instant(11),
        row.InstantOrNull(12),
        row.GetInt32(13),
        row.GetBoolean(14),
        row.TextOrNull(15),
        row.DoubleOrNull(16));

    public static string Goals(IReadOnlyList<ConceptId> goals) =>
        ReaderExtensions.ToJson(goals.Select(goal => goal.Value).ToArray());

    private static ConceptId[] Goals(string text) =>
        text.Length <= 2 ? [] : ReaderExtensions.FromJson<int>(text).Select(id => new ConceptId(id)).ToArray();
}
