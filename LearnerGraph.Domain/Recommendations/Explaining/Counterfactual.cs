using System.Collections.Immutable;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations.Explaining;

/// <summary>
/// A change that would have kept an item away, with learner and state as they would have been: found by trying, so it
/// is true when the set is computed again with them.
/// </summary>
/// <param name="Cost">What the changes are ordered by: the moved share of a preference or of mastery, 1 for an answer
/// or
/// a refusal.</param>
public sealed record Counterfactual(string Text, double Cost, Learner Learner, LearnerState State)
{
    private static readonly double[] Steps = [0.05, 0.1, 0.2, 0.3, 0.5];

    private static readonly double[] Logits = [0.25, 0.5, 1, 2, 4];

    /// <summary>
    /// The cheapest of a few simple changes that keeps the item away; some ten computations of a set.
    /// </summary>
    /// <param name="state">As it was when the set was computed: of the trace's learner version.</param>
    /// <returns>Null only where the request is not in the trace.</returns>
    public static Counterfactual? Find(
        Recommender recommender, RecommendationSet set, Recommendation item, Learner learner, LearnerState state,
        RankingCatalog catalog, RankingPolicy policy)
    {
        if (set.Trace.Request is not { } request) return null;
        foreach (var change in Changes(recommender, set, item, learner, state, catalog).OrderBy(c => c.Cost))
        {
            var replayed = recommender.Recommend(
                change.Learner, change.State, catalog, policy, request, set.GeneratedAt, set.Trace.Seed);
            if (!replayed.Items.Any(other => IsSame(item, other))) return change;
        }

        return null;
    }

    /// <summary>What holds by the rules alone, for when the state has moved on since the set was served.</summary>
    public static string ByRule(RecommendationSet set, Recommendation item, CatalogSnapshot catalog) => item.Lane switch
    {
        Lane.NextQuestion when set.Trace.Request?.ExcludeRecentHours is > 0 and var hours =>
            $"Had you answered this question within the last {hours} hours, it would not have been offered.",
        Lane.SpacedReview =>
            $"Had your last practice of {NameOf(item, catalog)} been recent enough, it would not have been due.",
        _ => "Had you turned it down within the last 7 days, it would not have been offered.",
    };

    /// <summary>The same advice: the question, the concept to review, or the goal with its target.</summary>
    public static bool IsSame(Recommendation item, Recommendation other) =>
        item.Lane == other.Lane
        && item.Lane switch
        {
            Lane.NextQuestion => item.Questions[0] == other.Questions[0],
            Lane.SpacedReview => item.Concept == other.Concept,
            _ => item.Goal!.Goal == other.Goal!.Goal && item.Goal.Target == other.Goal.Target
                && item.Goal.Concept == other.Goal.Concept,
        };

    private static IEnumerable<Counterfactual> Changes(
        Recommender recommender, RecommendationSet set, Recommendation item, Learner learner, LearnerState state,
        RankingCatalog catalog)
    {
        var snapshot = catalog.Snapshot;
        string name = NameOf(item, snapshot);
        var personal = item.Lane switch
        {
            Lane.NextQuestion => OfPreference(learner, state)
                .Concat(OfMastery(recommender, set, item, learner, state, snapshot, name)),
            Lane.SpacedReview => OfReview(set, item, learner, state, name),
            _ => OfGoal(recommender, set, item, learner, state, snapshot, name),
        };
        foreach (var change in personal) yield return change;

        if (item.Lane == Lane.NextQuestion && set.Trace.Request!.ExcludeRecentHours > 0)
        {
            var seen = state.Seen.Add(new SeenQuestion(item.Questions[0], set.GeneratedAt, true));
            yield return new(
                "Had you just answered this question, it would not have been offered.", 1, learner,
                state with { Seen = seen });
        }

        if (FeedbackLifeCycle.SuppressionOf(item, set.GeneratedAt) is { } suppression)
        {
            yield return new(
                "Had you turned it down, it would have stayed away for 7 days.", 1.01, learner,
                FeedbackLifeCycle.Suppress(state, suppression, set.GeneratedAt));
        }
    }

    private static IEnumerable<Counterfactual> OfPreference(Learner learner, LearnerState state)
    {
        foreach (double step in Steps)
        {
            foreach (double moved in (double[])[learner.PreferredDifficulty + step, learner.PreferredDifficulty - step])
            {
                if (moved is < 0 or > 1) continue;
                yield return new(
                    $"With a preferred difficulty of {moved:0.00} instead of {learner.PreferredDifficulty:0.00}, "
                    + "something else would stand here.",
                    step, learner with { PreferredDifficulty = moved }, state);
            }
        }
    }

    private static IEnumerable<Counterfactual> OfMastery(
        Recommender recommender, RecommendationSet set, Recommendation item, Learner learner, LearnerState state,
        CatalogSnapshot catalog, string name)
    {
        if (item.Concept is not { } id || catalog.IndexOf(id) is not (>= 0 and var concept)) yield break;
        var rules = recommender.Tracing;
        var outlook = new Outlook(rules, learner, state, set.GeneratedAt);
        double before = MasteryOf(rules, set, learner, state, catalog, concept, state.Find(id));
        foreach (double step in Logits)
        {
            foreach (double moved in (double[])[step, -step])
            {
                var known = state.Find(id) ?? new ConceptState(
                    id, outlook.UnseenOffsetOf(catalog, state, id), 0, 0, null, default, MasteryLevel.NotStarted, 0,
                    null);
                known = known with
                {
                    Ability = known.Ability with { Mean = known.Ability.Mean + moved },
                    Attempts = Math.Max(known.Attempts, rules.Mastery.MinAttempts),
                };
                double after = MasteryOf(rules, set, learner, state, catalog, concept, known);
                yield return new(
                    $"Had you mastered {after:0 %} of {name} instead of {before:0 %}, something else would stand here.",
                    Math.Abs(after - before), learner, With(state, known));
            }
        }
    }

    private static IEnumerable<Counterfactual> OfReview(
        RecommendationSet set, Recommendation item, Learner learner, LearnerState state, string name)
    {
        if (item.Concept is not { } id || state.Find(id) is not { } known) yield break;
        var overdue = set.GeneratedAt - known.Memory.NextReview + TimeSpan.FromMinutes(1);
        foreach (double share in (double[])[0.25, 0.5, 0.75, 1])
        {
            var later = overdue * share;
            var memory = known.Memory with
            {
                LastReview = known.Memory.LastReview + later,
                NextReview = known.Memory.NextReview + later,
            };
            var moved = known with { Memory = memory, LastAttempt = known.LastAttempt + later };
            yield return new(
                $"Had you practised {name} on {memory.LastReview:yyyy-MM-dd} instead of "
                + $"{known.Memory.LastReview:yyyy-MM-dd}, it would not have come up for review.",
                0.5 * share, learner, With(state, moved));
        }
    }

    private static IEnumerable<Counterfactual> OfGoal(
        Recommender recommender, RecommendationSet set, Recommendation item, Learner learner, LearnerState state,
        CatalogSnapshot catalog, string name)
    {
        var goal = item.Goal!;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(learner.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var today = LocalDay.At(set.GeneratedAt, zone);
        switch (goal.Goal)
        {
            case StreakGoalKind.Milestone or StreakGoalKind.PersonalBest:
                var streak = state.Streaks.FirstOrDefault(s => s.Kind == StreakKind.DailyPractice)
                    ?? recommender.Tracing.Streaks.Unstarted(StreakKind.DailyPractice);
                var longer = streak with
                {
                    Current = goal.Target, Longest = Math.Max(streak.Longest, goal.Target), LastCountedOn = today,
                };
                yield return new(
                    $"Had your streak already reached {goal.Target} days, this goal would be behind you.", 0.5, learner,
                    state with { Streaks = [longer, .. state.Streaks.Where(s => s.Kind != StreakKind.DailyPractice)] });
                break;
            case StreakGoalKind.ConceptMastery:
                foreach (var change in OfMastery(recommender, set, item, learner, state, catalog, name))
                    yield return change;
                break;
            default:
                double missing = Math.Max(0, goal.Target - goal.Current);
                string what = goal.Unit == StreakUnit.Questions ? "questions" : "minutes";
                yield return new(
                    $"With {missing:0} more {what} today, this goal would be behind you.", 0.5, learner,
                    state with { Days = WithToday(state.Days, today, missing, goal.Unit) });
                break;
        }
    }

    private static ImmutableArray<PracticeDay> WithToday(
        ImmutableArray<PracticeDay> days, LocalDay today, double added, StreakUnit unit)
    {
        var last = days is [.., var end] && end.Day == today ? end : new PracticeDay(today, 0, 0, 0, 0);
        var practised = unit == StreakUnit.Questions
            ? last with { Attempts = last.Attempts + (int)added }
            : last with { Minutes = last.Minutes + added, Attempts = last.Attempts + 1 };
        return [.. days.Where(d => d.Day < today), practised];
    }

    private static double MasteryOf(
        TracingRules rules, RecommendationSet set, Learner learner, LearnerState state, CatalogSnapshot catalog,
        int concept, ConceptState? known)
    {
        var outlook = new Outlook(rules, learner, state, set.GeneratedAt);
        var offset = known is { } stored ? outlook.OffsetOf(stored)
            : outlook.UnseenOffsetOf(catalog, state, catalog.Concepts[concept].Id);
        return outlook.MasteryOf(offset, catalog.MeanDifficulty(concept), 0).Probability;
    }

    private static LearnerState With(LearnerState state, ConceptState concept) =>
        state with
        {
            Concepts =
            [
                .. state.Concepts.Where(c => c.Concept != concept.Concept).Append(concept)
                    .OrderBy(c => c.Concept.Value),
            ],
        };

    private static string NameOf(Recommendation item, CatalogSnapshot catalog) =>
        item.Concept is { } id ? catalog.Find(id)?.Name ?? "it" : "it";
}
