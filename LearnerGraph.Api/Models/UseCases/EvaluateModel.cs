using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>Judges a model by answers that it has not seen, beside the version that serves.</summary>
public sealed class EvaluateModel(
    ModelKinds kinds, TrainingSource source, IModelRegistry registry, IModelFiles files)
{
    private const int OnnxRows = 1000;

    /// <summary>Judges a version again, by what is stored now and against what serves now.</summary>
    public async ValueTask<Result<ModelVersion>> RunAsync(Caller caller, ModelVersionId id, CancellationToken ct)
    {
        if (caller.Needs(Role.Ml) is { } refusal) return refusal;
        if (!(await registry.FindVersionsAsync(caller.Tenant, [id], ct)).TryGetValue(id, out var version))
            return new Problem.NotFound("model version", $"{id.Value}");
        if (!kinds.Require(version.Model).TryGet(out _, out var problem)) return problem;
        if (!Open(version).TryGet(out var model, out problem)) return problem;
        if (!(await source.LoadAsync(caller.Tenant, TrainingSource.Stored, ct)).TryGet(out var answers, out problem))
            return problem;

        var judged = version with
        {
            Evaluation = await RunAsync(caller.Tenant, kinds[version.Model], model, answers, version.Id, ct),
        };
        await registry.SaveEvaluationAsync(judged, ct);
        return judged;
    }

    /// <param name="exceptFor">The version itself, which is not compared with itself.</param>
    public async ValueTask<Evaluation?> RunAsync(
        TenantId tenant, IModelKind kind, TrainedModel model, TrainingAnswers answers, ModelVersionId? exceptFor,
        CancellationToken ct)
    {
        var measure = kind.Definition.Measure;
        var scores = await Task.Run(() => model.Evaluate(answers), ct);
        var versions = (await registry.VersionsAsync(tenant, [kind.Definition.Name], ct)).Values.SelectMany(all => all);
        Comparison? against = null;
        if (scores.Primary.Count > 1 && Promotion.Serving(versions) is { } serving && serving.Id != exceptFor
            && Open(serving).TryGet(out var other, out _))
        {
            var theirs = await Task.Run(() => other.Evaluate(answers), ct);
            against = Comparison.Of(serving.Number, scores.Primary, theirs.Primary);
        }

        return await Task.Run(
            () => Evaluation.Of(measure, scores, against, model.LatencyMs(), model.OnnxDifference(OnnxRows)), ct);
    }

    /// <summary>The model of a version, its file checked.</summary>
    public Result<TrainedModel> Open(ModelVersion version) =>
        files.Load(version.ArtefactHash).TryGet(out var artefact, out var problem)
            ? kinds[version.Model].Open(artefact)
            : problem;

    /// <summary>All figures of an evaluation by name.</summary>
    public static IReadOnlyDictionary<string, double> Figures(Evaluation? evaluation)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        if (evaluation is null) return figures;

        foreach (var (name, value) in evaluation.Metrics) figures[name] = value;
        foreach (var (name, value) in evaluation.Baselines) figures[$"{evaluation.Measure} of {name}"] = value;
        figures[evaluation.Measure] = evaluation.Mean;
        figures[$"{evaluation.Measure} standard error"] = evaluation.Error;
        figures["cases"] = evaluation.Cases;
        figures["latency_ms_p99"] = evaluation.LatencyMs;
        figures["onnx_difference"] = evaluation.OnnxDifference;
        return figures;
    }
}
