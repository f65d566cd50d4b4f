namespace LearnerGraph.Domain.Kernel;

/// <summary>How a piece of background work stands: a run of a pipeline, a step of one, a training.</summary>
public enum RunStatus
{
    Queued,
    Running,
    Succeeded,
    Skipped,
    Failed,
    Cancelled,
}
