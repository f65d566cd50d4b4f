using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[MutationType]
public static class RecommendationMutations
{
    [GraphQLDescription("Computes a fresh set, past the cache.")]
    public static async ValueTask<GenerateRecommendationsPayload> GenerateRecommendationsAsync(
        [GraphQLDescription("For whom.")] GenerateRecommendationsInput input,
        Caller caller,
        SnapshotLoader snapshots,
        RecommendNext recommend,
        RecommendationOptions options,
        CancellationToken ct)
    {
        if (caller.MayActFor(input.LearnerId) is { } refusal) return new(null, refusal.ToErrors());
        if (await snapshots.LoadAsync(input.LearnerId, ct) is not { } learner)
        {
            return new(null, new Problem.NotFound("Learner", $"{input.LearnerId.Value}").ToErrors());
        }

        var request = RecommendationContextInput.ToRequest(input.Context, input.Count ?? options.DefaultSize);
        return (await recommend.RunAsync(caller, learner, request, isFresh: true, ct))
            .TryGet(out var served, out var problem)
            ? new(SetNode.Of(served), Errors.None)
            : new(null, problem.ToErrors());
    }

    [GraphQLDescription("Keeps what learners did with their recommendations; good events are kept, bad ones told.")]
    public static async ValueTask<RecordRecommendationFeedbackPayload> RecordRecommendationFeedbackAsync(
        [GraphQLDescription("What was done.")] RecordRecommendationFeedbackInput input,
        Caller caller,
        RecordFeedback record,
        CancellationToken ct)
    {
        var events = input.Events.Select(e => new FeedbackEvent(
            e.ClientEventId, RecommendationIds.Read(e.RecommendationId), e.Action, e.OccurredAt, e.Rating, e.Comment))
            .ToArray();
        if (!(await record.RunAsync(caller, events, ct)).TryGet(out var outcome, out var problem))
        {
            return new(0, 0, [], problem.ToErrors());
        }

        var sets = outcome.Sets.ToDictionary(stored => stored.Set.Id, SetNode.Of);
        var told = events.Select(e => e.Recommendation).Distinct()
            .Where(id => sets.TryGetValue(id.Set, out var set)
                && id.Position >= 1 && id.Position <= set.Set.Items.Count)
            .Select(id => sets[id.Set].Item(id.Position));
        return new(
            outcome.Accepted, outcome.Duplicates, [.. told], [.. outcome.Problems.Select(one => one.ToError())]);
    }
}

[ObjectType]
[GraphQLDescription("A fresh set, or why there is none.")]
public sealed record GenerateRecommendationsPayload(
    [GraphQLDescription("The set, now the active one.")] SetNode? Set,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("What became of feedback.")]
public sealed record RecordRecommendationFeedbackPayload(
    [GraphQLDescription("Events kept now.")] int Accepted,
    [GraphQLDescription("Events seen before; they changed nothing.")] int Duplicates,
    [GraphQLDescription("As they stand now.")] IReadOnlyList<RecommendationNode> Recommendations,
    [GraphQLDescription("Why events were not kept.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);
