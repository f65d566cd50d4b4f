using System.Data.Common;
using System.Text.Json;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Models;

/// <summary>How rows of the registry's tables are read.</summary>
internal static class ModelColumns
{
    public const string Run = "id, tenant, model, status, asked_by, source, parameters, asked_at, started_at, "
        + "finished_at, data_version, code_version, feature_version, artefact, version_id, peak_bytes, message, "
        + "is_cancel_asked, series, metrics";

    public const string Version = "id, tenant, model, number, stage, created_at, artefact, is_own, parameters, "
        + "evaluation, served_at";

    public static TrainingRun ReadRun(DbDataReader row) => new(
        new(row.GetInt64(0)), new TenantId(row.GetString(1)), row.GetString(2), (RunStatus)row.GetInt32(3),
        row.GetString(4), row.GetString(5), Numbers(row.GetString(6)), row.Instant(7), row.InstantOrNull(8),
        row.InstantOrNull(9), row.TextOrNull(10), row.TextOrNull(11), row.TextOrNull(12), row.TextOrNull(13),
        row.IsDBNull(14) ? null : new ModelVersionId(row.GetInt64(14)), row.GetInt64(15), row.TextOrNull(16),
        row.GetBoolean(17))
    {
        Series = ReaderExtensions.FromJson<SeriesPoint>(row.GetString(18)),
        Metrics = Numbers(row.GetString(19)),
    };

    public static ModelVersion ReadVersion(DbDataReader row) => new(
        new(row.GetInt64(0)), new TenantId(row.GetString(1)), row.GetString(2), row.GetInt32(3),
        (ModelStage)row.GetInt32(4), row.Instant(5), row.GetString(6), row.GetBoolean(7), Numbers(row.GetString(8)),
        row.TextOrNull(9) is { } text ? JsonSerializer.Deserialize<Evaluation>(text) : null, row.InstantOrNull(10));

    public static string ToJson(IReadOnlyDictionary<string, double> numbers) => JsonSerializer.Serialize(numbers);

    public static string? ToJson(Evaluation? evaluation) =>
        evaluation is null ? null : JsonSerializer.Serialize(evaluation);

    private static Dictionary<string, double> Numbers(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(text) ?? [];
}
