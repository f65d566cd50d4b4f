using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Simulation;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Simulation.UseCases;

/// <summary>What to make up; the same plan gives the same learners and answers.</summary>
public sealed record SimulationPlan(int Learners, int Days = 42, ulong Seed = 1)
{
    /// <summary>By external id and local day, what the length of the learner's sessions is multiplied with.</summary>
    public Func<string, LocalDay, double>? PracticeFactor { get; init; }

    /// <summary>Told of each learner once stored.</summary>
    public Action<Learner, SimulatedLearner>? OnLearner { get; init; }
}

/// <summary>How much was made up.</summary>
public sealed record SimulationReport(int Learners, int Attempts);

/// <summary>
/// Makes up learners and hands in their answers, as an import does; running it again changes nothing.
/// </summary>
public sealed class SimulateLearners(
    ILearnerStore learners, IPracticeStore practice, ICatalogSource catalogs, Tracer tracer, TimeProvider clock)
{
    private const int AtOnce = 32;

    public async ValueTask<Result<SimulationReport>> RunAsync(
        Caller caller, SimulationPlan plan, IProgress<double> progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Ingest) is { } refusal) return refusal;

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        if (catalog.Questions.Count == 0)
        {
            return new Problem.Conflict("The catalog is empty: load courses first, such as with the verb demo.");
        }

        var (made, attempts) = (0, 0);
        Func<int, LocalDay, double>? factor = plan.PracticeFactor is { } practice
            ? (index, day) => practice(LearnerSimulator.ExternalIdOf(plan.Seed, index), day)
            : null;
        var run = LearnerSimulator.Run(catalog, plan.Learners, plan.Days, plan.Seed, clock.GetUtcNow(), factor);
        foreach (var group in run.Chunk(AtOnce))
        {
            var stored = await learners.AddManyAsync(
                caller.Tenant, [.. group.Select(one => one.Learner with { Tenant = caller.Tenant })], ct);

            // Side by side, so that they share commits.
            var written = await Task.WhenAll(group.Select((one, i) =>
                RecordAsync(caller.Tenant, catalog, stored[i].Id, one.Attempts, ct)));
            if (Array.Find(written, result => !result.IsOk) is { IsOk: false } failed
                && !failed.TryGet(out _, out var problem))
            {
                return problem;
            }

            for (var i = 0; i < group.Length; i++) plan.OnLearner?.Invoke(stored[i], group[i]);
            made += group.Length;
            attempts += group.Sum(one => one.Attempts.Count);
            progress.Report((double)made / plan.Learners);
        }

        return new SimulationReport(made, attempts);
    }

    private async Task<Result<PracticeChange>> RecordAsync(
        TenantId tenant, CatalogSnapshot catalog, LearnerId learner, IReadOnlyList<AttemptDraft> drafts,
        CancellationToken ct)
    {
        var submission = new Submission(drafts, IsTrusted: true, IsImport: true);
        return await practice.RecordAsync(
            tenant, learner,
            [.. drafts.Select(draft => draft.ClientAttemptId)],
            [.. drafts.Select(draft => draft.Question).Distinct()],
            context => tracer.Submit(catalog, context, submission, clock.GetUtcNow()).Decision,
            ct);
    }
}
