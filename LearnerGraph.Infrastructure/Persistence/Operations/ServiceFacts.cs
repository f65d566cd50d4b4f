using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Operations;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Operations;

/// <summary>Figures of a whole tenant, in the relational store.</summary>
internal sealed class ServiceFacts(IDatabase database) : IServiceFacts
{
    private const int Month = 28;

    // A streak lives to the end of the second day after its last day of practice.
    private const int Grace = 2;

    private const string Active = """
        SELECT count(DISTINCT CASE WHEN day > @day - 7 THEN learner_id END), count(DISTINCT learner_id),
            coalesce(sum(CASE WHEN day > @day - 7 THEN 1 ELSE 0 END), 0),
            CAST(coalesce(sum(CASE WHEN day > @day - 7 THEN minutes ELSE 0 END), 0) AS double precision),
            coalesce(sum(CASE WHEN day = @day THEN concepts_mastered ELSE 0 END), 0)
        FROM practice_days WHERE tenant = @tenant AND day > @from AND day <= @day AND attempts > 0
        """;

    private const string Streaks = """
        SELECT count(*), coalesce(sum(CASE WHEN newest >= @today - 2 THEN 1 ELSE 0 END), 0)
        FROM (SELECT learner_id, max(day) AS newest, min(day) AS oldest FROM practice_days
            WHERE tenant = @tenant AND day >= @from AND day <= @today AND minutes >= @minutes - 0.000000001
            GROUP BY learner_id) s
        WHERE oldest < @today
        """;

    private static readonly long Attribution = TimeSpan.FromDays(1).Ticks;

    private static readonly string Items = $"""
        SELECT set_id, position, CASE WHEN clicked IS NOT NULL AND clicked - coalesce(shown, clicked) <= {Attribution}
                THEN 1 ELSE 0 END AS is_clicked, completed, rejected, rating
        FROM (SELECT set_id, position, {First(FeedbackAction.Shown)} AS shown,
                {First(FeedbackAction.Clicked)} AS clicked, {Any(FeedbackAction.Completed)} AS completed,
                {Any(FeedbackAction.Rejected)} AS rejected, max(rating) AS rating
            FROM feedback_events WHERE tenant = @tenant AND occurred_at >= @since GROUP BY set_id, position) e
        WHERE shown IS NOT NULL OR clicked IS NOT NULL
        """;

    public ValueTask<IReadOnlyList<TenantId>> TenantsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TenantId>>(
            async (session, token) => await session.Prepare("SELECT DISTINCT tenant FROM learners ORDER BY tenant")
                .Bind().ListAsync(row => new TenantId(row.GetString(0)), token),
            ct);

    public ValueTask<ActivityFacts> ActivityAsync(
        TenantId tenant, LocalDay day, double streakMinutes, DateTimeOffset since, CancellationToken ct) =>
        database.SnapshotAsync(
            async (session, token) =>
            {
                var active = (await session.Prepare(Active).Bind(day.Number, tenant.Value, day.Number - Month)
                    .ListAsync(
                        row => (Week: (int)row.GetInt64(0), Month: (int)row.GetInt64(1), Days: (int)row.GetInt64(2),
                            Minutes: row.GetDouble(3), Mastered: (int)row.GetInt64(4)),
                        token))[0];
                var streaks = (await session.Prepare(Streaks)
                    .Bind(day.Number, tenant.Value, day.Number - Grace - 1, streakMinutes)
                    .ListAsync(row => (Before: (int)row.GetInt64(0), Kept: (int)row.GetInt64(1)), token))[0];
                var present = await session.Prepare(
                        "SELECT count(*) FROM learners WHERE tenant = @tenant AND last_practiced_at >= @since")
                    .Bind(tenant.Value, since.UtcTicks).LongAsync(token);
                return new ActivityFacts(
                    active.Week, active.Month, active.Days, active.Minutes, active.Mastered, streaks.Before,
                    streaks.Kept, (int)present!.Value);
            },
            ct);

    public ValueTask<int> CountItemsAsync(TenantId tenant, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (int)(await session.Prepare(
                    "SELECT sum(length(statuses)) FROM recommendation_sets "
                    + "WHERE tenant = @tenant AND generated_at >= @since")
                .Bind(tenant.Value, since.UtcTicks).LongAsync(token) ?? 0),
            ct);

    public ValueTask<Clicks> ClicksAsync(TenantId tenant, DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (await session.Prepare(
                    $"SELECT count(*), coalesce(sum(is_clicked), 0) FROM ({Items}) i")
                .Bind(tenant.Value, since.UtcTicks)
                .ListAsync(row => new Clicks((int)row.GetInt64(0), (int)row.GetInt64(1)), token))[0],
            ct);

    public ValueTask<IReadOnlyList<ItemOutcome>> OutcomesAsync(
        TenantId tenant, DateTimeOffset since, int most, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ItemOutcome>>(
            async (session, token) => await session.Prepare($"{Items} ORDER BY set_id DESC, position LIMIT @most")
                .Bind(tenant.Value, since.UtcTicks, most)
                .ListAsync(
                    row => new ItemOutcome(
                        row.GetInt64(0), row.GetInt32(1), row.GetInt64(2) == 1, row.GetInt64(3) == 1,
                        row.GetInt64(4) == 1, row.IsDBNull(5) ? null : row.GetInt32(5)),
                    token),
            ct);

    private static string First(FeedbackAction action) => $"min(CASE WHEN action = {(int)action} THEN occurred_at END)";

    private static string Any(FeedbackAction action) => $"max(CASE WHEN action = {(int)action} THEN 1 ELSE 0 END)";
}
