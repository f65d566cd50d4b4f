using System.Data.Common;
using System.Text.Json;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>How rows of the pipelines' tables are read.</summary>
internal static class PipelineColumns
{
    public const string Run = "id, tenant, pipeline, status, triggered_by, asked_by, assets, force, asked_at, "
        + "started_at, finished_at, error, retry_of, is_cancel_asked";

    public const string Step = "run_id, asset, part, status, attempt, rows_in, rows_out, started_at, seconds, "
        + "peak_bytes, message, checks";

    public const string State = "asset, part, version, source_hash, watermark, fingerprint, output_hash, rows, "
        + "made_at, run_id, inputs";

    public static PipelineRun ReadRun(DbDataReader row) => new(
        new(row.GetInt64(0)), new TenantId(row.GetString(1)), row.GetString(2), (RunStatus)row.GetInt32(3),
        (RunTrigger)row.GetInt32(4), row.GetString(5), ReaderExtensions.FromJson<string>(row.GetString(6)),
        row.GetBoolean(7), row.Instant(8), row.InstantOrNull(9), row.InstantOrNull(10), row.TextOrNull(11),
        row.IsDBNull(12) ? null : new PipelineRunId(row.GetInt64(12)), row.GetBoolean(13));

    public static RunStep ReadStep(DbDataReader row) => new(
        new(row.GetInt64(0)), row.GetString(1), row.GetString(2), (RunStatus)row.GetInt32(3), row.GetInt32(4),
        row.GetInt32(5), row.GetInt32(6), row.Instant(7), row.GetDouble(8), row.GetInt64(9), row.TextOrNull(10),
        ReaderExtensions.FromJson<AssetCheck>(row.GetString(11)));

    public static AssetState ReadState(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt64(4), row.GetString(5),
        row.GetString(6), row.GetInt32(7), row.Instant(8), row.GetInt64(9),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(10)) ?? []);

    public static AssetItem ReadItem(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : new(row.GetInt64(3)));

    public static RunLine ReadLine(DbDataReader row) => new(
        row.Instant(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.GetString(4));
}
