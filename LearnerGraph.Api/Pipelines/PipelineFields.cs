using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Jobs;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Pipelines;

/// <summary>Runs by id, all of a request in one round trip.</summary>
public sealed class RunLoader(IPipelineStore store, Caller caller) : BatchDataLoader<PipelineRunId, PipelineRun>
{
    protected override ValueTask<IReadOnlyDictionary<PipelineRunId, PipelineRun>> LoadBatchAsync(
        IReadOnlyList<PipelineRunId> keys, CancellationToken ct) =>
        store.FindRunsAsync(caller.Tenant, keys, ct);
}

/// <summary>Steps by run, all of a request in one round trip.</summary>
public sealed class StepLoader(IPipelineStore store, Caller caller)
    : BatchDataLoader<PipelineRunId, IReadOnlyList<RunStep>>
{
    protected override ValueTask<IReadOnlyDictionary<PipelineRunId, IReadOnlyList<RunStep>>> LoadBatchAsync(
        IReadOnlyList<PipelineRunId> keys, CancellationToken ct) =>
        store.StepsAsync(caller.Tenant, keys, ct);
}

/// <summary>How assets stand, all of a request together.</summary>
public sealed class StandingLoader(PipelineStatus status, Caller caller) : BatchDataLoader<string, AssetStanding>
{
    protected override ValueTask<IReadOnlyDictionary<string, AssetStanding>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken ct) =>
        status.OfAsync(caller.Tenant, keys, ct);
}

[ObjectType<PipelineDefinition>(Name = "Pipeline")]
[GraphQLDescription("Assets that are brought up to date together.")]
public static class PipelineFields
{
    private const int MaxRuns = 100;

    [GraphQLDescription("What `runPipeline` names it by.")]
    public static string Name([Parent] PipelineDefinition pipeline) => pipeline.Name;

    [GraphQLDescription("For people.")]
    public static string Description([Parent] PipelineDefinition pipeline) => pipeline.Description;

    [GraphQLDescription("Every asset after those that it is made from.")]
    public static async ValueTask<IReadOnlyList<AssetStanding>> AssetsAsync(
        [Parent] PipelineDefinition pipeline, AssetRegistry registry, StandingLoader standings, CancellationToken ct)
    {
        var found = new List<AssetStanding>();
        var loads = registry.AssetsOf(pipeline).Select(asset => standings.LoadAsync(asset.Name, ct)).ToArray();
        foreach (var load in loads)
        {
            if (await load is { } standing) found.Add(standing);
        }

        return found;
    }

    [GraphQLDescription("Newest first.")]
    public static async ValueTask<IReadOnlyList<PipelineRun>> RunsAsync(
        [Parent] PipelineDefinition pipeline,
        Caller caller,
        IPipelineStore store,
        [GraphQLDescription("At most so many, up to 100.")] int? first = 10,
        CancellationToken ct = default) =>
        first is < 0 or > MaxRuns
            ? throw new Problem.Invalid($"first is from 0 to {MaxRuns}.").ToException()
            : await store.PageRunsAsync(caller.Tenant, pipeline.Name, null, first ?? 10, ct);

    [GraphQLDescription("When it is run by itself, as a cron expression in UTC; null where it is not.")]
    public static string? Schedule([Parent] PipelineDefinition pipeline, Schedules schedules) =>
        Of(pipeline, schedules) is { Cron.Length: > 0 } schedule ? schedule.Cron : null;

    [GraphQLDescription("When it is run by itself next; null where it is not.")]
    public static DateTimeOffset? NextRunAt(
        [Parent] PipelineDefinition pipeline, Schedules schedules, TimeProvider clock) =>
        Of(pipeline, schedules)?.NextAfter(clock.GetUtcNow());

    private static Schedule? Of(PipelineDefinition pipeline, Schedules schedules) =>
        schedules.All().FirstOrDefault(schedule => schedule.Pipeline == pipeline.Name);
}

[ObjectType<AssetStanding>(Name = "PipelineAsset")]
[GraphQLDescription("Something that a pipeline produces and keeps.")]
public static class PipelineAssetFields
{
    [GraphQLDescription("Unique.")]
    public static string Name([Parent] AssetStanding standing) => standing.Asset.Name;

    [GraphQLDescription("What it belongs to.")]
    public static string Group([Parent] AssetStanding standing) => standing.Asset.Group;

    [GraphQLDescription("The role that answers for it.")]
    public static string Owner([Parent] AssetStanding standing) => standing.Asset.Owner;

    [GraphQLDescription("Raised when the way of producing it changes.")]
    public static int Version([Parent] AssetStanding standing) => standing.Asset.Version;

    [GraphQLDescription("For people.")]
    public static string Description([Parent] AssetStanding standing) => standing.Asset.Description;

    [GraphQLDescription("Assets that it is made from.")]
    public static IReadOnlyList<string> DependsOn([Parent] AssetStanding standing) => standing.Asset.Inputs;

    [GraphQLDescription("What it is cut by.")]
    public static PartitionKind PartitionedBy([Parent] AssetStanding standing) => standing.Asset.Partitions;

    [GraphQLDescription("When its newest part was made.")]
    public static DateTimeOffset? LastMaterializedAt([Parent] AssetStanding standing) => standing.MadeAt;

    [GraphQLDescription("Whether a run would produce any of it again.")]
    public static bool IsStale([Parent] AssetStanding standing) => standing.IsStale;

    [GraphQLDescription("Why it is stale, in words; at most ten.")]
    public static IReadOnlyList<string> StaleBecause([Parent] AssetStanding standing) => standing.Reasons;

    [GraphQLDescription("What it holds; null before it was first made.")]
    public static int? Rows([Parent] AssetStanding standing) => standing.Rows;

    [GraphQLDescription("Its parts, and what each was made from.")]
    public static IReadOnlyList<PartStanding> Parts([Parent] AssetStanding standing) => standing.Parts;
}

[ObjectType<PartStanding>(Name = "PipelineAssetPart")]
[GraphQLDescription("A part of an asset: a course, an experiment, a week, or * for the whole.")]
public static class PipelineAssetPartFields
{
    [GraphQLDescription("Its name.")]
    public static string Key([Parent] PartStanding part) => part.Key;

    [GraphQLDescription("When it was made.")]
    public static DateTimeOffset? MaterializedAt([Parent] PartStanding part) => part.State?.At;

    [GraphQLDescription("What it holds.")]
    public static int? Rows([Parent] PartStanding part) => part.State?.Rows;

    [GraphQLDescription("Hash of what it holds.")]
    public static string? OutputHash([Parent] PartStanding part) => part.State?.OutputHash;

    [GraphQLDescription("How far the store had come when it was made.")]
    public static string? Watermark([Parent] PartStanding part) =>
        part.State?.Watermark.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GraphQLDescription("The output hashes of the inputs that it was made from.")]
    public static IReadOnlyList<NameValue> MadeFrom([Parent] PartStanding part) =>
        part.State is { } state ? [.. state.Inputs.Select(pair => new NameValue(pair.Key, pair.Value))] : [];

    [GraphQLDescription("Why it is stale; empty where it is fresh.")]
    public static IReadOnlyList<string> StaleBecause([Parent] PartStanding part) => part.Freshness.Reasons;

    [GraphQLDescription("The run that made it.")]
    public static async ValueTask<PipelineRun?> RunAsync(
        [Parent] PartStanding part, RunLoader runs, CancellationToken ct) =>
        part.State is { } state ? await runs.LoadAsync(new PipelineRunId(state.Run), ct) : null;
}

[ObjectType<PipelineRun>]
[Node]
[GraphQLDescription("One walk over a pipeline's assets.")]
public static class PipelineRunFields
{
    private const int MaxLines = 1_000;

    [GraphQLDescription("Global id.")]
    public static PipelineRunId Id([Parent] PipelineRun run) => run.Id;

    [GraphQLDescription("Of which pipeline.")]
    public static string Pipeline([Parent] PipelineRun run) => run.Pipeline;

    [GraphQLDescription("How it stands.")]
    public static RunStatus Status([Parent] PipelineRun run) => run.Status;

    [GraphQLDescription("What set it going.")]
    public static RunTrigger Trigger([Parent] PipelineRun run) => run.Trigger;

    [GraphQLDescription("Who asked.")]
    public static string By([Parent] PipelineRun run) => run.By;

    [GraphQLDescription("The assets to be brought up to date.")]
    public static IReadOnlyList<string> Assets([Parent] PipelineRun run) => run.Assets;

    [GraphQLDescription("Whether what has not changed is produced too.")]
    public static bool Force([Parent] PipelineRun run) => run.Force;

    [GraphQLDescription("When it was asked for.")]
    public static DateTimeOffset AskedAt([Parent] PipelineRun run) => run.AskedAt;

    [GraphQLDescription("When a worker took it up.")]
    public static DateTimeOffset? StartedAt([Parent] PipelineRun run) => run.StartedAt;

    [GraphQLDescription("When it came to its end.")]
    public static DateTimeOffset? FinishedAt([Parent] PipelineRun run) => run.FinishedAt;

    [GraphQLDescription("The first failure: asset, part, reason.")]
    public static string? Error([Parent] PipelineRun run) => run.Error;

    [GraphQLDescription("The run whose rest it takes up.")]
    public static async ValueTask<PipelineRun?> RetryOfAsync(
        [Parent] PipelineRun run, RunLoader runs, CancellationToken ct) =>
        run.RetryOf is { } id ? await runs.LoadAsync(id, ct) : null;

    [GraphQLDescription("Its parts so far, in the order in which they began.")]
    public static async ValueTask<IReadOnlyList<RunStep>> StepsAsync(
        [Parent] PipelineRun run, StepLoader steps, CancellationToken ct) =>
        await steps.LoadAsync(run.Id, ct) ?? [];

    [GraphQLDescription("The last lines of its log, oldest first.")]
    public static async ValueTask<IReadOnlyList<RunLine>> LogAsync(
        [Parent] PipelineRun run,
        Caller caller,
        IPipelineStore store,
        [GraphQLDescription("At most so many, up to 1000.")] int? last = 200,
        CancellationToken ct = default) =>
        last is < 0 or > MaxLines
            ? throw new Problem.Invalid($"last is from 0 to {MaxLines}.").ToException()
            : await store.LogOfAsync(caller.Tenant, run.Id, last ?? 200, ct);

    [NodeResolver]
    public static async ValueTask<PipelineRun?> FindAsync(
        PipelineRunId id, Caller caller, RunLoader runs, CancellationToken ct) =>
        caller.IsStaff ? await runs.LoadAsync(id, ct) : null;
}

[ObjectType<RunStep>(Name = "PipelineStep")]
[GraphQLDescription("One part of one asset in a run.")]
public static class PipelineStepFields
{
    [GraphQLDescription("Which asset.")]
    public static string Asset([Parent] RunStep step) => step.Asset;

    [GraphQLDescription("Which part of it; * for the whole.")]
    public static string Part([Parent] RunStep step) => step.Partition;

    [GraphQLDescription("How it stands.")]
    public static RunStatus Status([Parent] RunStep step) => step.Status;

    [GraphQLDescription("From 1; 0 where it was not tried.")]
    public static int Attempt([Parent] RunStep step) => step.Attempt;

    [GraphQLDescription("What was looked at.")]
    public static int RowsIn([Parent] RunStep step) => step.RowsIn;

    [GraphQLDescription("What was written because it was new or different.")]
    public static int RowsOut([Parent] RunStep step) => step.RowsOut;

    [GraphQLDescription("When it began.")]
    public static DateTimeOffset StartedAt([Parent] RunStep step) => step.StartedAt;

    [GraphQLDescription("From its begin to its last attempt's end, waits included.")]
    public static double Seconds([Parent] RunStep step) => step.Seconds;

    [GraphQLDescription("The process's memory at its end, in MiB.")]
    public static double MemoryMb([Parent] RunStep step) => step.PeakBytes / 1_048_576.0;

    [GraphQLDescription("Why it ran, was left out or failed.")]
    public static string? Message([Parent] RunStep step) => step.Message;

    [GraphQLDescription("What it was looked at for.")]
    public static IReadOnlyList<AssetCheck> Checks([Parent] RunStep step) => step.Checks;
}

[ObjectType<AssetCheck>]
[GraphQLDescription("What an asset was looked at for, and whether it was so.")]
public static class AssetCheckFields
{
    [GraphQLDescription("In snake case.")]
    public static string Name([Parent] AssetCheck check) => check.Name;

    [GraphQLDescription("Whether it was so.")]
    public static bool Passed([Parent] AssetCheck check) => check.Passed;

    [GraphQLDescription("Whether a failure keeps everything that is made from it from running.")]
    public static bool IsBlocking([Parent] AssetCheck check) => check.IsBlocking;

    [GraphQLDescription("In words.")]
    public static string Expected([Parent] AssetCheck check) => check.Expected;

    [GraphQLDescription("In words, with the first few that are wrong.")]
    public static string Seen([Parent] AssetCheck check) => check.Seen;
}

[ObjectType<RunLine>]
[GraphQLDescription("A line of a run's log.")]
public static class RunLineFields
{
    [GraphQLDescription("When.")]
    public static DateTimeOffset At([Parent] RunLine line) => line.At;

    [GraphQLDescription("info, warning or error.")]
    public static string Level([Parent] RunLine line) => line.Level;

    [GraphQLDescription("Of which asset.")]
    public static string? Asset([Parent] RunLine line) => line.Asset;

    [GraphQLDescription("Of which part.")]
    public static string? Part([Parent] RunLine line) => line.Partition;

    [GraphQLDescription("What happened.")]
    public static string Text([Parent] RunLine line) => line.Text;
}
