using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations.Candidates;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>What a learner may set out to do in a week: goals, and a walk that fits into it.</summary>
public static class WeekAhead
{
    /// <summary>The goals that the streak lane would offer on the week's Monday.</summary>
    /// <param name="state">As it stands before the week.</param>
    public static IReadOnlyList<StreakGoal> Goals(LearnerState state, StreakPolicy policy, LocalDay monday)
    {
        Span<GoalCandidate> offered = new GoalCandidate[StreakGoals.Kinds];
        int count = StreakGoals.Offer(state, policy, monday, null, offered);
        var goals = new StreakGoal[count];
        for (int i = 0; i < count; i++)
        {
            ref readonly var goal = ref offered[i];
            goals[i] = new StreakGoal(
                goal.Goal, goal.Kind, goal.Target, goal.Unit, goal.Current, goal.Success, goal.Reward);
        }

        return goals;
    }

    /// <summary>
    /// Towards the learner's first goal that is not mastered, else towards what needs work most; as many steps as the
    /// learner's weekly goal in minutes has room for, at least one. Null where all is mastered.
    /// </summary>
    public static LearningPath? Path(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, DateTimeOffset now)
    {
        int count = catalog.Concepts.Count;
        var (isMastered, knowledge, minutes) = (new bool[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++) minutes[i] = catalog.Concepts[i].EstimatedMinutes;
        foreach (var one in ConceptMastery.Started(rules, catalog, learner, now))
        {
            int index = catalog.IndexOf(one.Concept);
            (isMastered[index], knowledge[index]) = (one.Level == MasteryLevel.Mastered, one.Knowledge);
        }

        var wanted = learner.Learner.Goals.Concat(LearnerProgress.Of(rules, catalog, learner, now).FocusAreas)
            .Select(catalog.IndexOf).Where(index => index >= 0 && !isMastered[index]);
        foreach (int goal in wanted)
        {
            var whole = LearningPath.To(catalog.Graph, goal, isMastered, knowledge, minutes, rules.Mastery.Mastered);
            double budget = MinutesOf(rules, learner.State), sum = 0;
            int length = 0;
            while (length < whole.Steps.Count && (length == 0 || sum + whole.Steps[length].Minutes <= budget))
                sum += whole.Steps[length++].Minutes;
            return LearningPath.To(
                catalog.Graph, goal, isMastered, knowledge, minutes, rules.Mastery.Mastered, length);
        }

        return null;
    }

    private static double MinutesOf(TracingRules rules, LearnerState state) =>
        state.Streaks.FirstOrDefault(streak => streak.Kind == StreakKind.WeeklyGoal) is { Target: > 0 } weekly
            ? weekly.Target
            : rules.Streaks.DefaultWeeklyMinutes;
}
