using System.Data.Common;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Codecs;
using LearnerGraph.Infrastructure.Persistence.Learners;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>The reads that both plain requests and transactions need.</summary>
internal static class PracticeReads
{
    private const string Snapshot = $"SELECT {LearnerColumns.Names}, state_version, state FROM learners WHERE ";

    public static async ValueTask<IReadOnlyDictionary<LearnerId, LearnerSnapshot>> SnapshotsAsync(
        Session session, TenantId tenant, IReadOnlyCollection<LearnerId> ids, CancellationToken ct)
    {
        var found = new Dictionary<LearnerId, LearnerSnapshot>(ids.Count);
        foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
        {
            var statement = session.Prepare(
                Snapshot + $"tenant = @tenant AND id IN ({InList.Text("id", part.Length)})");
            statement.Bind(InList.Values(part, tenant.Value));
            foreach (var snapshot in await statement.ListAsync(ReadSnapshot, ct)) found[snapshot.Learner.Id] = snapshot;
        }

        return found;
    }

    /// <summary>The learner for a change: nobody else writes this row before the transaction ends.</summary>
    public static async ValueTask<LearnerSnapshot?> LockedAsync(
        Session session, TenantId tenant, LearnerId learner, string forUpdate, CancellationToken ct) =>
        (await session.Prepare(Snapshot + "id = @id AND tenant = @tenant" + forUpdate)
            .Bind(learner.Value, tenant.Value).ListAsync(ReadSnapshot, ct)).FirstOrDefault();

    public static async ValueTask<List<LearnerSnapshot>> PageAsync(
        Session session, TenantId tenant, LearnerId after, int count, CancellationToken ct) =>
        await session.Prepare(Snapshot + "tenant = @tenant AND id > @after ORDER BY id LIMIT @count")
            .Bind(tenant.Value, after.Value, count).ListAsync(ReadSnapshot, ct);

    public static async ValueTask<IReadOnlyList<Attempt>> KnownAsync(
        Session session, LearnerId learner, IReadOnlyCollection<Guid> clientIds, CancellationToken ct)
    {
        var known = new List<Attempt>();
        foreach (var part in clientIds.Distinct().Select(id => id.ToBytes()).Chunk(InList.Most))
        {
            var statement = session.Prepare(
                $"SELECT {AttemptColumns.Names} FROM attempts WHERE learner_id = @learner "
                + $"AND client_attempt_id IN ({InList.Text("id", part.Length)})");
            statement.Bind(InList.Values(part, learner.Value));
            known.AddRange(await statement.ListAsync(AttemptColumns.Read, ct));
        }

        return known;
    }

    /// <summary>
    /// All judged attempts of the learners in the range, learner by learner, each in the order of replay.
    /// </summary>
    public static async ValueTask<List<Attempt>> HistoryAsync(
        Session session, TenantId tenant, LearnerId first, LearnerId last, CancellationToken ct) =>
        await session.Prepare(
                $"SELECT {AttemptColumns.Names} FROM attempts WHERE tenant = @tenant AND learner_id BETWEEN @first "
                + "AND @last AND judged_at > 0 ORDER BY learner_id, answered_at, id")
            .Bind(tenant.Value, first.Value, last.Value).ListAsync(AttemptColumns.Read, ct);

    public static async ValueTask<IReadOnlyDictionary<QuestionId, QuestionState>> QuestionsAsync(
        Session session, TenantId tenant, IReadOnlyCollection<QuestionId> ids, CancellationToken ct)
    {
        var states = new Dictionary<QuestionId, QuestionState>(ids.Count);
        foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
        {
            var statement = session.Prepare(
                "SELECT question_id, difficulty, variance, attempts, correct, seconds, timed FROM question_states "
                + $"WHERE tenant = @tenant AND question_id IN ({InList.Text("id", part.Length)})");
            statement.Bind(InList.Values(part, tenant.Value));
            foreach (var (id, state) in await statement.ListAsync(ReadQuestion, ct)) states[id] = state;
        }

        return states;
    }

    public static (QuestionId Id, QuestionState State) ReadQuestion(DbDataReader row) => (
        new QuestionId(row.GetInt32(0)),
        new QuestionState(
            row.GetDouble(1), row.GetDouble(2), row.GetInt32(3), row.GetInt32(4), row.GetDouble(5), row.GetInt32(6)));

    private static LearnerSnapshot ReadSnapshot(DbDataReader row)
    {
        var version = row.GetInt64(LearnerColumns.Count);
        var state = row.IsDBNull(LearnerColumns.Count + 1)
            ? LearnerState.Empty with { Version = version }
            : LearnerStateCodec.Decode(row.Bytes(LearnerColumns.Count + 1), version);
        return new LearnerSnapshot(LearnerColumns.Read(row), state);
    }
}
