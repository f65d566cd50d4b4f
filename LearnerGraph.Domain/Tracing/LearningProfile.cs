using LearnerGraph.Domain.Content;

namespace LearnerGraph.Domain.Tracing;

/// <summary>How a learner practises, from their own days and answers; no claim about a style of learning.</summary>
/// <param name="AverageDailyMinutes">Per day with practice, of the last 30 days.</param>
/// <param name="PreferredSessionMinutes">Mean length of a session; 0 before the first.</param>
/// <param name="PeakHour">Local hour with the most answers; null before the first.</param>
/// <param name="ConceptsPerWeek">Concepts mastered in the last 28 days, or since the first answer, by those weeks (at
/// least one).</param>
/// <param name="Strongest">By knowledge, at most five; a concept is never in both lists.</param>
/// <param name="AbilityEstimate">General ability in logits, 0 for an average learner.</param>
public sealed record LearningProfile(
    double AverageDailyMinutes,
    double PreferredSessionMinutes,
    int? PeakHour,
    double ConsistencyScore,
    double ConceptsPerWeek,
    IReadOnlyList<ConceptId> Strongest,
    IReadOnlyList<ConceptId> Weakest,
    double AbilityEstimate,
    double AbilityStandardError)
{
    private const int MaxListed = 5;
    private const int VelocityDays = 28;

    public static LearningProfile Of(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, DateTimeOffset now)
    {
        var state = learner.State;
        var outlook = new Outlook(rules, learner.Learner, state, now);
        var ranked = ConceptMastery.Started(rules, catalog, learner, now)
            .OrderByDescending(concept => concept.Knowledge)
            .Select(concept => concept.Concept)
            .ToList();
        int strong = Math.Min(MaxListed, (ranked.Count + 1) / 2);
        int weak = Math.Min(MaxListed, ranked.Count - strong);
        return new LearningProfile(
            PracticeWindow.MinutesPerActiveDay(state.Days, LocalTime.Today(learner.Learner, now), 30),
            state.Totals.Sessions > 0 ? state.Totals.SessionMinutes / state.Totals.Sessions : 0,
            PeakHourOf(state),
            PracticeWindow.Consistency(rules, learner, now),
            VelocityOf(learner, now),
            ranked[..strong],
            [.. Enumerable.Reverse(ranked[^weak..])],
            outlook.General.Mean,
            Math.Sqrt(outlook.General.Variance));
    }

    private static double VelocityOf(LearnerSnapshot learner, DateTimeOffset now)
    {
        if (learner.State.FirstAnsweredAt is not { } first) return 0;

        var today = LocalTime.Today(learner.Learner, now);
        int days = Math.Clamp(today - LocalTime.Today(learner.Learner, first), 7, VelocityDays);
        int mastered = learner.State.Concepts.Count(concept => concept.MasteredOn is { } day && today - day < days);
        return mastered * 7.0 / days;
    }

    private static int? PeakHourOf(LearnerState state)
    {
        if (state.Hours.IsDefaultOrEmpty) return null;

        int peak = 0;
        for (int hour = 1; hour < state.Hours.Length; hour++)
        {
            if (state.Hours[hour] > state.Hours[peak]) peak = hour;
        }

        return state.Hours[peak] > 0 ? peak : null;
    }
}
