using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Intelligence.Personal.UseCases;

/// <summary>What became of sessions; the good ones are kept whatever the others are.</summary>
public sealed record RecordedInteractions(int Accepted, int Duplicates, IReadOnlyList<Problem> Problems);

/// <summary>Keeps what a learner saw and chose, and with each session the task to learn from it.</summary>
public sealed class RecordInteractions(
    IInteractionStore interactions, ILearnerStore learners, TimeProvider clock)
{
    public const int MostSessions = 100;

    /// <param name="sessions">Each, or what is wrong with its ids.</param>
    public async ValueTask<Result<RecordedInteractions>> RunAsync(
        Caller caller, LearnerId learner, IReadOnlyList<Result<InteractionSession>> sessions, CancellationToken ct)
    {
        if (caller.MayActFor(learner) is { } refusal) return refusal;
        if (sessions.Count > MostSessions)
            return new Problem.TooLarge($"One call takes at most {MostSessions} sessions: split the {sessions.Count}.");
        if (!(await learners.FindManyAsync(caller.Tenant, [learner], ct)).ContainsKey(learner))
            return new Problem.NotFound("Learner", learner.Value.ToString(CultureInfo.InvariantCulture));

        var problems = new List<Problem>();
        var good = new List<InteractionSession>();
        for (var i = 0; i < sessions.Count; i++)
        {
            if (sessions[i].TryGet(out var session, out var problem)) problem = session.Check();
            if (problem is null) good.Add(session!);
            else problems.Add(problem with { Path = ["sessions", $"{i}", .. problem.Path ?? []] });
        }

        var receipt = good.Count == 0
            ? new SessionReceipt(0, 0)
            : await interactions.RecordAsync(caller.Tenant, good, clock.GetUtcNow(), ct);
        return new RecordedInteractions(receipt.Accepted, receipt.Duplicates, problems);
    }
}
