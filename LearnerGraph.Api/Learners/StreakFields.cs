using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

public readonly record struct StreakId(LearnerId Learner, StreakKind Kind)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Learner.Value}-{(int)Kind}");

    public static StreakId? Parse(string raw) =>
        raw.Split('-') is [var learner, var kind]
        && long.TryParse(learner, NumberStyles.None, CultureInfo.InvariantCulture, out var learnerId)
        && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && Enum.IsDefined((StreakKind)value)
            ? new StreakId(new LearnerId(learnerId), (StreakKind)value)
            : null;
}

/// <summary>A streak as it stands on the learner's own day.</summary>
public sealed record StreakNode(LearnerId Learner, Streak Streak, bool IsActive, double ConsistencyScore)
{
    public StreakKind Kind => Streak.Kind;
}

/// <summary>Streaks as they stand now, where the learner is.</summary>
public sealed class StreakView(Tracer tracer, TimeProvider clock)
{
    /// <summary>One per kind, in the order of the kinds.</summary>
    public IReadOnlyList<StreakNode> Of(LearnerSnapshot learner)
    {
        var policy = tracer.Rules.Streaks;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(learner.Learner.TimeZone, out var found)
            ? found : TimeZoneInfo.Utc;
        var today = LocalDay.At(clock.GetUtcNow(), zone);
        var consistency = Consistency.Score(
            learner.State.Days.AsSpan(), LocalDay.At(learner.Learner.CreatedAt, zone), today, policy);
        var streaks = learner.State.Streaks.IsDefaultOrEmpty ? StreakBook.Start(policy).Streaks : learner.State.Streaks;
        return
        [
            .. streaks.Select(streak => new StreakNode(
                learner.Learner.Id, policy.At(streak, today), policy.IsAlive(streak, today), consistency)),
        ];
    }
}

[ObjectType<StreakNode>(Name = "Streak")]
[Node]
[GraphQLDescription("A run of periods in which something was kept up.")]
public static class StreakFields
{
    [GraphQLDescription("Global id.")]
    public static StreakId Id([Parent] StreakNode node) => new(node.Learner, node.Kind);

    [GraphQLDescription("What is kept up.")]
    public static StreakKind Kind([Parent] StreakNode node) => node.Kind;

    [GraphQLDescription("Periods so far: days for DAILY_PRACTICE, weeks for the others; 0 where it is broken.")]
    public static int Current([Parent] StreakNode node) => node.Streak.Current;

    [GraphQLDescription("The longest ever.")]
    public static int Longest([Parent] StreakNode node) => node.Streak.Longest;

    [GraphQLDescription("The goal: days in a row, minutes a week, or concepts a week.")]
    public static int Target([Parent] StreakNode node) => node.Streak.Target;

    [GraphQLDescription("What `target` counts.")]
    public static StreakUnit Unit([Parent] StreakNode node) => node.Streak.Unit;

    [GraphQLDescription("Of the goal, in [0, 1].")]
    public static double Progress([Parent] StreakNode node)
    {
        var done = node.Kind is StreakKind.DailyPractice ? node.Streak.Current : node.Streak.PeriodProgress;
        return Math.Clamp(done / Math.Max(1, node.Streak.Target), 0, 1);
    }

    [GraphQLDescription("Whether it can still be lengthened.")]
    public static bool IsActive([Parent] StreakNode node) => node.IsActive;

    [GraphQLDescription("The last day that lengthened it.")]
    public static DateOnly? LastCountedOn([Parent] StreakNode node) => node.Streak.LastCountedOn?.ToDate();

    [GraphQLDescription("Missed days that can still be forgiven.")]
    public static int FreezesLeft([Parent] StreakNode node) => node.Streak.FreezesLeft;

    [GraphQLDescription("The next length that is celebrated.")]
    public static int? NextMilestone([Parent] StreakNode node) => StreakPolicy.NextMilestone(node.Streak);

    [GraphQLDescription("100 times qualifying days by days, over the last 30 or since joining.")]
    public static double ConsistencyScore([Parent] StreakNode node) => node.ConsistencyScore;

    [NodeResolver]
    public static async ValueTask<StreakNode?> FindAsync(
        StreakId id, Caller caller, SnapshotLoader snapshots, StreakView view, CancellationToken ct) =>
        caller.MayRead(id.Learner) is null && await snapshots.LoadAsync(id.Learner, ct) is { } learner
            ? view.Of(learner).Single(streak => streak.Kind == id.Kind)
            : null;
}

[ObjectType<Milestone>]
[GraphQLDescription("A length of streak reached, earned once and kept.")]
public static class MilestoneFields
{
    [GraphQLDescription("For people.")]
    public static string Name([Parent] Milestone milestone) => milestone.Name;

    [GraphQLDescription("What it brought.")]
    public static string? Reward([Parent] Milestone milestone) => milestone.Reward;

    [GraphQLDescription("When.")]
    public static DateTimeOffset EarnedAt([Parent] Milestone milestone) => milestone.EarnedAt;

    [GraphQLDescription("Of which streak.")]
    public static StreakKind Streak([Parent] Milestone milestone) => milestone.Streak;
}
