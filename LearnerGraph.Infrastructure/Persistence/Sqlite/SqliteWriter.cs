using System.Threading.Channels;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The one that writes. While a commit waits for the disk, more jobs queue up; the next transaction takes them all,
/// each in a savepoint of its own, so a flush is shared by many and a job that fails harms no other.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>More would make the first wait for too many others.</summary>
    private const int MostTogether = 128;

    private readonly Channel<WriteJob> _queue = Channel.CreateBounded<WriteJob>(
        new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SqliteSessions _sessions;
    private readonly Task _loop;

    public SqliteWriter(SqliteSessions sessions)
    {
        _sessions = sessions;
        _loop = Task.Run(LoopAsync);
    }

    public async ValueTask<T> RunAsync<T>(
        Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        var job = new WriteJob<T>(work, ct);
        await _queue.Writer.WriteAsync(job, ct);
        return await job.Done;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        Session? session = null;
        var jobs = new List<WriteJob>(MostTogether);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (jobs.Count < MostTogether && _queue.Reader.TryRead(out var job))
            {
                if (job.Token.IsCancellationRequested) job.Cancel();
                else jobs.Add(job);
            }

            if (jobs.Count == 0) continue;

            try
            {
                session ??= _sessions.Open();
                await WriteAsync(session, jobs);
            }
            catch (Exception exception)
            {
                // The transaction is lost, and with it every job that had not failed by itself.
                foreach (var job in jobs) job.Fail(exception);
                if (session is not null) await session.DisposeAsync();
                session = null;
            }

            jobs.Clear();
        }

        if (session is not null) await session.DisposeAsync();
    }

    private static async ValueTask WriteAsync(Session session, List<WriteJob> jobs)
    {
        await RunAsync(session, "BEGIN IMMEDIATE");
        for (var i = 0; i < jobs.Count; i++)
        {
            if (!await IsKeptAsync(session, jobs[i])) jobs.RemoveAt(i--);
        }

        await RunAsync(session, "COMMIT");
        foreach (var job in jobs) job.Acknowledge();
    }

    /// <summary>False where the job has failed; it has been told, and its writes are gone.</summary>
    private static async ValueTask<bool> IsKeptAsync(Session session, WriteJob job)
    {
        SqlCounter.Current = job.Count;
        await RunAsync(session, "SAVEPOINT job");
        session.IsUndone = false;
        Exception? failure = null;
        try
        {
            await job.RunAsync(session);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        SqlCounter.Current = null;
        try
        {
            if (failure is not null || session.IsUndone) await RunAsync(session, "ROLLBACK TO job");
            await RunAsync(session, "RELEASE job");
        }
        catch (Exception) when (failure is not null)
        {
            // Some failures, such as a full disk, end the whole transaction: then all jobs fail for the same reason.
            throw new IOException("The store could not write; nothing of this transaction was kept.", failure);
        }

        if (failure is not null) job.Fail(failure);
        return failure is null;
    }

    // Not through a counted statement: the transaction belongs to many.
    private static ValueTask<int> RunAsync(Session session, string sql) => session.Prepare(sql).RunUncountedAsync();
}
