using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>Daily facts over many learners, in the relational store.</summary>
internal sealed class PracticeFacts(IDatabase database) : IPracticeFacts
{
    public ValueTask<long> WatermarkAsync(CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) =>
                await session.Prepare("SELECT max(judged_at) FROM attempts").Bind().LongAsync(token) ?? 0,
            ct);

    public ValueTask<IReadOnlyList<DayTotals>> TotalsAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<DayTotals>>(
            async (session, token) => await session.Prepare(
                    "SELECT day, count(*), sum(minutes), sum(attempts), sum(correct), sum(concepts_mastered) "
                    + "FROM practice_days WHERE tenant = @tenant GROUP BY day ORDER BY day")
                .Bind(tenant.Value)
                .ListAsync(
                    row => new DayTotals(
                        new(row.GetInt32(0)), (int)row.GetInt64(1), row.GetDouble(2), (int)row.GetInt64(3),
                        (int)row.GetInt64(4), (int)row.GetInt64(5)),
                    token),
            ct);

    public ValueTask<IReadOnlyList<PracticeStamp>> StampsAsync(
        TenantId tenant, LocalDay from, LocalDay to, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PracticeStamp>>(
            async (session, token) => await session.Prepare(
                    "SELECT learner_id, count(*), sum(minutes), sum(attempts), sum(correct), sum(concepts_mastered) "
                    + "FROM practice_days WHERE tenant = @tenant AND day <= @to "
                    + "GROUP BY learner_id HAVING max(day) >= @from ORDER BY learner_id")
                .Bind(tenant.Value, to.Number, from.Number)
                .ListAsync(
                    row => new PracticeStamp(
                        new(row.GetInt64(0)), (int)row.GetInt64(1), row.GetDouble(2), (int)row.GetInt64(3),
                        (int)row.GetInt64(4), (int)row.GetInt64(5)),
                    token),
            ct);

    public ValueTask<IReadOnlyList<FirstSuccess>> FirstSuccessesAsync(
        TenantId tenant, CourseId course, int learners, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<FirstSuccess>>(
            async (session, token) => await session.Prepare(
                    "SELECT a.learner_id, link.concept_id, min(a.id) FROM attempts a "
                    + "JOIN question_concepts link ON link.question_id = a.question_id "
                    + "JOIN concepts c ON c.id = link.concept_id "
                    + "WHERE a.tenant = @tenant AND a.correct = @correct AND c.course_id = @course AND a.learner_id IN "
                    + "(SELECT id FROM learners WHERE tenant = @tenant ORDER BY id DESC LIMIT @learners) "
                    + "GROUP BY a.learner_id, link.concept_id ORDER BY a.learner_id, min(a.id)")
                .Bind(tenant.Value, true, course.Value, learners)
                .ListAsync(
                    row => new FirstSuccess(new(row.GetInt64(0)), new(row.GetInt32(1)), row.GetInt64(2)), token),
            ct);
}
