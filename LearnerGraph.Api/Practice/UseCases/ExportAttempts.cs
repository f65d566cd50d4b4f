using System.Runtime.CompilerServices;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Practice.UseCases;

/// <summary>One judged answer, as the import reads it.</summary>
public sealed record ExportedAttempt(
    string Learner, string Question, DateTimeOffset? AnsweredAt, int DurationMs, int HintsUsed, string? Answer,
    bool? Correct, int? Grade, double? Confidence, string? Device, Guid ClientAttemptId);

/// <summary>All judged answers, learner by learner in the order of their time, read as they are written out.</summary>
public sealed class ExportAttempts(IPracticeStore practice, ICatalogSource catalogs)
{
    public async IAsyncEnumerable<ExportedAttempt> RunAsync(
        Caller caller, [EnumeratorCancellation] CancellationToken ct)
    {
        if (caller.Needs(Role.Ml, Role.Ops) is { } refusal) throw new UnauthorizedAccessException(refusal.Message);

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        await foreach (var (learner, _, history) in practice.HistoriesAsync(caller.Tenant, ct))
        {
            foreach (var attempt in history)
            {
                if (catalog.FindAny(attempt.Question) is not { } question) continue;

                yield return new ExportedAttempt(
                    learner.ExternalId, question.Key, attempt.IsDated ? attempt.AnsweredAt : null, attempt.DurationMs,
                    attempt.HintsUsed, attempt.Answer, attempt.Correct, attempt.Grade, attempt.Confidence,
                    attempt.Device?.ToString().ToUpperInvariant(), attempt.ClientAttemptId);
            }
        }
    }
}
