using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Memory.UseCases;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

/// <summary>The work that lies before a learner.</summary>
[ExtendObjectType<LearnerNode>]
public static class ForecastFields
{
    [Cost(20)]
    [GraphQLDescription(
        "Reviews by the local day on which they fall due, from today on, as if each were done right on its day.")]
    public static async ValueTask<IReadOnlyList<ReviewDay>> ReviewForecastAsync(
        [Parent] LearnerNode node,
        SnapshotLoader snapshots,
        ForecastReviews forecast,
        [GraphQLDescription("How many days, from 1 to 365.")] int? days = 30,
        CancellationToken ct = default)
    {
        var result = await forecast.RunAsync(await snapshots.OfAsync(node, ct), days ?? 30, ct);
        return result.TryGet(out var found, out var problem) ? found : throw problem.ToException();
    }

    [Cost(10)]
    [GraphQLDescription(
        "Seconds that the learner takes by those that all learners take, of the last 100 answers: 2 is half as fast.")]
    public static async ValueTask<double> PaceAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, ForecastReviews forecast, CancellationToken ct) =>
        await forecast.PaceAsync(await snapshots.OfAsync(node, ct), ct);
}

[ObjectType<ReviewDay>]
[GraphQLDescription("Reviews that fall due on one local day.")]
public static class ReviewDayFields
{
    [GraphQLDescription("The learner's own.")]
    public static DateOnly Day([Parent] ReviewDay day) => day.Day.ToDate();

    [GraphQLDescription("Concepts; today with everything that is overdue.")]
    public static int Due([Parent] ReviewDay day) => day.Due;

    [GraphQLDescription("For one answer at each, at the learner's own pace.")]
    public static double Minutes([Parent] ReviewDay day) => day.Minutes;
}
