using System.Threading.Channels;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>
/// Writes whose numbers are in commit order: one transaction at a time over all processes, by a lock that ends with
/// it. While one commits, more jobs queue up; the next takes them all. Where one of them fails, nothing of the common
/// transaction is kept and each runs again by itself.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    /// <summary>More would make the first, and other processes, wait for too many.</summary>
    private const int MostTogether = 32;

    private static readonly string Begin =
        $"BEGIN; SELECT pg_current_xact_id()::text FROM pg_advisory_xact_lock({LockNumbers.Order})";

    private readonly Channel<WriteJob> _queue = Channel.CreateBounded<WriteJob>(
        new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly PostgresTransactions _transactions;
    private readonly Task _loop;

    public PostgresWriter(PostgresTransactions transactions)
    {
        _transactions = transactions;
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
        var jobs = new List<WriteJob>(MostTogether);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (jobs.Count < MostTogether && _queue.Reader.TryRead(out var job))
            {
                if (job.Token.IsCancellationRequested) job.Cancel();
                else jobs.Add(job);
            }

            if (jobs.Count > 1 && await AreKeptAsync(jobs))
            {
                foreach (var job in jobs) job.Acknowledge();
            }
            else
            {
                foreach (var job in jobs) await AloneAsync(job);
            }

            jobs.Clear();
        }
    }

    /// <summary>False where nothing was kept, since one has failed or wants to be undone.</summary>
    private async ValueTask<bool> AreKeptAsync(List<WriteJob> jobs)
    {
        try
        {
            return await _transactions.WriteAsync(
                Begin,
                async (session, _) =>
                {
                    foreach (var job in jobs)
                    {
                        await RunAsync(job, session);
                        if (session.IsUndone) return false;
                    }

                    return true;
                },
                CancellationToken.None);
        }
        catch (UnknownOutcomeException e)
        {
            foreach (var job in jobs) job.Fail(e);
            jobs.Clear();
            return false;
        }
        catch (Exception)
        {
            // Each hears of its own failure when it runs alone.
            return false;
        }
    }

    private async ValueTask AloneAsync(WriteJob job)
    {
        try
        {
            await _transactions.WriteAsync(
                Begin,
                async (session, _) =>
                {
                    await RunAsync(job, session);
                    return true;
                },
                CancellationToken.None);
            job.Acknowledge();
        }
        catch (Exception e)
        {
            job.Fail(e);
        }
    }

    private static async ValueTask RunAsync(WriteJob job, Session session)
    {
        SqlCounter.Current = job.Count;
        try
        {
            await job.RunAsync(session);
        }
        finally
        {
            SqlCounter.Current = null;
        }
    }
}
