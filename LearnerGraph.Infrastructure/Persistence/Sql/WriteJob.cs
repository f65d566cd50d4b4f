namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>One caller's share of a common transaction.</summary>
internal abstract class WriteJob(CancellationToken ct)
{
    public CancellationToken Token => ct;

    /// <summary>The caller's count of commands, which the writer's flow of control would not see.</summary>
    public SqlCount? Count { get; } = SqlCounter.Current;

    public abstract ValueTask RunAsync(Session session);

    /// <summary>The common transaction is durable.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception exception);

    public abstract void Cancel();
}

internal sealed class WriteJob<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    : WriteJob(ct)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    // Not the caller's token: once begun, a job ends, so that its neighbours are not harmed.
    public override async ValueTask RunAsync(Session session) => _result = await work(session, CancellationToken.None);

    public override void Acknowledge() => _done.TrySetResult(_result);

    public override void Fail(Exception exception) => _done.TrySetException(exception);

    public override void Cancel() => _done.TrySetCanceled(Token);
}
