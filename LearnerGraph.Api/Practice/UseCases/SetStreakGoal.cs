using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Practice.UseCases;

/// <summary>Sets the target of one of a learner's streaks, for practice from now on.</summary>
public sealed class SetStreakGoal(IPracticeStore practice, Tracer tracer, TimeProvider clock, LearnerFeed feed)
{
    public async ValueTask<Result<LearnerSnapshot>> RunAsync(
        Caller caller, LearnerId learner, StreakKind kind, int target, CancellationToken ct)
    {
        if (caller.MayActFor(learner) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var changed = await practice.ChangeAsync(
            caller.Tenant, learner, snapshot => WithTarget(snapshot.State, kind, target, now), ct);
        if (changed.IsOk) feed.Publish(caller.Tenant, learner, [], now);
        return changed;
    }

    private Result<LearnerState> WithTarget(LearnerState state, StreakKind kind, int target, DateTimeOffset now)
    {
        var streaks = state.Streaks.IsDefaultOrEmpty ? StreakBook.Start(tracer.Rules.Streaks).Streaks : state.Streaks;
        return StreakPolicy.SetTarget(streaks[(int)kind], target, now)
            .Map(streak => state with { Streaks = streaks.SetItem((int)kind, streak) });
    }
}
