using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>Brings versions to shadow, production and archive, and rolls back; every move is audited.</summary>
public sealed class MoveModel(
    ModelKinds kinds, IModelRegistry registry, EvaluateModel models, ServedModels served,
    ModelOptions options, Audit audit, TimeProvider clock)
{
    public async ValueTask<Result<ModelVersion>> PromoteAsync(
        Caller caller, ModelVersionId id, ModelStage stage, CancellationToken ct)
    {
        if (caller.Needs(Role.Ml) is { } refusal) return refusal;
        if (!(await registry.FindVersionsAsync(caller.Tenant, [id], ct)).TryGetValue(id, out var version))
            return new Problem.NotFound("model version", $"{id.Value}");

        // A damaged file must not come to serve.
        if (stage != ModelStage.Archived && !models.Open(version).TryGet(out _, out var damaged)) return damaged;

        var gate = new PromotionGate(options.Margin);
        var moved = await registry.MoveAsync(
            caller.Tenant, version.Model,
            versions => Promotion.Move(versions, id, stage, gate, clock.GetUtcNow()), ct);
        return await ToldAsync(caller, "promoteModel", version.Model, null, moved, ct);
    }

    public async ValueTask<Result<ModelVersion>> RollBackAsync(
        Caller caller, string model, string reason, CancellationToken ct)
    {
        if (caller.Needs(Role.Ml) is { } refusal) return refusal;
        if (!kinds.Require(model).TryGet(out _, out var problem)) return problem;
        if (string.IsNullOrWhiteSpace(reason)) return new Problem.Invalid("A reason is needed.") { Path = ["reason"] };

        var moved = await registry.MoveAsync(
            caller.Tenant, model, versions => Promotion.RollBack(versions, clock.GetUtcNow()), ct);
        return await ToldAsync(caller, "rollbackModel", model, reason, moved, ct);
    }

    private async ValueTask<Result<ModelVersion>> ToldAsync(
        Caller caller, string action, string model, string? reason, Result<ModelVersion[]> moved, CancellationToken ct)
    {
        if (!moved.TryGet(out var versions, out var problem)) return problem;

        var words = string.Join(", ", versions.Select(one => $"{one.Label} {one.Stage.ToString().ToUpperInvariant()}"));
        await audit.WriteAsync(
            caller, action, $"model:{model}", reason is null ? words : $"{words}: {reason}", null, ct);
        await served.RefreshAsync(ct);
        return versions[0];
    }
}
