using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Simulation.UseCases;

/// <summary>The sample courses, made when they are asked for.</summary>
public sealed record SampleCourses(Func<CatalogDrafts> Build);

/// <summary>
/// Fills an empty store with sample courses, made-up learners and experiments on them, so that there is something to
/// look at.
/// </summary>
public sealed class FillDemo(
    ICatalogSource catalogs, EditCatalog edit, SimulateLearners simulate, SampleExperiments experiments,
    SampleCourses courses)
{
    public async ValueTask<bool> IsNeededAsync(Caller caller, CancellationToken ct) =>
        (await catalogs.GetAsync(caller.Tenant, ct)).Courses.Count == 0;

    public async ValueTask<Result<SimulationReport>> RunAsync(
        Caller caller, SimulationPlan plan, IProgress<double> progress, CancellationToken ct)
    {
        var outcome = await edit.RunAsync(caller, courses.Build(), ct);
        if (!outcome.IsDone) return outcome.Problems[0];
        if (!(await experiments.PrepareAsync(caller, ct)).TryGet(out var run, out var problem)) return problem;
        var simulated = await simulate.RunAsync(
            caller, plan with { PracticeFactor = run.FactorOf, OnLearner = run.Take }, progress, ct);
        if (simulated.IsOk) await experiments.ExposeAsync(caller, run, ct);
        return simulated;
    }
}
