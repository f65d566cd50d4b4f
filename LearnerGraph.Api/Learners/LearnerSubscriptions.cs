using System.Runtime.CompilerServices;
using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[SubscriptionType]
public static class LearnerSubscriptions
{
    [GraphQLDescription("Mastery, streak and recommendation changes of one learner, as they happen.")]
    public static IAsyncEnumerable<LearnerChange> LearnerChangedAsync(
        [GraphQLDescription("Of whom.")] LearnerId learnerId,
        Caller caller,
        LearnerFeed feed,
        CancellationToken ct)
    {
        caller.MayRead(learnerId).ThrowIfAny();
        return ChangesAsync(caller, feed, learnerId, ct);
    }

    private static async IAsyncEnumerable<LearnerChange> ChangesAsync(
        Caller caller, LearnerFeed feed, LearnerId learnerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in feed.SubscribeAsync(caller.Tenant, learnerId, ct))
        {
            yield return new LearnerChange(change);
        }
    }
}

/// <summary>A change with the state that it left behind, read when it is asked for.</summary>
public sealed record LearnerChange(LearnerEvent Event);

[ObjectType<LearnerChange>]
[GraphQLDescription("Something about a learner has changed and is committed.")]
public static class LearnerChangeFields
{
    [GraphQLDescription("Who.")]
    public static async ValueTask<LearnerNode> LearnerAsync(
        [Parent] LearnerChange change, SnapshotLoader snapshots, CancellationToken ct) =>
        (await LearnerFields.LoadAsync(change.Event.Learner, snapshots, ct))!;

    [GraphQLDescription("Beliefs that moved.")]
    public static async ValueTask<IReadOnlyList<MasteryNode>> MasteryAsync(
        [Parent] LearnerChange change, SnapshotLoader snapshots, RequestCatalog catalogs, MasteryView view,
        CancellationToken ct) =>
        await snapshots.LoadAsync(change.Event.Learner, ct) is { } found
            ? view.Of(found, await catalogs.GetAsync(ct), change.Event.Concepts)
            : [];

    [GraphQLDescription("All streaks, as they stand now.")]
    public static async ValueTask<IReadOnlyList<StreakNode>> StreaksAsync(
        [Parent] LearnerChange change, SnapshotLoader snapshots, StreakView view, CancellationToken ct) =>
        await snapshots.LoadAsync(change.Event.Learner, ct) is { } found ? view.Of(found) : [];

    [GraphQLDescription("Whether sets served before are out of date.")]
    public static bool RecommendationsExpired([Parent] LearnerChange change) => change.Event is not null;

    [GraphQLDescription("When it was committed.")]
    public static DateTimeOffset At([Parent] LearnerChange change) => change.Event.At;
}
