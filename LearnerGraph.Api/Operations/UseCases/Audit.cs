using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Operations.UseCases;

/// <summary>Writes down what somebody decided, after it was done.</summary>
public sealed class Audit(IAuditLog log, TimeProvider clock)
{
    /// <param name="learner">Whom the entry tells of, so that it goes with them; null where it tells of nobody.</param>
    public async ValueTask WriteAsync(
        Caller caller, string action, string subject, string? reason, LearnerId? learner, CancellationToken ct) =>
        await log.AddAsync(
            new AuditEntry(
                0, caller.Tenant, clock.GetUtcNow(), caller.Subject, action, subject, Reason: reason,
                Learner: learner?.Value),
            ct);
}
