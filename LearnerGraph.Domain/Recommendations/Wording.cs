using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations.Candidates;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// Sentences from the numbers of a trace. Serving and explaining call the same function with the same numbers, so what
/// was said when an item was served is what an explanation says later.
/// </summary>
internal static class Wording
{
    public const string Drawn = "It was drawn by lot from what is open to you, so that we keep learning what helps.";

    public const string NotPersonal =
        "Not personal, as you have chosen: the order of the curriculum at your declared level.";

    public const string OverBudget = "Nothing fits the time budget; this is the shortest.";

    /// <summary>What one feature says for an item, with the learner's own numbers.</summary>
    public static string Reason(Feature feature, double value, in ItemFacts item) => feature switch
    {
        Feature.MasteryGap when item.Practised => $"You have mastered {1 - value:0 %} of {item.Name} so far.",
        Feature.MasteryGap => $"{item.Name} is new: at your level about {1 - value:0 %} of it is known.",
        Feature.DifficultyMatch when item.Goal is { } goal => item.HasHistory
            ? $"From your own days, the chance to reach it is about {goal.PredictedSuccess:0 %}."
            : $"The chance to reach it is put at {goal.PredictedSuccess:0 %} until your own days tell more.",
        Feature.DifficultyMatch when !item.HasHistory =>
            $"At your level {item.Success:0 %} of such answers are right; questions aim at {item.Target:0 %}.",
        Feature.DifficultyMatch =>
            $"You would answer it right with a chance of {item.Success:0 %}; questions aim at {item.Target:0 %}.",
        Feature.TemporalSpacing when item.Goal is not null => Deadline(value),
        Feature.TemporalSpacing => LastPractice(item),
        Feature.Preference when value > 0.995 => $"Its difficulty of {item.Difficulty:0.00} is the one you prefer.",
        Feature.Preference =>
            $"Its difficulty of {item.Difficulty:0.00} is within {1 - value:0.00} of the one you prefer.",
        Feature.Goal when value >= 1 => $"{item.Name} is one of your goals.",
        Feature.Goal => $"{item.Name} leads to one of your goals.",
        Feature.GraphImportance => item.Unlocks switch
        {
            0 => $"{item.Name} completes a part of the curriculum.",
            1 => $"1 other concept builds on {item.Name}.",
            _ => $"{item.Unlocks} other concepts build on {item.Name}.",
        },
        Feature.CollaborativeAffinity =>
            $"Learners who practised what you did also practised this (affinity {value:0.00}).",
        Feature.ContentAffinity => $"It shares topics with what you practise (match {value:0.00}).",
        Feature.Novelty when value >= 1 => $"You have not practised {item.Name} yet.",
        Feature.Novelty => Answered((int)Math.Round((5 / value) - 5), item.Name),
        Feature.TimeFit when item.Minutes < 1.5 => "It takes about 1 minute, which suits your time.",
        Feature.TimeFit => $"It takes about {item.Minutes:0} minutes, which suits your time.",
        Feature.Popularity => $"It is practised more often than {value:0 %} of all questions.",
        Feature.CurriculumOrder => $"{item.Name} is what the curriculum's order puts here.",
        _ => Drawn,
    };

    /// <summary>What a goal asks.</summary>
    public static string Ask(StreakGoal goal, string name) => goal.Goal switch
    {
        StreakGoalKind.KeepToday => $"Practise {goal.Target} minutes today and keep your streak.",
        StreakGoalKind.DailyMinutes => $"Practise {goal.Target} minutes today.",
        StreakGoalKind.WeeklyGoal => $"Reach {goal.Target} {Unit(goal.Unit)} this week; {goal.Current} are done.",
        StreakGoalKind.Milestone => $"Reach a streak of {goal.Target} days; you are at {goal.Current}.",
        StreakGoalKind.PersonalBest => $"Beat your longest streak with {goal.Target} days; you are at {goal.Current}.",
        StreakGoalKind.Comeback => $"Come back with {goal.Target} minutes today.",
        _ => $"Bring {name} to mastery.",
    };

    /// <summary>Why a lane got fewer places than its share.</summary>
    public static string Note(Shortage why, in Situation s) => why switch
    {
        Shortage.NothingOpen => "Everything that the request covers and that is open to the learner is mastered.",
        Shortage.NoQuestion => "No other question fits the request.",
        Shortage.AllRecent => "The other fitting questions were answered lately.",
        Shortage.NothingLearned => "Nothing is due for review yet: nothing has been learned.",
        Shortage.NoDates => "Nothing is due for review: the answers so far came without dates.",
        Shortage.NothingDue when NextReview(s) is { } next =>
            $"Nothing more is due for review; the next review is on {next:yyyy-MM-dd}.",
        Shortage.NothingDue => "Nothing more is due for review.",
        Shortage.DueElsewhere => "What is due for review lies outside the request or was turned down.",
        Shortage.NotPersonal => "Reviews are personal, and the learner wants nothing personal.",
        Shortage.NoDays => "No streak can be told: the answers so far came without dates.",
        Shortage.NoMoreGoals => "There are no more different goals today.",
        Shortage.Variety => $"At most {s.Policy.PerConceptInTen} items of one concept in ten.",
        Shortage.Budget => "The time budget is used up.",
        _ => "Nothing more to offer.",
    };

    public const string TookOver = "It took over places that other lanes could not fill.";

    public const string Crowded = "Too few concepts are open for variety, so some come more often.";

    public const string Relaxed =
        "Too few questions lie in the learner's zone of success; easier or harder ones stand in.";

    private static DateTimeOffset? NextReview(in Situation s)
    {
        DateTimeOffset? next = null;
        foreach (ref readonly var state in s.State.Concepts.AsSpan())
        {
            if (!state.Memory.Exists || state.Memory.NextReview <= s.Now) continue;
            if (next is null || state.Memory.NextReview < next) next = state.Memory.NextReview;
        }

        return next;
    }

    private static string LastPractice(in ItemFacts item) => item.DaysSince switch
    {
        < 1 => $"You practised {item.Name} within the last day; recall is about {item.Recall:0 %}.",
        < 1.5 => $"You last practised {item.Name} 1 day ago; recall is about {item.Recall:0 %}.",
        _ => $"You last practised {item.Name} {item.DaysSince:0} days ago; recall is about {item.Recall:0 %}.",
    };

    private static string Answered(int count, string name) =>
        count == 1
            ? $"You have answered only 1 question on {name}."
            : $"You have answered only {count} questions on {name}.";

    private static string Deadline(double urgency) =>
        Math.Round(1 / urgency) is var left && left <= 1 ? "It is for today." : $"It has {left - 1:0} days left.";

    private static string Unit(StreakUnit unit) => unit switch
    {
        StreakUnit.Minutes => "minutes",
        StreakUnit.Questions => "questions",
        StreakUnit.Concepts => "concepts",
        _ => "days",
    };
}
