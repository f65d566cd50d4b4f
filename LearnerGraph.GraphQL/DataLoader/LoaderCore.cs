using LearnerGraph.GraphQL.DataLoader;

namespace LearnerGraph.GraphQL;

/// <summary>
/// What batch and group loaders have in common: a cache by key for one request, and a batch that grows until the
/// executor sends it. Without an executor every call loads at once.
/// </summary>
public abstract class LoaderCore<TKey, TValue> : IDataLoader<TKey, TValue>, IRequestLoader
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TValue>> _known = [];
    private IBatchScheduler? _scheduler;
    private Batch? _open;

    private protected LoaderCore()
    {
    }

    /// <summary>A batch with more keys is split into several calls.</summary>
    protected virtual int MaxBatchSize => 1000;

    public ValueTask<TValue> LoadAsync(TKey key, CancellationToken ct = default)
    {
        Task<TValue> task;
        Batch? started;
        lock (_gate)
        {
            task = Find(key, out started);
        }

        Start(started);
        return task.IsCompletedSuccessfully ? new ValueTask<TValue>(task.Result) : new ValueTask<TValue>(task);
    }

    public ValueTask<IReadOnlyList<TValue>> LoadAsync(
        IReadOnlyCollection<TKey> keys, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var tasks = new Task<TValue>[keys.Count];
        List<Batch>? started = null;
        lock (_gate)
        {
            var i = 0;
            foreach (var key in keys)
            {
                tasks[i++] = Find(key, out var batch);
                if (batch is not null)
                {
                    (started ??= []).Add(batch);
                }
            }
        }

        foreach (var batch in started ?? [])
        {
            Start(batch);
        }

        return Gather(tasks);
    }

    /// <summary>Puts a value that is known already where later loads find it.</summary>
    public void Prime(TKey key, TValue value)
    {
        lock (_gate)
        {
            _known.TryAdd(key, Task.FromResult(value));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _known.Clear();
        }
    }

    void IRequestLoader.Bind(IBatchScheduler scheduler) => _scheduler = scheduler;

    private protected abstract ValueTask LoadIntoAsync(
        IReadOnlyList<TKey> keys, TValue[] values, CancellationToken ct);

    private static async ValueTask<IReadOnlyList<TValue>> Gather(Task<TValue>[] tasks)
    {
        var values = new TValue[tasks.Length];
        for (var i = 0; i < tasks.Length; i++)
        {
            values[i] = await tasks[i].ConfigureAwait(false);
        }

        return values;
    }

    private Task<TValue> Find(TKey key, out Batch? started)
    {
        started = null;
        if (_known.TryGetValue(key, out var task))
        {
            return task;
        }

        if (_open is null || _open.Count >= MaxBatchSize)
        {
            started = _open = new Batch(this);
        }

        task = _open.Add(key);
        _known.Add(key, task);
        return task;
    }

    private void Start(Batch? batch)
    {
        if (batch is null)
        {
            return;
        }

        if (_scheduler is { } scheduler)
        {
            scheduler.Schedule(batch);
        }
        else
        {
            batch.Dispatch();
        }
    }

    private void Forget(IEnumerable<TKey> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _known.Remove(key);
            }
        }
    }

    private sealed class Batch(LoaderCore<TKey, TValue> loader) : IPendingBatch
    {
        private readonly List<TKey> _keys = [];

        // Continuations run inside Deliver on purpose: the executor then knows that every waiting resolver has moved
        // on.
        private readonly List<TaskCompletionSource<TValue>> _waiting = [];
        private TValue[] _values = [];
        private Exception? _failure;

        public int Count => _keys.Count;

        public Task<TValue> Add(TKey key)
        {
            var waiting = new TaskCompletionSource<TValue>();
            _keys.Add(key);
            _waiting.Add(waiting);
            return waiting.Task;
        }

        public void Dispatch()
        {
            lock (loader._gate)
            {
                if (loader._open == this)
                {
                    loader._open = null;
                }
            }

            loader._scheduler?.BatchStarted();
            _ = LoadAsync();
        }

        public void Deliver()
        {
            if (_failure is not null)
            {
                // A failed key may be asked for again; whoever waits now gets the failure.
                loader.Forget(_keys);
            }

            for (var i = 0; i < _waiting.Count; i++)
            {
                if (_failure is null)
                {
                    _waiting[i].SetResult(_values[i]);
                }
                else
                {
                    _waiting[i].SetException(_failure);
                    _ = _waiting[i].Task.Exception;
                }
            }
        }

        private async Task LoadAsync()
        {
            var ct = loader._scheduler?.RequestAborted ?? CancellationToken.None;
            using var activity = GraphQLTelemetry.Source.StartActivity("graphql.batch");
            activity?.SetTag("graphql.loader", loader.GetType().Name);
            activity?.SetTag("graphql.keys", _keys.Count);
            try
            {
                ct.ThrowIfCancellationRequested();
                _values = new TValue[_keys.Count];
                await loader.LoadIntoAsync(_keys, _values, ct).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _failure = e;
            }

            if (loader._scheduler is { } scheduler)
            {
                scheduler.Complete(this);
            }
            else
            {
                Deliver();
            }
        }
    }
}
