using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>How mastery of a concept moved since the first attempt of the running seven days.</summary>
public sealed record MasteryChange(ConceptId Concept, double Before, double After, DateTimeOffset Since);

/// <summary>How far a learner has come through the catalog.</summary>
/// <param name="Overall">Mean knowledge over all concepts, 0 where nothing was tried: 0 to 1.</param>
/// <param name="RecentImprovements">Best first, at most five.</param>
/// <param name="FocusAreas">What to work on: weak and important first, then what is open to start; at most
/// five.</param>
/// <param name="MinutesToNextMilestone">Of the daily streak, at the learner's own pace; null past the last.</param>
public sealed record LearnerProgress(
    double Overall,
    int Mastered,
    int Proficient,
    int Learning,
    int NotStarted,
    IReadOnlyList<MasteryChange> RecentImprovements,
    IReadOnlyList<ConceptId> FocusAreas,
    double? MinutesToNextMilestone)
{
    private const int MaxListed = 5;

    /// <summary>Smaller rises are noise.</summary>
    private const double LeastImprovement = 0.01;

    public static LearnerProgress Of(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, DateTimeOffset now)
    {
        var started = ConceptMastery.Started(rules, catalog, learner, now);
        int total = catalog.Concepts.Count;
        int Count(MasteryLevel level) => started.Count(concept => concept.Level == level);
        return new LearnerProgress(
            total > 0 ? started.Sum(concept => concept.Knowledge) / total : 0,
            Count(MasteryLevel.Mastered),
            Count(MasteryLevel.Proficient),
            Count(MasteryLevel.Learning),
            total - started.Count,
            Improvements(catalog, learner, started, now),
            Focus(catalog, started),
            MinutesToNext(rules, learner, now));
    }

    private static MasteryChange[] Improvements(
        CatalogSnapshot catalog, LearnerSnapshot learner, IReadOnlyList<ConceptMastery> started, DateTimeOffset now)
    {
        var zone = LocalTime.ZoneOf(learner.Learner);
        var today = LocalDay.At(now, zone);
        var changes = new List<MasteryChange>();
        foreach (var concept in started)
        {
            var state = learner.State.Find(concept.Concept)!.Value;
            if (state.BaselineDay is not { } day || today - day >= LearnerFold.RecentDays) continue;

            double guess = ConceptMastery.GuessFloorOf(catalog, concept.Concept);
            double before = guess + ((1 - guess) * state.BaselineProbability);
            if (concept.Probability - before < LeastImprovement) continue;
            changes.Add(new MasteryChange(
                concept.Concept, before, concept.Probability, LocalTime.StartOf(day, zone)));
        }

        return [.. changes.OrderByDescending(change => change.After - change.Before).Take(MaxListed)];
    }

    private static ConceptId[] Focus(CatalogSnapshot catalog, IReadOnlyList<ConceptMastery> started)
    {
        var weak = started.Where(concept => concept.Level != MasteryLevel.Mastered)
            .Select(concept => (concept.Concept, Index: catalog.IndexOf(concept.Concept), concept.Knowledge))
            .OrderByDescending(concept => (1 - concept.Knowledge) * catalog.Graph.Importance(concept.Index))
            .Select(concept => concept.Concept)
            .Take(MaxListed)
            .ToList();
        if (weak.Count == MaxListed) return [.. weak];

        var known = new HashSet<int>();
        var mastered = new HashSet<int>();
        foreach (var concept in started)
        {
            int index = catalog.IndexOf(concept.Concept);
            known.Add(index);
            if (concept.Level == MasteryLevel.Mastered) mastered.Add(index);
        }

        foreach (int concept in catalog.Graph.Order)
        {
            if (weak.Count == MaxListed) break;
            if (!known.Contains(concept) && AreAllIn(mastered, catalog.Graph.Prerequisites(concept)))
                weak.Add(catalog.Concepts[concept].Id);
        }

        return [.. weak];
    }

    private static bool AreAllIn(HashSet<int> mastered, ReadOnlySpan<int> concepts)
    {
        foreach (int concept in concepts)
        {
            if (!mastered.Contains(concept)) return false;
        }

        return true;
    }

    /// <summary>
    /// Days left times the minutes of a usual day, less what was done today towards a day not yet counted.
    /// </summary>
    private static double? MinutesToNext(TracingRules rules, LearnerSnapshot learner, DateTimeOffset now)
    {
        var today = LocalTime.Today(learner.Learner, now);
        var streak = rules.Streaks.At(LearnerStats.DailyStreak(rules, learner.State), today);
        if (StreakPolicy.NextMilestone(streak) is not { } next) return null;

        double usual = Math.Max(
            rules.Streaks.MinMinutesPerDay, PracticeWindow.MinutesPerActiveDay(learner.State.Days, today, 30));
        double done = StreakPolicy.IsCounted(streak, today) ? 0 : Math.Min(streak.PeriodProgress, usual);
        return ((next - streak.Current) * usual) - done;
    }
}
