using System.Diagnostics;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Npgsql;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>
/// Runs work to its end: again after serialization failures and lost connections, never twice. Where the answer to a
/// commit is lost, the database is asked by the transaction's number whether it was kept.
/// </summary>
internal sealed class PostgresTransactions(PostgresSessions sessions)
{
    public const string Write = "BEGIN; SELECT pg_current_xact_id()::text";

    public async ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var lease = await sessions.RentAsync(ct);
                return await work(lease.Session, ct);
            }
            catch (Exception e) when (IsWorthAnotherTry(e, start))
            {
                await Task.Delay(PostgresFaults.Pause(tries), ct);
            }
        }
    }

    /// <param name="begin">Opens the transaction and answers its number.</param>
    public async ValueTask<T> WriteAsync<T>(
        string begin, Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await OnceAsync(begin, work, ct);
            }
            catch (Exception e) when (IsWorthAnotherTry(e, start))
            {
                await Task.Delay(PostgresFaults.Pause(tries), ct);
            }
        }
    }

    private static bool IsWorthAnotherTry(Exception exception, long start) =>
        PostgresFaults.IsWorthAnotherTry(exception) && Stopwatch.GetElapsedTime(start) < PostgresFaults.Patience;

    private async ValueTask<T> OnceAsync<T>(
        string begin, Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        using var lease = await sessions.RentAsync(ct);
        var session = lease.Session;
        T result;
        string transaction;
        try
        {
            transaction = await session.Prepare(begin).TextUncountedAsync(ct);
            result = await work(session, ct);
        }
        catch
        {
            await RollBackAsync(session);
            throw;
        }

        if (session.IsUndone)
        {
            await RollBackAsync(session);
            return result;
        }

        try
        {
            await session.Prepare("COMMIT").RunUncountedAsync();
        }
        catch (NpgsqlException e) when (e is not PostgresException || PostgresFaults.IsConnectionLost(e))
        {
            if (!await IsKeptAsync(transaction, e)) throw;
        }

        return result;
    }

    /// <summary>A connection that is gone has rolled back by itself.</summary>
    private static async ValueTask RollBackAsync(Session session)
    {
        if (session.Connection.State != System.Data.ConnectionState.Open) return;

        try
        {
            await session.Prepare("ROLLBACK").RunUncountedAsync();
        }
        catch (NpgsqlException) when (session.Connection.State != System.Data.ConnectionState.Open)
        {
        }
    }

    private async ValueTask<bool> IsKeptAsync(string transaction, NpgsqlException lost)
    {
        var start = Stopwatch.GetTimestamp();
        for (var tries = 0; Stopwatch.GetElapsedTime(start) < PostgresFaults.Patience; tries++)
        {
            await Task.Delay(PostgresFaults.Pause(tries));
            try
            {
                using var lease = await sessions.RentAsync(CancellationToken.None);
                using var status = lease.Session.Once($"SELECT coalesce(pg_xact_status('{transaction}'), 'forgotten')");
                switch (await status.TextUncountedAsync(CancellationToken.None))
                {
                    case "committed": return true;
                    case "aborted": return false;
                }
            }
            catch (NpgsqlException)
            {
                // Not there yet: asked again until patience ends.
            }
        }

        throw new UnknownOutcomeException(lost);
    }
}
