using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Practice.UseCases;

/// <summary>
/// What became of verdicts: the attempts as they are now, and a problem for each that could not be taken.
/// </summary>
public sealed record GradingReceipt(
    IReadOnlyList<Attempt> Attempts, IReadOnlyList<(AttemptId Attempt, Problem Problem)> Problems);

/// <summary>Takes an author's verdicts on answers that wait for review; belief moves then.</summary>
public sealed class GradeAttempts(
    IPracticeStore practice, ICatalogSource catalogs, Tracer tracer, TimeProvider clock, LearnerFeed feed, Audit audit)
{
    /// <param name="comments">By attempt, where the author says why.</param>
    public async ValueTask<Result<GradingReceipt>> RunAsync(
        Caller caller, IReadOnlyList<ReviewVerdict> verdicts, IReadOnlyDictionary<AttemptId, string> comments,
        CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (verdicts.Count > Submission.MaxRows)
        {
            return new Problem.TooLarge(
                $"One call takes at most {Submission.MaxRows} grades: split the {verdicts.Count}.");
        }

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var stored = await practice.FindAttemptsAsync(
            caller.Tenant, [.. verdicts.Select(verdict => verdict.Attempt).Distinct()], ct);
        var problems = verdicts.Where(verdict => !stored.ContainsKey(verdict.Attempt))
            .Select(verdict => (verdict.Attempt, (Problem)new Problem.NotFound("attempt", $"{verdict.Attempt.Value}")))
            .ToList();
        var graded = new List<Attempt>();
        var known = verdicts.Where(verdict => stored.ContainsKey(verdict.Attempt));
        foreach (var group in known.GroupBy(verdict => stored[verdict.Attempt].Learner))
        {
            var result = await GradeAsync(caller.Tenant, group.Key, [.. group], stored, catalog, problems, ct);
            if (!result.TryGet(out var change, out var problem)) return problem;

            graded.AddRange(change.Judged);
            foreach (var attempt in change.Judged)
            {
                await audit.WriteAsync(
                    caller, "gradeAttempts", $"attempt:{attempt.Id.Value}", comments.GetValueOrDefault(attempt.Id),
                    group.Key, ct);
            }
        }

        return new GradingReceipt(graded, problems);
    }

    private async ValueTask<Result<PracticeChange>> GradeAsync(
        TenantId tenant, LearnerId learner, ReviewVerdict[] verdicts, IReadOnlyDictionary<AttemptId, Attempt> stored,
        CatalogSnapshot catalog, List<(AttemptId, Problem)> problems, CancellationToken ct)
    {
        IReadOnlyList<(AttemptId, Problem)> refused = [];
        var recorded = await practice.RecordAsync(
            tenant, learner,
            [.. verdicts.Select(verdict => stored[verdict.Attempt].ClientAttemptId).Distinct()],
            [.. verdicts.Select(verdict => stored[verdict.Attempt].Question).Distinct()],
            context =>
            {
                var review = tracer.Grade(catalog, context, verdicts, clock.GetUtcNow());
                refused = review.Problems;
                return review.Decision;
            },
            ct);
        problems.AddRange(refused);
        if (recorded.TryGet(out var change, out _) && change.Judged.Count > 0)
        {
            var touched = change.Judged.SelectMany(attempt => catalog.FindAny(attempt.Question)?.Concepts ?? [])
                .Select(link => link.Concept).Distinct();
            feed.Publish(tenant, learner, [.. touched], clock.GetUtcNow());
        }

        return recorded;
    }
}
