using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Intelligence;

/// <summary>What authors took and left, in the relational store.</summary>
internal sealed class SuggestionFeedbackStore(IDatabase database) : ISuggestionFeedback
{
    public async ValueTask AddAsync(TenantId tenant, SuggestionFeedback feedback, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(
                    "INSERT INTO suggestion_feedback "
                    + "(tenant, course_id, description, accepted_id, rejected, at, actor) "
                    + "VALUES (@tenant, @course, @description, @accepted, @rejected, @at, @actor)")
                .Bind(
                    tenant.Value, feedback.Course.Value, feedback.Description, feedback.Accepted.Value,
                    ReaderExtensions.ToJson<int>([.. feedback.Rejected.Select(id => id.Value)]), feedback.At.UtcTicks,
                    feedback.Actor)
                .ExecuteAsync(token),
            ct);

    public ValueTask<IReadOnlyList<SuggestionFeedback>> NewestAsync(
        TenantId tenant, CourseId course, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SuggestionFeedback>>(
            async (session, token) => await session.Prepare(
                    "SELECT id, description, accepted_id, rejected, at, actor FROM suggestion_feedback "
                    + "WHERE tenant = @tenant AND course_id = @course ORDER BY id DESC LIMIT @count")
                .Bind(tenant.Value, course.Value, count)
                .ListAsync(
                    row => new SuggestionFeedback(
                        row.GetInt64(0), course, row.GetString(1), new(row.GetInt32(2)),
                        [.. ReaderExtensions.FromJson<int>(row.GetString(3)).Select(id => new ConceptId(id))],
                        row.Instant(4), row.GetString(5)),
                    token),
            ct);

    public ValueTask<int> RemoveAsync(
        TenantId tenant, CourseId course, string? description, CancellationToken ct) =>
        database.WriteAsync(
            (session, token) => description is null
                ? session.Prepare("DELETE FROM suggestion_feedback WHERE tenant = @tenant AND course_id = @course")
                    .Bind(tenant.Value, course.Value).ExecuteAsync(token)
                : session.Prepare(
                        "DELETE FROM suggestion_feedback WHERE tenant = @tenant AND course_id = @course "
                        + "AND description = @description")
                    .Bind(tenant.Value, course.Value, description).ExecuteAsync(token),
            ct);
}
