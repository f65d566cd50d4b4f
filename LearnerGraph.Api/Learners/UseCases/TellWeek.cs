using System.Globalization;
using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>A learner's report of a week: as it is kept, else written now.</summary>
public sealed class TellWeek(IPipelineStore store, WriteWeeklyReport write, TimeProvider clock)
{
    private static readonly LocalDay Earliest = LocalDay.From(new DateOnly(2000, 1, 3));

    /// <param name="weekOf">Any day of the week; null for the last one that is over where the learner is.</param>
    /// <returns>Null for weeks that have not begun, or lie before this century.</returns>
    public async ValueTask<WeeklyReportDocument?> RunAsync(
        LearnerSnapshot learner, DateOnly? weekOf, CancellationToken ct)
    {
        var running = LocalTime.Today(learner.Learner, clock.GetUtcNow()).WeekStart();
        var asked = weekOf is { } date ? LocalDay.From(date) : running + -1;
        if (asked < Earliest || asked.WeekStart() > running) return null;

        var monday = asked.WeekStart();
        var key = learner.Learner.Id.Value.ToString(CultureInfo.InvariantCulture);
        var kept = monday < running
            ? (await store.FindItemsAsync(learner.Learner.Tenant, WeeklyReports.Name, $"{monday}", [key], ct))
                .GetValueOrDefault(key)
            : null;
        return kept is { } item
            ? WeeklyReportDocument.FromJson(item.Document)
            : await write.RunAsync(learner.Learner.Tenant, learner, monday, ct);
    }
}
