using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines;

/// <summary>Tells subscribers of this process, and its worker, that a run has moved or was asked for.</summary>
public sealed class PipelineFeed : IDisposable
{
    private readonly ConcurrentDictionary<Channel<PipelineRunId>, (TenantId Tenant, PipelineRunId Run)>
        _subscribers = [];

    private readonly SemaphoreSlim _asked = new(0);

    public void Publish(TenantId tenant, PipelineRunId run)
    {
        foreach (var (channel, wanted) in _subscribers)
        {
            if (wanted == (tenant, run)) channel.Writer.TryWrite(run);
        }
    }

    public void Dispose() => _asked.Dispose();

    /// <summary>A run waits; the worker need not wait for its next look.</summary>
    public void Wake() => _asked.Release();

    /// <summary>Returns when a run was asked for in this process, or after the time.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        await _asked.WaitAsync(atMost, ct);
        while (_asked.CurrentCount > 0) await _asked.WaitAsync(ct);
    }

    /// <summary>
    /// One element for the run as it is, then one whenever it moves; changes that come close together may be told as
    /// one.
    /// </summary>
    public async IAsyncEnumerable<PipelineRunId> SubscribeAsync(
        TenantId tenant, PipelineRunId run, [EnumeratorCancellation] CancellationToken ct)
    {
        // The reader looks at the run as it stands, so that one waiting signal says all.
        var channel = Channel.CreateBounded<PipelineRunId>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        channel.Writer.TryWrite(run);
        _subscribers.TryAdd(channel, (tenant, run));
        try
        {
            await foreach (var moved in channel.Reader.ReadAllAsync(ct)) yield return moved;
        }
        finally
        {
            _subscribers.TryRemove(channel, out _);
        }
    }
}
