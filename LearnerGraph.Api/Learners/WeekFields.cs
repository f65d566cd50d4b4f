using LearnerGraph.Api.Content;
using LearnerGraph.Api.Learners.UseCases;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

/// <summary>What a learner did in a week, and may do in the next.</summary>
[ExtendObjectType<LearnerNode>]
public static class WeekFields
{
    [Cost(20)]
    [GraphQLDescription("What was done in a week of the learner's own days; null for one that has not begun.")]
    public static async ValueTask<WeeklyReportDocument?> WeeklyReportAsync(
        [Parent] LearnerNode node,
        SnapshotLoader snapshots,
        TellWeek tell,
        [GraphQLDescription("Any day of it; without one, the last week that is over.")] DateOnly? weekOf = null,
        CancellationToken ct = default) =>
        await tell.RunAsync(await snapshots.OfAsync(node, ct), weekOf, ct);

    [GraphQLDescription(
        "A walk for this week: towards the first goal that is not mastered, else towards what needs work most; as long "
        + "as the weekly goal in minutes has room for. Null where all is mastered.")]
    public static async ValueTask<PathNode?> WeeklyPathAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, RequestCatalog catalogs, Tracer tracer, TimeProvider clock,
        CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(ct);
        var learner = await snapshots.OfAsync(node, ct);
        return WeekAhead.Path(tracer.Rules, catalog, learner, clock.GetUtcNow()) is { } path
            ? new PathNode(catalog, path)
            : null;
    }
}

[ObjectType<WeeklyReportDocument>(Name = "WeeklyReport")]
[GraphQLDescription("One learner's week, from Monday to Sunday on the learner's own days.")]
public static class WeeklyReportFields
{
    [GraphQLDescription("Its Monday.")]
    public static DateOnly WeekOf([Parent] WeeklyReportDocument report) => report.Monday.ToDate();

    [GraphQLDescription("Of practice.")]
    public static double Minutes([Parent] WeeklyReportDocument report) => report.Minutes;

    [GraphQLDescription("Judged answers with a time.")]
    public static int Attempts([Parent] WeeklyReportDocument report) => report.Attempts;

    [GraphQLDescription("Share of right ones; null without any.")]
    public static double? Accuracy([Parent] WeeklyReportDocument report) => report.Accuracy;

    [GraphQLDescription("Concepts whose mastery rose from its begin to its end, best first, at most five.")]
    public static async ValueTask<IReadOnlyList<MasteryChange>> ImprovedAsync(
        [Parent] WeeklyReportDocument report, RequestCatalog catalogs, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(ct);
        return [.. report.Improved.Where(change => catalog.Find(change.Concept) is not null)];
    }

    [GraphQLDescription("Streaks that were alive when it began and never broke in it.")]
    public static int StreaksKept([Parent] WeeklyReportDocument report) => report.StreaksKept;

    [GraphQLDescription("Streaks that were alive when it began and broke in it.")]
    public static int StreaksBroken([Parent] WeeklyReportDocument report) => report.StreaksBroken;

    [GraphQLDescription("Goals that suit the week after.")]
    public static IReadOnlyList<StreakGoal> GoalsForNextWeek([Parent] WeeklyReportDocument report) =>
        report.GoalsForNextWeek;

    [GraphQLDescription("What is worth telling, in words.")]
    public static IReadOnlyList<string> Highlights([Parent] WeeklyReportDocument report) => report.Highlights;
}
