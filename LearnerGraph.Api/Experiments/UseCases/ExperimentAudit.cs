using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>Writes who did what to an experiment, and why, into the audit log.</summary>
public sealed class ExperimentAudit(IAuditLog log, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <param name="before">Null for a new one.</param>
    public async ValueTask ChangedAsync(
        Caller caller, string action, Experiment? before, Experiment after, string? reason, CancellationToken ct) =>
        await log.AddAsync(
            Entry(caller, action, after.Key) with
            {
                Before = before is null ? null : Describe(before), After = Describe(after), Reason = reason,
            },
            ct);

    public async ValueTask ForcedAsync(
        Caller caller, Experiment experiment, LearnerId learner, string? variant, CancellationToken ct) =>
        await log.AddAsync(
            Entry(caller, "forceVariant", experiment.Key) with
            {
                After = JsonSerializer.Serialize(new { variant }, Json), Learner = learner.Value,
            },
            ct);

    public async ValueTask SwitchedAsync(Caller caller, bool enabled, string reason, CancellationToken ct) =>
        await log.AddAsync(
            Entry(caller, "setExperimentsEnabled", "*") with
            {
                After = JsonSerializer.Serialize(new { enabled }, Json), Reason = reason,
            },
            ct);

    private AuditEntry Entry(Caller caller, string action, string key) =>
        new(0, caller.Tenant, clock.GetUtcNow(), caller.Subject, action, $"experiment:{key}");

    private static string Describe(Experiment experiment) => JsonSerializer.Serialize(
        new { experiment.Status, experiment.Traffic, experiment.Phase, experiment.Plan }, Json);
}
