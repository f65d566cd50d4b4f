using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>What a learner did in one local week; the same for the same answers, whenever it is made.</summary>
/// <param name="Monday">First day of the ISO week.</param>
/// <param name="Accuracy">Share of right answers; null without any.</param>
/// <param name="Improved">Concepts practised in the week whose mastery rose, best first, at most five.</param>
/// <param name="StreaksKept">Streaks that were alive when it began and never broke in it.</param>
/// <param name="StreaksBroken">Those that were alive when it began and broke in it.</param>
/// <param name="After">The learner's state at its end.</param>
public sealed record WeeklyReport(
    LocalDay Monday, double Minutes, int Attempts, int Correct, double? Accuracy, IReadOnlyList<MasteryChange> Improved,
    int StreaksKept, int StreaksBroken, IReadOnlyList<string> Highlights, LearnerState After)
{
    private const int MaxListed = 5;

    /// <summary>Smaller rises are noise.</summary>
    private const double LeastImprovement = 0.01;

    /// <param name="history">All judged attempts in (answeredAt, id) order; later weeks' may be among them.</param>
    /// <remarks>
    /// Both ends of the week are replayed from the answers, so that what has happened since does not enter. Dated
    /// answers count on the day that was fixed when they were accepted; undated ones are left out.
    /// </remarks>
    public static WeeklyReport Of(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, IReadOnlyList<Attempt> history,
        LocalDay monday)
    {
        var next = monday + 7;
        var before = StateBefore(monday);
        var after = StateBefore(next);
        var days = after.Days.Where(day => day.Day >= monday && day.Day < next).ToArray();
        var zone = LocalTime.ZoneOf(learner.Learner);
        var (start, end) = (LocalTime.StartOf(monday, zone), LocalTime.StartOf(next, zone));
        int attempts = days.Sum(day => day.Attempts), correct = days.Sum(day => day.Correct);
        var (kept, broken) = Streaks(rules.Streaks, before, after, days, monday);
        return new WeeklyReport(
            monday, days.Sum(day => day.Minutes), attempts, correct,
            attempts > 0 ? (double)correct / attempts : null,
            Improvements(rules, catalog, learner.Learner, before, after, start, end, monday),
            kept, broken, Told(catalog, before, after, days, monday), after);

        LearnerState StateBefore(LocalDay day) => Rebuild.Learner(
            rules, catalog, learner.Learner, learner.State, [.. history.Where(attempt => attempt.Day < day)]).State;
    }

    private static MasteryChange[] Improvements(
        TracingRules rules, CatalogSnapshot catalog, Learner learner, LearnerState before, LearnerState after,
        DateTimeOffset start, DateTimeOffset end, LocalDay monday)
    {
        var (then, now) = (new LearnerSnapshot(learner, before), new LearnerSnapshot(learner, after));
        return
        [
            .. after.Concepts
                .Where(concept => concept.LastDay >= monday && catalog.IndexOf(concept.Concept) >= 0)
                .Select(concept => new MasteryChange(
                    concept.Concept, ConceptMastery.Of(rules, catalog, then, concept.Concept, start).Probability,
                    ConceptMastery.Of(rules, catalog, now, concept.Concept, end).Probability, start))
                .Where(change => change.After - change.Before >= LeastImprovement)
                .OrderByDescending(change => change.After - change.Before).ThenBy(change => change.Concept.Value)
                .Take(MaxListed),
        ];
    }

    /// <summary>
    /// A streak was kept where it is alive on the next Monday and as long as it was plus what the week counted; one
    /// that broke and began anew is shorter.
    /// </summary>
    private static (int Kept, int Broken) Streaks(
        StreakPolicy policy, LearnerState before, LearnerState after, PracticeDay[] days, LocalDay monday)
    {
        int kept = 0, broken = 0;
        foreach (var old in before.Streaks)
        {
            if (policy.At(old, monday).Current == 0) continue;

            var now = after.Streaks[(int)old.Kind];
            int counted = old.Kind == StreakKind.DailyPractice ? days.Count(policy.Qualifies)
                : now.LastCountedOn >= monday ? 1
                : 0;
            if (policy.IsAlive(now, monday + 7) && now.Current == old.Current + counted) kept++;
            else broken++;
        }

        return (kept, broken);
    }

    private static List<string> Told(
        CatalogSnapshot catalog, LearnerState before, LearnerState after, PracticeDay[] days, LocalDay monday)
    {
        var told = after.Milestones.Skip(before.Milestones.Length).Select(earned => $"Reached {earned.Name}.").ToList();
        var mastered = after.Concepts.Where(one => one.MasteredOn >= monday && catalog.IndexOf(one.Concept) >= 0)
            .Select(one => catalog.Find(one.Concept)!.Name).ToArray();
        if (mastered.Length > 0)
        {
            string more = mastered.Length > MaxListed ? ", …" : "";
            told.Add($"Mastered {string.Join(", ", mastered.Take(MaxListed))}{more}.");
        }

        if (days.Length > 1)
        {
            var best = days.MaxBy(day => day.Minutes);
            told.Add(string.Create(
                null, $"Most practice on {best.Day.ToDate().DayOfWeek}: {Math.Round(best.Minutes)} minutes."));
        }

        if (days.Length == 7) told.Add("Practised on every day.");
        return told;
    }
}
