using System.Data.Common;
using System.Runtime.CompilerServices;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Codecs;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Recommendations;

/// <summary>Served sets in the relational store: one row each, payload and statuses beside one another.</summary>
internal sealed class RecommendationStore(IDatabase database) : IRecommendationStore
{
    private const string Select = "SELECT id, statuses, payload FROM recommendation_sets WHERE ";

    private const string Insert = """
        INSERT INTO recommendation_sets
            (tenant, learner_id, generated_at, expires_at, policy, source, statuses, payload)
        VALUES (@tenant, @learner, @generated, @expires, @policy, @source, @statuses, @payload) RETURNING id
        """;

    private const string InsertEvent = """
        INSERT INTO feedback_events
            (tenant, client_event_id, set_id, position, learner_id, action, occurred_at, rating, comment)
        VALUES (@tenant, @client, @set, @position, @learner, @action, @occurred, @rating, @comment)
        ON CONFLICT DO NOTHING
        """;

    public ValueTask<long> AddAsync(TenantId tenant, RecommendationSet set, CancellationToken ct)
    {
        // Encoded here, so that the writer's time is spent on writing alone.
        var payload = RecommendationSetCodec.Encode(set);
        return database.WriteAsync(
            async (session, token) => (await session.Prepare(Insert).Bind(
                tenant.Value, set.Learner.Value, set.GeneratedAt.UtcTicks, set.ExpiresAt.UtcTicks, set.Trace.Policy,
                (int)set.Source, StatusText.Pending(set.Items.Count), payload).LongAsync(token))!.Value,
            ct);
    }

    public ValueTask<IReadOnlyDictionary<long, StoredSet>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<long, StoredSet>>(
            async (session, token) => await FindAsync(session, tenant, ids, "", token), ct);

    public ValueTask<StoredSet?> FindActiveAsync(
        TenantId tenant, LearnerId learner, DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (await session.Prepare(
                    Select + "learner_id = @learner AND tenant = @tenant AND expires_at > @now "
                    + "ORDER BY id DESC LIMIT 8")
                .Bind(learner.Value, tenant.Value, now.UtcTicks).ListAsync(Read, token))
                .FirstOrDefault(stored => stored.Set.Trace.Request is not { IsOneQuestion: true }),
            ct);

    public async IAsyncEnumerable<StoredSet> SinceAsync(
        TenantId tenant, DateTimeOffset from, [EnumeratorCancellation] CancellationToken ct)
    {
        using var lease = await database.RentAsync(ct);
        using var statement = lease.Session.Once(
            Select + "tenant = @tenant AND generated_at >= @from ORDER BY generated_at, id");
        statement.Bind(tenant.Value, from.UtcTicks);
        await foreach (var stored in statement.StreamAsync(Read, ct)) yield return stored;
    }

    public ValueTask<Result<FeedbackReceipt>> RecordFeedbackAsync(
        TenantId tenant,
        IReadOnlyList<FeedbackEvent> events,
        Func<RecommendationStatus, FeedbackEvent, Result<RecommendationStatus>> next,
        CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                var receipt = await RecordAsync(session, tenant, events, next, token);
                if (!receipt.IsOk) session.Undo();
                return receipt;
            },
            ct);

    private async ValueTask<Result<FeedbackReceipt>> RecordAsync(
        Session session, TenantId tenant, IReadOnlyList<FeedbackEvent> events,
        Func<RecommendationStatus, FeedbackEvent, Result<RecommendationStatus>> next, CancellationToken ct)
    {
        var ids = events.Select(e => e.Recommendation.Set).Distinct().ToArray();
        var sets = await FindAsync(session, tenant, ids, database.ForUpdate, ct);
        var statuses = sets.ToDictionary(pair => pair.Key, pair => pair.Value.Statuses.ToArray());
        var moved = new HashSet<long>();
        var duplicates = 0;
        for (var i = 0; i < events.Count; i++)
        {
            var (set, position) = events[i].Recommendation;
            if (!sets.TryGetValue(set, out var stored) || position < 1 || position > stored.Set.Items.Count)
            {
                return new Problem.NotFound("recommendation", $"{set}:{position}")
                {
                    Path = Path(i, "recommendationId"),
                };
            }

            if (!await IsNewAsync(session, tenant, events[i], stored.Set.Learner, ct))
            {
                duplicates++;
                continue;
            }

            var before = statuses[set][position - 1];
            if (!next(before, events[i]).TryGet(out var after, out var problem))
            {
                return problem with { Path = problem.Path ?? Path(i, "action") };
            }

            statuses[set][position - 1] = after;
            if (after != before) moved.Add(set);
        }

        foreach (var set in moved)
        {
            await session.Prepare(
                    "UPDATE recommendation_sets SET statuses = @statuses WHERE id = @id AND tenant = @tenant")
                .Bind(StatusText.Of(statuses[set]), set, tenant.Value).ExecuteAsync(ct);
        }

        // That an item was shown changes no later set; what the learner did with it may.
        var changed = moved
            .Where(id => statuses[id].Zip(sets[id].Statuses).Any(
                pair => pair.First != pair.Second && pair.First is not RecommendationStatus.Shown))
            .Select(id => sets[id].Set.Learner).Distinct();
        foreach (var learner in changed)
        {
            await session.Prepare(
                    "UPDATE learners SET state_version = state_version + 1 WHERE id = @id AND tenant = @tenant")
                .Bind(learner.Value, tenant.Value).ExecuteAsync(ct);
        }

        return new FeedbackReceipt(
            events.Count - duplicates, duplicates,
            ids.Select(id => sets[id] with { Statuses = statuses[id] }).ToArray());
    }

    private static async ValueTask<bool> IsNewAsync(
        Session session, TenantId tenant, FeedbackEvent e, LearnerId learner, CancellationToken ct) =>
        await session.Prepare(InsertEvent).Bind(
            tenant.Value, e.ClientEventId.ToBytes(), e.Recommendation.Set, e.Recommendation.Position, learner.Value,
            (int)e.Action, e.OccurredAt.UtcTicks, e.Rating, e.Comment).ExecuteAsync(ct) == 1;

    private static async ValueTask<Dictionary<long, StoredSet>> FindAsync(
        Session session, TenantId tenant, IReadOnlyCollection<long> ids, string forUpdate, CancellationToken ct)
    {
        var found = new Dictionary<long, StoredSet>(ids.Count);
        foreach (var part in ids.Distinct().Chunk(InList.Most))
        {
            var statement = session.Prepare(
                Select + $"tenant = @tenant AND id IN ({InList.Text("id", part.Length)})" + forUpdate);
            statement.Bind(InList.Values(part, tenant.Value));
            foreach (var stored in await statement.ListAsync(Read, ct)) found[stored.Set.Id] = stored;
        }

        return found;
    }

    private static StoredSet Read(DbDataReader row) => new(
        RecommendationSetCodec.Decode(row.Bytes(2)) with { Id = row.GetInt64(0) }, StatusText.Parse(row.GetString(1)));

    private static string[] Path(int index, string field) => ["events", $"{index}", field];
}
