using System.Runtime.CompilerServices;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>Attempts and derived rows in the relational store.</summary>
internal sealed class PracticeStore(IDatabase database) : IPracticeStore
{
    private const int LearnersAtOnce = 200;

    private const string OfConcept =
        " AND question_id IN (SELECT question_id FROM question_concepts WHERE concept_id = @concept)";

    public ValueTask<IReadOnlyDictionary<LearnerId, LearnerSnapshot>> LoadAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> ids, CancellationToken ct) =>
        database.ReadAsync((session, token) => PracticeReads.SnapshotsAsync(session, tenant, ids, token), ct);

    public ValueTask<Result<PracticeChange>> RecordAsync(
        TenantId tenant,
        LearnerId learner,
        IReadOnlyCollection<Guid> clientAttemptIds,
        IReadOnlyCollection<QuestionId> questions,
        Func<PracticeContext, PracticeDecision> decide,
        CancellationToken ct) =>
        database.WriteInOrderAsync(
            (session, token) => RecordAsync(session, tenant, learner, clientAttemptIds, questions, decide, token), ct);

    public ValueTask<Result<LearnerSnapshot>> ChangeAsync(
        TenantId tenant, LearnerId learner, Func<LearnerSnapshot, Result<LearnerState>> change,
        CancellationToken ct) =>
        database.WriteInOrderAsync<Result<LearnerSnapshot>>(
            async (session, token) =>
            {
                var snapshot = await PracticeReads.LockedAsync(session, tenant, learner, database.ForUpdate, token);
                if (snapshot is null) return NotFound(learner);
                if (!change(snapshot).TryGet(out var state, out var problem)) return problem;

                var written = await PracticeWrites.StateAsync(session, tenant, learner, state, null, token);
                await LearnerChanges.AddAsync(database, session, tenant, learner, [], token);
                return snapshot with { State = written };
            },
            ct);

    public ValueTask<IReadOnlyDictionary<AttemptId, Attempt>> FindAttemptsAsync(
        TenantId tenant, IReadOnlyCollection<AttemptId> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<AttemptId, Attempt>>(
            async (session, token) =>
            {
                var found = new Dictionary<AttemptId, Attempt>(ids.Count);
                foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    var statement = session.Prepare(
                        $"SELECT {AttemptColumns.Names} FROM attempts WHERE tenant = @tenant "
                        + $"AND id IN ({InList.Text("id", part.Length)})");
                    statement.Bind(InList.Values(part, tenant.Value));
                    foreach (var attempt in await statement.ListAsync(AttemptColumns.Read, token))
                    {
                        found[attempt.Id] = attempt;
                    }
                }

                return found;
            },
            ct);

    public ValueTask<IReadOnlyList<Attempt>> PageAttemptsAsync(
        TenantId tenant, LearnerId learner, ConceptId? concept, AttemptId? before, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Attempt>>(
            async (session, token) =>
            {
                var sql = $"SELECT {AttemptColumns.Names} FROM attempts "
                    + "WHERE learner_id = @learner AND tenant = @tenant"
                    + (before is null ? " AND @before = 0"
                        : " AND (answered_at, id) < (SELECT answered_at, id FROM attempts WHERE id = @before)")
                    + (concept is null ? " AND @concept = 0" : OfConcept)
                    + " ORDER BY answered_at DESC, id DESC LIMIT @count";
                return await session.Prepare(sql)
                    .Bind(learner.Value, tenant.Value, before?.Value ?? 0, concept?.Value ?? 0, count)
                    .ListAsync(AttemptColumns.Read, token);
            },
            ct);

    public ValueTask<int> CountAttemptsAsync(
        TenantId tenant, LearnerId learner, ConceptId? concept, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (int)(await session.Prepare(
                    "SELECT count(*) FROM attempts WHERE learner_id = @learner AND tenant = @tenant"
                    + (concept is null ? " AND @concept = 0" : OfConcept))
                .Bind(learner.Value, tenant.Value, concept?.Value ?? 0).LongAsync(token) ?? 0),
            ct);

    public ValueTask<IReadOnlySet<QuestionId>> AnsweredAsync(
        TenantId tenant, LearnerId learner, IReadOnlyCollection<QuestionId> questions, CancellationToken ct) =>
        database.ReadAsync<IReadOnlySet<QuestionId>>(
            async (session, token) =>
            {
                var answered = new HashSet<QuestionId>();
                foreach (var part in questions.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    var statement = session.Prepare(
                        "SELECT DISTINCT question_id FROM attempts WHERE learner_id = @learner AND tenant = @tenant "
                        + $"AND status = @status AND question_id IN ({InList.Text("id", part.Length)})");
                    statement.Bind(
                        InList.Values(part, learner.Value, tenant.Value, (int)AttemptStatus.Accepted));
                    answered.UnionWith(await statement.ListAsync(row => new QuestionId(row.GetInt32(0)), token));
                }

                return answered;
            },
            ct);

    public ValueTask<IReadOnlyList<PracticeDay>> DaysAsync(
        TenantId tenant, LearnerId learner, LocalDay from, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PracticeDay>>(
            async (session, token) => await session.Prepare(
                    "SELECT day, minutes, attempts, correct, concepts_mastered FROM practice_days "
                    + "WHERE learner_id = @learner AND tenant = @tenant AND day >= @day ORDER BY day")
                .Bind(learner.Value, tenant.Value, from.Number)
                .ListAsync(
                    row => new PracticeDay(
                        new(row.GetInt32(0)), row.GetDouble(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4)),
                    token),
            ct);

    public async IAsyncEnumerable<Attempt> JudgedAsync(
        TenantId tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        using var lease = await database.RentAsync(ct);
        using var statement = lease.Session.Once(
            $"SELECT {AttemptColumns.Names} FROM attempts WHERE tenant = @tenant AND judged_at > 0 ORDER BY judged_at");
        statement.Bind(tenant.Value);
        await foreach (var attempt in statement.StreamAsync(AttemptColumns.Read, ct)) yield return attempt;
    }

    public async IAsyncEnumerable<(Learner Learner, LearnerState State, IReadOnlyList<Attempt> History)> HistoriesAsync(
        TenantId tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        using var lease = await database.RentAsync(ct);
        var last = new LearnerId(long.MinValue);
        while (true)
        {
            var page = await PracticeReads.PageAsync(lease.Session, tenant, last, LearnersAtOnce, ct);
            if (page.Count == 0) yield break;

            last = page[^1].Learner.Id;
            var history = await PracticeReads.HistoryAsync(lease.Session, tenant, page[0].Learner.Id, last, ct);
            var at = 0;
            foreach (var (learner, state) in page)
            {
                var from = at;
                while (at < history.Count && history[at].Learner == learner.Id) at++;
                yield return (learner, state, history[from..at]);
            }
        }
    }

    public async ValueTask ReplaceAsync(
        TenantId tenant,
        IReadOnlyCollection<(LearnerId Learner, PracticeChange Change)> learners,
        IReadOnlyDictionary<QuestionId, QuestionState>? questions,
        CancellationToken ct) =>
        await database.WriteInOrderAsync(
            async (session, token) =>
            {
                foreach (var (learner, change) in learners)
                {
                    await PracticeWrites.WriteAsync(database, session, tenant, learner, change, token);
                }

                if (questions is null) return true;

                await session.Prepare("DELETE FROM question_states WHERE tenant = @tenant")
                    .Bind(tenant.Value).ExecuteAsync(token);
                await PracticeWrites.QuestionsAsync(session, tenant, questions, token);
                return true;
            },
            ct);

    private async ValueTask<Result<PracticeChange>> RecordAsync(
        Session session, TenantId tenant, LearnerId learner, IReadOnlyCollection<Guid> clientAttemptIds,
        IReadOnlyCollection<QuestionId> questions, Func<PracticeContext, PracticeDecision> decide, CancellationToken ct)
    {
        var snapshot = await PracticeReads.LockedAsync(session, tenant, learner, database.ForUpdate, ct);
        if (snapshot is null) return NotFound(learner);

        var context = new PracticeContext(
            snapshot.Learner,
            snapshot.State,
            await PracticeReads.KnownAsync(session, learner, clientAttemptIds, ct),
            await PracticeReads.QuestionsAsync(session, tenant, questions, ct),
            null);
        var decision = decide(context);
        if (decision is PracticeDecision.NeedHistory)
        {
            decision = decide(context with
            {
                History = await PracticeReads.HistoryAsync(session, tenant, learner, learner, ct),
            });
        }

        return decision switch
        {
            PracticeDecision.Refuse refusal => refusal.Problem,
            PracticeDecision.Apply { Change: var change } when ChangesNothing(change, snapshot) => change,
            PracticeDecision.Apply { Change: var change } =>
                await WriteAsync(session, tenant, learner, change, ct),
            _ => throw new InvalidOperationException("The decision asked again for the history that it was given."),
        };
    }

    private async ValueTask<PracticeChange> WriteAsync(
        Session session, TenantId tenant, LearnerId learner, PracticeChange change, CancellationToken ct)
    {
        var written = await PracticeWrites.WriteAsync(database, session, tenant, learner, change, ct);
        await LearnerChanges.AddAsync(
            database, session, tenant, learner,
            written.Added.Where(attempt => attempt.Status == AttemptStatus.Accepted).Concat(written.Judged)
                .Select(attempt => attempt.Question),
            ct);
        return written;
    }

    // Attempts that were all known before: the version stays, so cached sets stay good.
    private static bool ChangesNothing(PracticeChange change, LearnerSnapshot snapshot) =>
        change is { Added.Count: 0, Judged.Count: 0, DaysAreComplete: false }
        && ReferenceEquals(change.State, snapshot.State);

    private static Problem.NotFound NotFound(LearnerId learner) => new("learner", $"{learner.Value}");
}
