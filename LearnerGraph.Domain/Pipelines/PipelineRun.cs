using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Pipelines;

public readonly record struct PipelineRunId(long Value);

/// <summary>What set a run going.</summary>
public enum RunTrigger
{
    Person,
    Schedule,
    Retry,
}

/// <summary>One walk over a pipeline's assets, from being asked for to its end.</summary>
/// <param name="Id">0 until the store has written it.</param>
/// <param name="Assets">Names of those to be brought up to date, in the order of the graph.</param>
/// <param name="Force">Produce them even where nothing has changed.</param>
/// <param name="By">Subject of whoever asked.</param>
/// <param name="RetryOf">The run whose failed rest this one takes up.</param>
/// <param name="IsCancelAsked">The worker stops before the next part.</param>
public sealed record PipelineRun(
    PipelineRunId Id,
    TenantId Tenant,
    string Pipeline,
    RunStatus Status,
    RunTrigger Trigger,
    string By,
    IReadOnlyList<string> Assets,
    bool Force,
    DateTimeOffset AskedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    string? Error = null,
    PipelineRunId? RetryOf = null,
    bool IsCancelAsked = false)
{
    public bool IsOver => Status is not (RunStatus.Queued or RunStatus.Running);

    /// <summary>The run with its end, as its steps tell it.</summary>
    public PipelineRun Finish(IReadOnlyCollection<RunStep> steps, DateTimeOffset now)
    {
        var failed = steps.FirstOrDefault(step => step.Status == RunStatus.Failed);
        return this with
        {
            Status = failed is not null ? RunStatus.Failed
                : IsCancelAsked ? RunStatus.Cancelled
                : steps.All(step => step.Status == RunStatus.Skipped) ? RunStatus.Skipped
                : RunStatus.Succeeded,
            Error = failed is null ? null : $"{failed.Asset} [{failed.Partition}]: {failed.Message}",
            FinishedAt = now,
        };
    }
}

/// <summary>One part of one asset in a run.</summary>
/// <param name="Attempt">From 1; 0 where it was not tried.</param>
/// <param name="RowsIn">What was looked at.</param>
/// <param name="RowsOut">What was written because it was new or different.</param>
/// <param name="PeakBytes">The largest working set of the process that was seen meanwhile.</param>
/// <param name="Message">Why it ran, was skipped or failed.</param>
public sealed record RunStep(
    PipelineRunId Run,
    string Asset,
    string Partition,
    RunStatus Status,
    int Attempt,
    int RowsIn,
    int RowsOut,
    DateTimeOffset StartedAt,
    double Seconds,
    long PeakBytes,
    string? Message,
    IReadOnlyList<AssetCheck> Checks);

/// <summary>A line of a run's log.</summary>
/// <param name="Level">info, warning or error.</param>
public sealed record RunLine(DateTimeOffset At, string Level, string? Asset, string? Partition, string Text);
