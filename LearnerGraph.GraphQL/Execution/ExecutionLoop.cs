using System.Threading.Tasks.Sources;
using LearnerGraph.GraphQL.DataLoader;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>
/// Drives the waiting fields of one request: runs what is ready, then sends the batches that loaders have gathered,
/// then waits. All fields of a request are completed on this one turn-taking path, so results need no locks, and a
/// batch goes out exactly when no resolver can go on without it.
/// </summary>
internal sealed class ExecutionLoop(CancellationToken requestAborted) : IBatchScheduler, IValueTaskSource
{
    private readonly Lock _gate = new();
    private readonly Queue<object> _ready = new();
    private readonly List<IPendingBatch> _batches = [];
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private bool _isWaiting;
    private volatile bool _isAbandoned;
    private int _waitingFields;
    private int _openBatches;

    public CancellationToken RequestAborted => requestAborted;

    public bool IsIdle => _waitingFields == 0 && _openBatches == 0 && _batches.Count == 0 && _ready.Count == 0;

    /// <summary>A field waits and will be enqueued once.</summary>
    public void FieldStarted() => _waitingFields++;

    /// <summary>A field that waits no longer; called when its turn has come.</summary>
    public void FieldFinished() => _waitingFields--;

    /// <summary>May be called from any thread.</summary>
    public void Enqueue(IWorkItem item) => Add(item);

    void IBatchScheduler.Schedule(IPendingBatch batch)
    {
        lock (_gate)
        {
            _batches.Add(batch);
            Wake();
        }
    }

    void IBatchScheduler.BatchStarted() => Interlocked.Increment(ref _openBatches);

    void IBatchScheduler.Complete(IPendingBatch batch) => Add(batch);

    /// <summary>Completes when nothing is left to do.</summary>
    public async ValueTask RunAsync()
    {
        while (true)
        {
            while (TryTake(out var item))
            {
                if (item is IPendingBatch batch)
                {
                    batch.Deliver();
                    Interlocked.Decrement(ref _openBatches);
                }
                else
                {
                    ((IWorkItem)item).Run();
                }
            }

            if (TakeBatches() is { } batches)
            {
                foreach (var batch in batches)
                {
                    batch.Dispatch();
                }

                continue;
            }

            if (_isAbandoned || (_waitingFields == 0 && Volatile.Read(ref _openBatches) == 0))
            {
                return;
            }

            await WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops waiting for resolvers that do not heed their cancellation.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isAbandoned = true;
            Wake();
        }
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private void Add(object item)
    {
        lock (_gate)
        {
            _ready.Enqueue(item);
            Wake();
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? item)
    {
        lock (_gate)
        {
            return _ready.TryDequeue(out item);
        }
    }

    private IPendingBatch[]? TakeBatches()
    {
        lock (_gate)
        {
            if (_batches.Count == 0)
            {
                return null;
            }

            IPendingBatch[] batches = [.. _batches];
            _batches.Clear();
            return batches;
        }
    }

    // Inside the lock, so that no Reset can overtake the end of SetResult; the loop goes on elsewhere.
    private void Wake()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            _signal.SetResult(true);
        }
    }

    private ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_ready.Count > 0 || _batches.Count > 0 || _isAbandoned)
            {
                return ValueTask.CompletedTask;
            }

            _signal.Reset();
            _isWaiting = true;
            return new ValueTask(this, _signal.Version);
        }
    }
}
