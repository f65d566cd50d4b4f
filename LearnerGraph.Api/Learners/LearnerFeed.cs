using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Learners;

/// <summary>Something about a learner has changed and is committed.</summary>
public sealed record LearnerEvent(LearnerId Learner, IReadOnlyList<ConceptId> Concepts, DateTimeOffset At);

/// <summary>Tells subscribers of this process what has been committed; a slow one loses the oldest events.</summary>
public sealed class LearnerFeed
{
    private const int Kept = 64;

    private readonly ConcurrentDictionary<(TenantId, LearnerId), ConcurrentDictionary<Channel<LearnerEvent>, byte>>
        _subscribers = new();

    public bool HasSubscribers(TenantId tenant, LearnerId learner) =>
        _subscribers.TryGetValue((tenant, learner), out var channels) && !channels.IsEmpty;

    public void Publish(TenantId tenant, LearnerId learner, IReadOnlyList<ConceptId> concepts, DateTimeOffset at)
    {
        if (!_subscribers.TryGetValue((tenant, learner), out var channels)) return;

        var change = new LearnerEvent(learner, concepts, at);
        foreach (var channel in channels.Keys) channel.Writer.TryWrite(change);
    }

    public async IAsyncEnumerable<LearnerEvent> SubscribeAsync(
        TenantId tenant, LearnerId learner, [EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateBounded<LearnerEvent>(
            new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var channels = _subscribers.GetOrAdd((tenant, learner), static _ => new());
        channels.TryAdd(channel, 0);
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(ct)) yield return change;
        }
        finally
        {
            channels.TryRemove(channel, out _);
        }
    }
}
