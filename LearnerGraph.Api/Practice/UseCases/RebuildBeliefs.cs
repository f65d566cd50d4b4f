using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Practice.UseCases;

/// <summary>How much was computed again.</summary>
public sealed record RebuildReport(int Learners, int Attempts, int Questions);

/// <summary>
/// Computes everything that is derived from attempts again, and puts it in the place of what is stored.
/// </summary>
public sealed class RebuildBeliefs(IPracticeStore practice, ICatalogSource catalogs, Tracer tracer)
{
    private const int AtOnce = 200;

    public async ValueTask<Result<RebuildReport>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Needs(Role.Ops) is { } refusal) return refusal;

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var questions = new QuestionRebuild(tracer.Rules, catalog);
        var attempts = 0;
        await foreach (var attempt in practice.JudgedAsync(caller.Tenant, ct))
        {
            questions.Add(attempt);
            attempts++;
        }

        var learners = 0;
        var waiting = new List<(LearnerId, PracticeChange)>(AtOnce);
        await foreach (var (learner, state, history) in practice.HistoriesAsync(caller.Tenant, ct))
        {
            waiting.Add((learner.Id, Rebuild.Learner(tracer.Rules, catalog, learner, state, history)));
            learners++;
            if (waiting.Count < AtOnce) continue;

            await practice.ReplaceAsync(caller.Tenant, waiting, null, ct);
            waiting.Clear();
        }

        await practice.ReplaceAsync(caller.Tenant, waiting, questions.States, ct);
        return new RebuildReport(learners, attempts, questions.States.Count);
    }
}
