using System.Collections.Concurrent;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>
/// What cancels a request: its caller, or the time it may take. The sources of requests that waited for nothing are
/// used again, since nobody can hold their tokens any more; a new timer for each would cost more than such a request.
/// </summary>
internal sealed class Deadlines(TimeSpan timeout)
{
    private const int MaxSpare = 64;

    private readonly ConcurrentBag<CancellationTokenSource> _spare = [];

    public Deadline Begin(CancellationToken caller)
    {
        var source = _spare.TryTake(out var used) ? used : new CancellationTokenSource();
        source.CancelAfter(timeout);
        return new Deadline(
            this, source, caller.UnsafeRegister(static one => ((CancellationTokenSource)one!).Cancel(), source));
    }

    private void Take(CancellationTokenSource source, bool isHeld)
    {
        if (!isHeld && _spare.Count < MaxSpare && source.TryReset())
        {
            _spare.Add(source);
        }
        else
        {
            source.Dispose();
        }
    }

    public readonly struct Deadline(
        Deadlines deadlines, CancellationTokenSource source, CancellationTokenRegistration caller)
    {
        public CancellationToken Token => source.Token;

        public bool IsOver => source.IsCancellationRequested;

        /// <param name="isHeld">Whether something that waited may still hold the token.</param>
        public void End(bool isHeld)
        {
            caller.Dispose();
            deadlines.Take(source, isHeld);
        }
    }
}
