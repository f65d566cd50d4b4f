using System.Text.Json;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>A weekly report as it is kept and served.</summary>
public sealed record WeeklyReportDocument(
    LocalDay Monday, double Minutes, int Attempts, double? Accuracy, IReadOnlyList<MasteryChange> Improved,
    int StreaksKept, int StreaksBroken, IReadOnlyList<StreakGoal> GoalsForNextWeek, IReadOnlyList<string> Highlights)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static WeeklyReportDocument FromJson(string json) =>
        JsonSerializer.Deserialize<WeeklyReportDocument>(json)!;
}

/// <summary>Writes a learner's report of a week from the answers.</summary>
public sealed class WriteWeeklyReport(IPracticeStore practice, ICatalogSource catalogs, Tracer tracer)
{
    private const int AtOnce = 1_000;

    public async ValueTask<WeeklyReportDocument> RunAsync(
        TenantId tenant, LearnerSnapshot learner, LocalDay monday, CancellationToken ct)
    {
        var history = await HistoryAsync(tenant, learner.Learner.Id, ct);
        var catalog = await catalogs.GetAsync(tenant, ct);
        var report = WeeklyReport.Of(tracer.Rules, catalog, learner, history, monday);
        return new WeeklyReportDocument(
            monday, report.Minutes, report.Attempts, report.Accuracy, report.Improved, report.StreaksKept,
            report.StreaksBroken, WeekAhead.Goals(report.After, tracer.Rules.Streaks, monday + 7), report.Highlights);
    }

    private async ValueTask<List<Attempt>> HistoryAsync(TenantId tenant, LearnerId learner, CancellationToken ct)
    {
        var found = new List<Attempt>();
        AttemptId? before = null;
        while (true)
        {
            var page = await practice.PageAttemptsAsync(tenant, learner, null, before, AtOnce, ct);
            found.AddRange(page.Where(attempt => attempt.JudgedAt > 0));
            if (page.Count < AtOnce) break;

            before = page[^1].Id;
        }

        found.Reverse();
        return found;
    }
}
