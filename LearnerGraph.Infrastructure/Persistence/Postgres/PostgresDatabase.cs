using System.Diagnostics;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>A PostgreSQL database (13 or newer) that several processes share.</summary>
internal sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    /// <summary>From here on the stream of COPY is shorter than a command for each row.</summary>
    private const int WorthCopying = 4;

    private readonly PostgresSessions _sessions;
    private readonly PostgresTransactions _transactions;
    private readonly PostgresWriter _writer;

    public PostgresDatabase(string connectionString)
    {
        _sessions = new PostgresSessions(connectionString);
        _transactions = new PostgresTransactions(_sessions);
        _writer = new PostgresWriter(_transactions);
    }

    public Guid Origin { get; } = Guid.NewGuid();

    public string ForUpdate => " FOR UPDATE";

    public async ValueTask MigrateAsync(CancellationToken ct)
    {
        using var lease = await _sessions.RentAsync(ct);
        if (await IsCurrentAsync(lease.Session, ct)) return;

        // The lock is the connection's: it ends with the process that holds it, however that ends.
        await WaitForTurnAsync(lease.Session, ct);
        try
        {
            if (await IsCurrentAsync(lease.Session, ct)) return;

            await using var context = new PostgresContext(PostgresSessions.Options(lease.Session.Connection));
            context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            await context.Database.MigrateAsync(ct);
        }
        finally
        {
            using var unlock = lease.Session.Once($"SELECT pg_advisory_unlock({LockNumbers.Migration})");
            await unlock.RunUncountedAsync();
        }
    }

    public ValueTask<SessionLease> RentAsync(CancellationToken ct) => _sessions.RentAsync(ct);

    public ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) =>
        _transactions.ReadAsync(work, ct);

    public ValueTask<T> SnapshotAsync<T>(
        Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) =>
        _transactions.ReadAsync(
            async (session, token) =>
            {
                // Given back to the pool, a connection ends the transaction that a failure left open.
                await session.Prepare("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").RunUncountedAsync();
                var result = await work(session, token);
                await session.Prepare("COMMIT").RunUncountedAsync();
                return result;
            },
            ct);

    public ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) =>
        _transactions.WriteAsync(PostgresTransactions.Write, work, ct);

    public ValueTask<T> WriteInOrderAsync<T>(
        Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) => _writer.RunAsync(work, ct);

    public async ValueTask LockAsync(Session session, string name, CancellationToken ct) =>
        await session.Prepare("SELECT 1 FROM pg_advisory_xact_lock(@number)").Bind(LockNumbers.Of(name))
            .ScalarAsync(ct);

    public async ValueTask<long> NextAsync(Session session, string sequence, int count, CancellationToken ct)
    {
        var last = await session.Prepare(
            """
            INSERT INTO sequences AS s (tenant, name, value) VALUES ('', @name, @count)
            ON CONFLICT (tenant, name) DO UPDATE SET value = s.value + excluded.value RETURNING value
            """).Bind(sequence, count).LongAsync(ct);
        return last!.Value - count + 1;
    }

    public async ValueTask InsertAsync(
        Session session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows,
        CancellationToken ct)
    {
        if (rows.Count < WorthCopying)
        {
            var insert = session.Prepare(
                $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES (@{string.Join(", @", columns)})");
            foreach (var row in rows) await insert.Bind(row).ExecuteAsync(ct);
            return;
        }

        var start = Stopwatch.GetTimestamp();
        var connection = (NpgsqlConnection)session.Connection;
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var value in row) await WriteAsync(copy, value, ct);
            }

            await copy.CompleteAsync(ct);
        }

        SqlCounter.Executed(start);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _sessions.DisposeAsync();
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken ct) => value switch
    {
        null => copy.WriteNullAsync(ct),
        long number => copy.WriteAsync(number, ct),
        int number => copy.WriteAsync(number, ct),
        double number => copy.WriteAsync(number, ct),
        bool flag => copy.WriteAsync(flag, ct),
        string text => copy.WriteAsync(StorableText.Of(text), ct),
        byte[] bytes => copy.WriteAsync(bytes, ct),
        _ => throw new ArgumentException($"No column holds a {value.GetType().Name}.", nameof(value)),
    };

    private static async ValueTask WaitForTurnAsync(Session session, CancellationToken ct)
    {
        using var turn = session.Once($"SELECT pg_try_advisory_lock({LockNumbers.Migration})");
        while (await turn.ScalarAsync(ct) is not true) await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
    }

    private static async ValueTask<bool> IsCurrentAsync(Session session, CancellationToken ct)
    {
        using var table = session.Once("""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL""");
        if (await table.ScalarAsync(ct) is not true) return false;

        using var applied = session.Once("""SELECT max("MigrationId") FROM "__EFMigrationsHistory" """);
        return MigrationIds.AreApplied<PostgresContext>(await applied.ScalarAsync(ct));
    }
}
