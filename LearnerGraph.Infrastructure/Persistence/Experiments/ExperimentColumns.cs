using System.Data.Common;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>An experiment's columns as the hand-written statements select them.</summary>
internal static class ExperimentColumns
{
    public const string Names =
        "id, tenant, key, plan, status, traffic, salt, phase, segments, created_at, created_by, started_at, "
        + "stopped_at, stop_reason, decision, decision_reason, decided_at, decided_by, version";

    public static Experiment Read(DbDataReader row) => new(
        new ExperimentId(row.GetInt64(0)),
        new TenantId(row.GetString(1)),
        row.GetString(2),
        PlanDocument.Read(row.GetString(3)),
        (ExperimentStatus)row.GetInt32(4),
        row.GetDouble(5),
        row.GetString(6),
        row.GetInt32(7),
        Segments(row.GetString(8)),
        row.Instant(9),
        row.GetString(10),
        row.InstantOrNull(11),
        row.InstantOrNull(12),
        row.TextOrNull(13),
        Verdict(row),
        row.GetInt32(18));

    public static string Segments(IReadOnlyList<BucketRange> segments) =>
        ReaderExtensions.ToJson(segments.SelectMany(segment => new[] { segment.From, segment.To }).ToArray());

    private static BucketRange[] Segments(string text) =>
        [.. ReaderExtensions.FromJson<int>(text).Chunk(2).Select(pair => new BucketRange(pair[0], pair[1]))];

    private static ExperimentVerdict? Verdict(DbDataReader row) => row.IntOrNull(14) is { } decision
        ? new((Decision)decision, row.GetString(15), row.Instant(16), row.GetString(17))
        : null;
}
