using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>Sessions, tasks and learners' own vectors in the relational store.</summary>
internal sealed class InteractionStore(IDatabase database) : IInteractionStore
{
    private const string Task = "id, status, created_at, learner_id, reason, attempt, priority, client_id, query, "
        + "shown, events, started_at, duration_ms, is_irrelevant";

    private const string Waiting =
        "tenant = @tenant AND status IN (@pending, @processing) AND not_before <= @now";

    // A learner erased in this moment leaves no session behind.
    private const string Insert = """
        INSERT INTO interaction_sessions (tenant, learner_id, client_id, query, shown, events, propensities, started_at,
            duration_ms, is_irrelevant, created_at, status, reason, attempt, priority, not_before)
        SELECT tenant, id, @client, @query, @shown, @events, @propensities, @started, @duration, @irrelevant, @created,
            @status, @reason, 0, @priority, @created FROM learners WHERE id = @learner AND tenant = @tenant
        """;

    private const string Served = Insert + " ON CONFLICT (learner_id, client_id) DO NOTHING";

    private const string Recorded = Insert + """
         ON CONFLICT (learner_id, client_id) DO UPDATE SET query = COALESCE(interaction_sessions.query, excluded.query),
            shown = excluded.shown, events = excluded.events, started_at = excluded.started_at,
            duration_ms = excluded.duration_ms, is_irrelevant = excluded.is_irrelevant,
            created_at = excluded.created_at, status = excluded.status, reason = excluded.reason,
            priority = excluded.priority, not_before = excluded.not_before
        WHERE interaction_sessions.status IS NULL
        """;

    private const string UpsertVector = """
        INSERT INTO personal_vectors (tenant, learner_id, space, kind, item_id, text_hash, vector, pull, moved_at)
        SELECT tenant, id, @space, @kind, @item, @hash, @vector, @pull, @moved FROM learners
            WHERE id = @learner AND tenant = @tenant
        ON CONFLICT (learner_id, space, kind, item_id) DO UPDATE SET text_hash = excluded.text_hash,
            vector = excluded.vector, pull = excluded.pull, moved_at = excluded.moved_at
        """;

    private const string DropOldest = """
        DELETE FROM personal_vectors WHERE learner_id = @learner AND tenant = @tenant AND moved_at < (
            SELECT MIN(moved_at) FROM (SELECT moved_at FROM personal_vectors
                WHERE learner_id = @learner AND tenant = @tenant ORDER BY moved_at DESC LIMIT @most) AS newest)
        """;

    public async ValueTask ServeAsync(
        TenantId tenant, InteractionSession shown, IReadOnlyList<double> propensities, DateTimeOffset now,
        CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(Served)
                .Bind(Values(tenant, shown, propensities, now, null, null, 0)).ExecuteAsync(token),
            ct);

    public ValueTask<SessionReceipt> RecordAsync(
        TenantId tenant, IReadOnlyCollection<InteractionSession> sessions, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                var accepted = 0;
                foreach (var one in sessions)
                {
                    var reason = SessionRules.SkippedFor(one);
                    var status = reason is null ? ImprovementStatus.Pending : ImprovementStatus.Skipped;
                    accepted += await session.Prepare(Recorded)
                        .Bind(Values(tenant, one, [], now, (int)status, reason, SessionRules.Priority(one)))
                        .ExecuteAsync(token);
                }

                return new SessionReceipt(accepted, sessions.Count - accepted);
            },
            ct);

    public ValueTask<IReadOnlyList<ImprovementTask>> PendingAsync(
        TenantId tenant, DateTimeOffset now, int count, CancellationToken ct) =>
        ListAsync(
            $"{Waiting} ORDER BY priority DESC, id LIMIT @count",
            [tenant.Value, (int)ImprovementStatus.Pending, (int)ImprovementStatus.Processing, now.UtcTicks, count], ct);

    public async ValueTask FinishAsync(
        TenantId tenant, ImprovementTask task, DateTimeOffset notBefore, IReadOnlyCollection<PersonalVector> moved,
        int mostPerLearner, CancellationToken ct) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                foreach (var one in moved)
                {
                    await session.Prepare(UpsertVector).Bind(
                        one.Space, (int)one.Key.Kind, one.Key.Id, one.TextHash,
                        MemoryMarshal.AsBytes(one.Vector.AsSpan()).ToArray(), one.Pull, one.At.UtcTicks,
                        task.Learner.Value, tenant.Value).ExecuteAsync(token);
                }

                if (moved.Count > 0)
                {
                    await session.Prepare(DropOldest)
                        .Bind(task.Learner.Value, tenant.Value, mostPerLearner).ExecuteAsync(token);
                }

                return await session.Prepare(
                        "UPDATE interaction_sessions SET status = @status, reason = @reason, attempt = @attempt, "
                        + "not_before = @before WHERE id = @id AND tenant = @tenant")
                    .Bind(
                        (int)task.Status, task.Reason, task.Attempt, notBefore.UtcTicks, task.Id.Value, tenant.Value)
                    .ExecuteAsync(token);
            },
            ct);

    public ValueTask<IReadOnlyList<PersonalVector>> VectorsAsync(
        TenantId tenant, LearnerId learner, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PersonalVector>>(
            async (session, token) => await session.Prepare(
                    "SELECT kind, item_id, space, text_hash, vector, pull, moved_at FROM personal_vectors "
                    + "WHERE learner_id = @learner AND tenant = @tenant ORDER BY space, kind, item_id")
                .Bind(learner.Value, tenant.Value)
                .ListAsync(
                    row => new PersonalVector(
                        new((ContentKind)row.GetInt32(0), row.GetInt32(1)), row.GetString(2), row.GetString(3),
                        MemoryMarshal.Cast<byte, float>(row.Bytes(4)).ToArray(), row.GetDouble(5), row.Instant(6)),
                    token),
            ct);

    public ValueTask<IReadOnlyList<ImprovementTask>> PageAsync(
        TenantId tenant, ImprovementStatus? status, ImprovementTaskId? before, int count, CancellationToken ct) =>
        ListAsync(
            "tenant = @tenant AND status IS NOT NULL AND status = COALESCE(@status, status) AND id < @before "
            + "ORDER BY id DESC LIMIT @count",
            [tenant.Value, (int?)status, before?.Value ?? long.MaxValue, count], ct);

    public ValueTask<int> CountAsync(TenantId tenant, ImprovementStatus? status, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (int)(await session.Prepare(
                    "SELECT COUNT(*) FROM interaction_sessions WHERE tenant = @tenant AND status IS NOT NULL "
                    + "AND status = COALESCE(@status, status)")
                .Bind(tenant.Value, (int?)status).LongAsync(token))!.Value,
            ct);

    public async ValueTask<IReadOnlyDictionary<ImprovementTaskId, ImprovementTask>> FindAsync(
        TenantId tenant, IReadOnlyCollection<ImprovementTaskId> ids, CancellationToken ct)
    {
        var found = new Dictionary<ImprovementTaskId, ImprovementTask>();
        foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
        {
            foreach (var task in await ListAsync(
                $"tenant = @tenant AND status IS NOT NULL AND id IN ({InList.Text("id", part.Length)})",
                InList.Values(part, tenant.Value), ct))
            {
                found[task.Id] = task;
            }
        }

        return found;
    }

    public ValueTask<(long Newest, int Waiting)> WatermarkAsync(
        TenantId tenant, DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (await session.Prepare(
                    "SELECT COALESCE(MAX(id), 0), COUNT(*) FROM interaction_sessions WHERE " + Waiting)
                .Bind(
                    tenant.Value, (int)ImprovementStatus.Pending, (int)ImprovementStatus.Processing, now.UtcTicks)
                .ListAsync(row => (row.GetInt64(0), (int)row.GetInt64(1)), token))[0],
            ct);

    private static object?[] Values(
        TenantId tenant, InteractionSession one, IReadOnlyList<double> propensities, DateTimeOffset now, int? status,
        string? reason, int priority) =>
    [
        one.ClientId.ToBytes(), one.Query, ReaderExtensions.ToJson(one.Shown), ReaderExtensions.ToJson(one.Events),
        ReaderExtensions.ToJson(propensities), one.StartedAt.UtcTicks, one.DurationMs, one.IsIrrelevant, now.UtcTicks,
        status, reason, priority, one.Learner.Value, tenant.Value,
    ];

    private static ImprovementTask Read(DbDataReader row)
    {
        var learner = new LearnerId(row.GetInt64(3));
        return new(
            new(row.GetInt64(0)), (ImprovementStatus)row.GetInt32(1), row.Instant(2), learner, row.TextOrNull(4),
            row.GetInt32(5), row.GetInt32(6),
            new InteractionSession(
                learner, row.Uuid(7), row.TextOrNull(8), ReaderExtensions.FromJson<ContentKey>(row.GetString(9)),
                ReaderExtensions.FromJson<InteractionEvent>(row.GetString(10)), row.Instant(11), row.GetInt32(12),
                row.GetBoolean(13)));
    }

    private ValueTask<IReadOnlyList<ImprovementTask>> ListAsync(
        string where, object?[] values, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ImprovementTask>>(
            async (session, token) => await session.Prepare($"SELECT {Task} FROM interaction_sessions WHERE {where}")
                .Bind(values).ListAsync(Read, token),
            ct);
}
