using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>
/// Carries a training out: reads the answers, trains epoch by epoch with a checkpoint after each, judges the result and
/// registers it. A run that another process left behind goes on from its last checkpoint.
/// </summary>
public sealed class TrainModel(
    ModelKinds kinds, TrainingSource source, IModelRegistry registry, IModelFiles files, EvaluateModel evaluate,
    ILeases leases, PipelineOptions leasing, ModelOptions options, TimeProvider clock, ILogger<TrainModel> log)
{
    private const int LongestMessage = 500;

    private static readonly string CodeVersion =
        typeof(TrainModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly string _worker = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    /// <summary>The run at its end; as it was where another process has it.</summary>
    /// <param name="told">Given the figures of each epoch.</param>
    public async ValueTask<TrainingRun> RunAsync(
        TrainingRun run, Action<IReadOnlyList<SeriesPoint>>? told, CancellationToken ct)
    {
        await using var lease = await HeldLease.TakeAsync(
            leases, run.Tenant, $"training:{run.Id.Value}", _worker, leasing.Lease, clock, ct);
        if (lease is null || await NowAsync(run, ct) is not { IsOver: false } current) return run;

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
        run = current with
        {
            Status = RunStatus.Running,
            StartedAt = current.StartedAt ?? clock.GetUtcNow(),
            CodeVersion = CodeVersion,
            FeatureVersion = kinds[current.Model].Definition.Features,
        };
        await registry.SaveRunAsync(run, stop.Token);
        try
        {
            run = await TrainAsync(run, told, stop);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && !lease.Lost.IsCancellationRequested)
        {
            run = (await NowAsync(run, ct))! with { Status = RunStatus.Cancelled, Message = "Cancelled." };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogWarning(exception, "Training {Run} of {Model} failed", run.Id.Value, run.Model);
            var message = exception.Message;
            run = (await NowAsync(run, ct))! with
            {
                Status = RunStatus.Failed,
                Message = message.Length > LongestMessage ? message[..LongestMessage] : message,
            };
        }

        using var process = Process.GetCurrentProcess();
        run = run with { FinishedAt = clock.GetUtcNow(), PeakBytes = process.PeakWorkingSet64 };
        await registry.SaveRunAsync(run, ct);
        files.RemoveCheckpoint(run.Id);
        log.LogInformation("Training {Run} of {Model}: {Status}", run.Id.Value, run.Model, run.Status);
        return run;
    }

    private async Task<TrainingRun> TrainAsync(
        TrainingRun run, Action<IReadOnlyList<SeriesPoint>>? told, CancellationTokenSource stop)
    {
        var kind = kinds[run.Model];
        if (!(await source.LoadAsync(run.Tenant, run.Source, stop.Token)).TryGet(out var answers, out var problem))
            return run with { Status = RunStatus.Failed, Message = problem.Message };

        int samples = kind.Samples(answers);
        run = run with { DataVersion = answers.Version() };
        if (samples < options.MinSamples)
        {
            return run with
            {
                Status = RunStatus.Skipped,
                Message = $"{samples} samples; at least {options.MinSamples} are needed (Models:MinSamples).",
            };
        }

        var epochs = Channel.CreateUnbounded<IReadOnlyList<SeriesPoint>>();
        var training = Task.Run(
            () =>
            {
                try
                {
                    return kind.Train(answers, new TrainingWork(
                        run.Parameters, files.FindCheckpoint(run.Id),
                        checkpoint => files.SaveCheckpoint(run.Id, checkpoint),
                        points => epochs.Writer.TryWrite(points), stop.Token));
                }
                finally
                {
                    epochs.Writer.Complete();
                }
            },
            stop.Token);
        await foreach (var points in epochs.Reader.ReadAllAsync(CancellationToken.None))
        {
            told?.Invoke(points);

            // An epoch that was trained again after a crash replaces what the first try noted.
            run = run with
            {
                Series = [.. run.Series.Where(point => point.Epoch < points[0].Epoch), .. points],
            };
            await registry.SaveRunAsync(run, CancellationToken.None);
            if (await NowAsync(run, CancellationToken.None) is { IsCancelAsked: true }) await stop.CancelAsync();
        }

        var model = await training;
        stop.Token.ThrowIfCancellationRequested();
        var evaluation = await evaluate.RunAsync(run.Tenant, kind, model, answers, exceptFor: null, stop.Token);
        var artefact = files.Save(model.ToArtefact());
        var version = await registry.AddVersionAsync(
            new ModelVersion(
                default, run.Tenant, run.Model, 0, ModelStage.Candidate, clock.GetUtcNow(), artefact, answers.IsOwn,
                run.Parameters, evaluation),
            stop.Token);
        return run with
        {
            Status = RunStatus.Succeeded,
            ArtefactHash = artefact,
            Version = version.Id,
            Metrics = EvaluateModel.Figures(evaluation),
            Message = $"Version {version.Number}, from {samples} samples.",
        };
    }

    private async ValueTask<TrainingRun?> NowAsync(TrainingRun run, CancellationToken ct) =>
        (await registry.FindRunsAsync(run.Tenant, [run.Id], ct)).GetValueOrDefault(run.Id);
}
