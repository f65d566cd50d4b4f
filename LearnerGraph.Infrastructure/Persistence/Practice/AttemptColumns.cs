using System.Data.Common;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>An attempt's columns as the hand-written statements select and insert them.</summary>
internal static class AttemptColumns
{
    public const string Names =
        "id, judged_at, learner_id, question_id, client_attempt_id, answered_at, day, duration_ms, hints_used, "
        + "answer, correct, status, is_self_graded, difficulty, is_dated, grade, recommendation_set, "
        + "recommendation_position, device, confidence, difficulty_variance, average_difficulty, ability, "
        + "ability_variance, hour";

    /// <summary>The columns of a new row, in the order of <see cref="Values"/>.</summary>
    public static readonly string[] Inserted = [.. Names.Split(", "), "tenant"];

    public static Attempt Read(DbDataReader row) => new(
        new AttemptId(row.GetInt64(0)),
        row.GetInt64(1),
        new LearnerId(row.GetInt64(2)),
        new QuestionId(row.GetInt32(3)),
        row.Uuid(4),
        row.Instant(5),
        new LocalDay(row.GetInt32(6)),
        row.GetInt32(7),
        row.GetInt32(8),
        row.TextOrNull(9),
        row.BoolOrNull(10),
        (AttemptStatus)row.GetInt32(11),
        row.GetBoolean(12),
        row.GetDouble(13),
        row.GetBoolean(14),
        row.IntOrNull(15),
        row.IsDBNull(16) ? null : new RecommendationId(row.GetInt64(16), row.GetInt32(17)),
        row.IntOrNull(18) is { } device ? (DeviceKind)device : null,
        row.DoubleOrNull(19),
        new Footing(row.GetDouble(20), row.GetDouble(21), row.GetDouble(22), row.GetDouble(23)),
        row.GetInt32(24));

    public static object?[] Values(TenantId tenant, Attempt attempt) =>
    [
        attempt.Id.Value, attempt.JudgedAt, attempt.Learner.Value, attempt.Question.Value,
        attempt.ClientAttemptId.ToBytes(), attempt.AnsweredAt.UtcTicks, attempt.Day.Number, attempt.DurationMs,
        attempt.HintsUsed, attempt.Answer, attempt.Correct, (int)attempt.Status, attempt.IsSelfGraded,
        attempt.Difficulty, attempt.IsDated, attempt.Grade, attempt.Recommendation?.Set,
        attempt.Recommendation?.Position, (int?)attempt.Device, attempt.Confidence,
        attempt.Footing.DifficultyVariance, attempt.Footing.AverageDifficulty, attempt.Footing.Ability,
        attempt.Footing.AbilityVariance, attempt.Hour, tenant.Value,
    ];
}
