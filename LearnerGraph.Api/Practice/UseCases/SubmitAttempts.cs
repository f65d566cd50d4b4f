using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Practice.UseCases;

/// <summary>What became of a submission: each row's fate, and what was written.</summary>
public sealed record SubmissionReceipt(
    CatalogSnapshot Catalog, IReadOnlyList<TracedRow> Rows, PracticeChange Change, IReadOnlyList<ConceptId> Touched);

/// <summary>
/// Records answers: each bad row gets its own problem, good ones are kept, known ones change nothing; acknowledged only
/// when they are durable.
/// </summary>
public sealed class SubmitAttempts(
    IPracticeStore practice,
    IRecommendationStore sets,
    ICatalogSource catalogs,
    Tracer tracer,
    TimeProvider clock,
    LearnerFeed feed,
    Instruments instruments)
{
    public async ValueTask<Result<SubmissionReceipt>> RunAsync(
        Caller caller, LearnerId learner, IReadOnlyList<AttemptDraft> drafts, CancellationToken ct)
    {
        if (caller.MayActFor(learner) is { } refusal) return refusal;
        if (drafts.Count > Submission.MaxRows)
        {
            return new Problem.TooLarge(
                $"One call takes at most {Submission.MaxRows} attempts: split the {drafts.Count}.");
        }

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var submission = new Submission(drafts, caller.MayJudgeAnswers)
        {
            Foreign = await ForeignAsync(caller.Tenant, learner, drafts, ct),
        };
        IReadOnlyList<TracedRow> rows = [];
        var recorded = await practice.RecordAsync(
            caller.Tenant, learner,
            [.. drafts.Select(draft => draft.ClientAttemptId).Distinct()],
            [.. drafts.Select(draft => draft.Question).Distinct()],
            context =>
            {
                var batch = tracer.Submit(catalog, context, submission, clock.GetUtcNow());
                rows = batch.Rows;
                return batch.Decision;
            },
            ct);
        if (!recorded.TryGet(out var change, out var problem)) return problem;

        foreach (var outcome in rows.CountBy(row => row.Status))
        {
            instruments.Submitted(caller.Tenant, outcome.Key.ToString().ToUpperInvariant(), outcome.Value);
        }

        var touched = change.Added.Where(attempt => attempt.Status == AttemptStatus.Accepted)
            .SelectMany(attempt => catalog.FindAny(attempt.Question)?.Concepts ?? [])
            .Select(link => link.Concept).Distinct().ToArray();
        if (change.Added.Count > 0) feed.Publish(caller.Tenant, learner, touched, clock.GetUtcNow());
        return new SubmissionReceipt(catalog, rows, change, touched);
    }

    /// <summary>Recommendations that rows name and that were not served to this learner.</summary>
    private async ValueTask<IReadOnlySet<RecommendationId>> ForeignAsync(
        TenantId tenant, LearnerId learner, IReadOnlyList<AttemptDraft> drafts, CancellationToken ct)
    {
        var named = drafts.Select(draft => draft.Recommendation).OfType<RecommendationId>().ToHashSet();
        if (named.Count == 0) return named;

        var found = await sets.FindManyAsync(tenant, [.. named.Select(id => id.Set).Distinct()], ct);
        named.RemoveWhere(id => found.TryGetValue(id.Set, out var stored) && stored.Set.Learner == learner
            && id.Position >= 1 && id.Position <= stored.Set.Items.Count);
        return named;
    }
}
