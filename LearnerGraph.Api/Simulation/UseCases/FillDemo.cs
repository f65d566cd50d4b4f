using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Simulation.UseCases;

/// <summary>The sample courses, made when they are asked for.</summary>
public sealed record SampleCourses(Func<CatalogDrafts> Build);

/// <summary>
/// Fills an empty store with sample courses and made-up learners, so that there is something to look at.
/// </summary>
public sealed class FillDemo(
    ICatalogSource catalogs, EditCatalog edit, SimulateLearners simulate, SampleCourses courses)
{
    public async ValueTask<bool> IsNeededAsync(Caller caller, CancellationToken ct) =>
        (await catalogs.GetAsync(caller.Tenant, ct)).Courses.Count == 0;

    public async ValueTask<Result<SimulationReport>> RunAsync(
        Caller caller, SimulationPlan plan, IProgress<double> progress, CancellationToken ct)
    {
        var outcome = await edit.RunAsync(caller, courses.Build(), ct);
        return outcome.IsDone ? await simulate.RunAsync(caller, plan, progress, ct) : outcome.Problems[0];
    }
}
