using System.Globalization;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>What came of feedback: counts, the sets as they are now, and a problem for each event not taken.</summary>
public sealed record FeedbackOutcome(
    int Accepted, int Duplicates, IReadOnlyList<StoredSet> Sets, IReadOnlyList<Problem> Problems);

/// <summary>Keeps what learners did with their sets; what they turned down stays away for a while.</summary>
public sealed class RecordFeedback(
    IRecommendationStore sets, IPracticeStore practice, LearnerFeed feed, Instruments instruments, TimeProvider clock)
{
    private const int MaxEvents = 500;

    public async ValueTask<Result<FeedbackOutcome>> RunAsync(
        Caller caller, IReadOnlyList<FeedbackEvent> events, CancellationToken ct)
    {
        if (events.Count > MaxEvents)
        {
            return new Problem.TooLarge($"One call takes at most {MaxEvents} events: split the {events.Count}.");
        }

        var found = await sets.FindManyAsync(
            caller.Tenant, [.. events.Select(e => e.Recommendation.Set).Distinct()], ct);
        var problems = new SortedDictionary<int, Problem>();
        var good = new List<int>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            if (ProblemOf(caller, events[i], found) is { } problem) problems.Add(i, At(problem, i));
            else good.Add(i);
        }

        // An event that cannot be taken is left out, and the others are taken without it.
        while (good.Count > 0)
        {
            FeedbackEvent[] batch = [.. good.Select(i => events[i])];
            var recorded = await sets.RecordFeedbackAsync(caller.Tenant, batch, Next, ct);
            if (recorded.TryGet(out var receipt, out var problem))
            {
                await DismissAsync(caller, batch, found, ct);
                foreach (var e in batch) instruments.Feedback(caller.Tenant, e.Action.ToString().ToUpperInvariant());
                return new FeedbackOutcome(receipt.Accepted, receipt.Duplicates, receipt.Sets, [.. problems.Values]);
            }

            if (problem.Path is not [_, var place, ..] || !int.TryParse(place, out var bad) || bad >= good.Count)
            {
                return problem;
            }

            problems.Add(good[bad], At(problem, good[bad]));
            good.RemoveAt(bad);
        }

        return new FeedbackOutcome(0, 0, [], [.. problems.Values]);
    }

    // Somebody else's recommendation is not told apart from none.
    private static Problem? ProblemOf(
        Caller caller, FeedbackEvent e, IReadOnlyDictionary<long, StoredSet> found) =>
        found.TryGetValue(e.Recommendation.Set, out var stored)
            && caller.MayActFor(stored.Set.Learner) is null
            && e.Recommendation.Position >= 1 && e.Recommendation.Position <= stored.Set.Items.Count
            ? e.Rating is null or (>= 1 and <= 5) && e.Comment is null or { Length: <= 1000 }
                ? null
                : new Problem.Invalid("A rating is 1 to 5, a comment has up to 1000 characters.")
            : new Problem.NotFound("Recommendation", $"{e.Recommendation.Set}-{e.Recommendation.Position}");

    private static Problem At(Problem problem, int i) => problem with
    {
        Path = ["events", i.ToString(CultureInfo.InvariantCulture), .. problem.Path?.Skip(2) ?? []],
    };

    private Result<RecommendationStatus> Next(RecommendationStatus status, FeedbackEvent e) =>
        FeedbackLifeCycle.Next(status, e.Action);

    private async ValueTask DismissAsync(
        Caller caller, FeedbackEvent[] events, IReadOnlyDictionary<long, StoredSet> found, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rejected = events.Where(e => e.Action is FeedbackAction.Rejected)
            .Select(e => (Stored: found[e.Recommendation.Set], e.Recommendation.Position))
            .GroupBy(e => e.Stored.Set.Learner, e => e.Stored.Set.Items[e.Position - 1]);
        foreach (var learner in rejected)
        {
            await practice.ChangeAsync(
                caller.Tenant, learner.Key,
                snapshot => learner.Select(item => FeedbackLifeCycle.SuppressionOf(item, now))
                    .OfType<Suppression>()
                    .Aggregate(snapshot.State, (state, added) => FeedbackLifeCycle.Suppress(state, added, now)),
                ct);
            feed.Publish(caller.Tenant, learner.Key, [], now);
        }
    }
}
