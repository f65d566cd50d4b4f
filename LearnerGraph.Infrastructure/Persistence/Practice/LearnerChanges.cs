using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>
/// The outbox of practice. Ids are handed out within writes in order, so whoever has read up to one misses none below.
/// </summary>
internal sealed class LearnerChanges(IDatabase database) : ILearnerChanges
{
    public ValueTask<long> NewestAsync(CancellationToken ct) => database.ReadAsync(
        async (session, token) => await session.Prepare("SELECT max(id) FROM learner_changes").LongAsync(token) ?? 0,
        ct);

    public ValueTask<IReadOnlyList<CommittedChange>> AfterAsync(long id, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<CommittedChange>>(
            async (session, token) => await session.Prepare(
                    "SELECT id, tenant, learner_id, questions, origin FROM learner_changes WHERE id > @id "
                    + "ORDER BY id LIMIT @count")
                .Bind(id, count)
                .ListAsync(
                    row => new CommittedChange(
                        row.GetInt64(0), new TenantId(row.GetString(1)), new LearnerId(row.GetInt64(2)),
                        [.. ReaderExtensions.FromJson<int>(row.GetString(3)).Select(one => new QuestionId(one))],
                        row.Uuid(4) == database.Origin),
                    token),
            ct);

    public ValueTask<int> ForgetAsync(long id, CancellationToken ct) => database.WriteAsync(
        (session, token) => session.Prepare("DELETE FROM learner_changes WHERE id <= @id").Bind(id).ExecuteAsync(token),
        ct);

    /// <summary>Inside a write in order, before it ends.</summary>
    public static async ValueTask AddAsync(
        IDatabase database, Session session, TenantId tenant, LearnerId learner, IEnumerable<QuestionId> questions,
        CancellationToken ct) =>
        await session.Prepare(
                "INSERT INTO learner_changes (tenant, learner_id, questions, origin) "
                + "VALUES (@tenant, @learner, @questions, @origin)")
            .Bind(
                tenant.Value, learner.Value,
                ReaderExtensions.ToJson([.. questions.Select(question => question.Value).Distinct()]),
                database.Origin.ToBytes())
            .ExecuteAsync(ct);
}
