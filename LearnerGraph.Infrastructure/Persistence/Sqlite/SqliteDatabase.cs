using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Sqlite;

/// <summary>One file in WAL mode: many readers beside one writer.</summary>
internal sealed class SqliteDatabase : IDatabase, IAsyncDisposable
{
    private readonly SqliteSessions _sessions;
    private readonly SqliteWriter _writer;

    public SqliteDatabase(string connectionString)
    {
        _sessions = new SqliteSessions(connectionString);
        _writer = new SqliteWriter(_sessions);
    }

    public Guid Origin { get; } = Guid.NewGuid();

    // The writer is alone anyway.
    public string ForUpdate => "";

    public async ValueTask MigrateAsync(CancellationToken ct)
    {
        var session = _sessions.Open();
        await using (session)
        {
            // EF Core takes a while to build its model, and mostly for nothing.
            if (await IsCurrentAsync(session, ct)) return;

            await using var context = new SqliteContext(SqliteSessions.Options(session.Connection));
            await context.Database.MigrateAsync(ct);
        }
    }

    public ValueTask<SessionLease> RentAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(_sessions.Rent());
    }

    public async ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        using var lease = await RentAsync(ct);
        return await work(lease.Session, ct);
    }

    public async ValueTask<T> SnapshotAsync<T>(
        Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        using var lease = await RentAsync(ct);
        await lease.Session.Prepare("BEGIN").RunUncountedAsync();
        try
        {
            return await work(lease.Session, ct);
        }
        finally
        {
            await lease.Session.Prepare("COMMIT").RunUncountedAsync();
        }
    }

    public ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) =>
        _writer.RunAsync(work, ct);

    public ValueTask<T> WriteInOrderAsync<T>(
        Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) => _writer.RunAsync(work, ct);

    // Likewise.
    public ValueTask LockAsync(Session session, string name, CancellationToken ct) => default;

    public async ValueTask<long> NextAsync(Session session, string sequence, int count, CancellationToken ct)
    {
        var last = await session.Prepare(
            """
            INSERT INTO sequences (tenant, name, value) VALUES ('', @name, @count)
            ON CONFLICT (tenant, name) DO UPDATE SET value = value + excluded.value RETURNING value
            """).Bind(sequence, count).LongAsync(ct);
        return last!.Value - count + 1;
    }

    public async ValueTask InsertAsync(
        Session session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows,
        CancellationToken ct)
    {
        var insert = session.Prepare(
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES (@{string.Join(", @", columns)})");
        foreach (var row in rows) await insert.Bind(row).ExecuteAsync(ct);
    }

    private static async ValueTask<bool> IsCurrentAsync(Session session, CancellationToken ct)
    {
        using var tables = session.Once("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'");
        if (await tables.LongAsync(ct) == 0) return false;

        using var applied = session.Once("SELECT max(MigrationId) FROM __EFMigrationsHistory");
        return MigrationIds.AreApplied<SqliteContext>(await applied.ScalarAsync(ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _sessions.DisposeAsync();
    }
}
