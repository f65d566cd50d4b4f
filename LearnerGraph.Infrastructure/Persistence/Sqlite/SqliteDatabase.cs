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

    // The writer is alone anyway.
    public string ForUpdate => "";

    public async ValueTask MigrateAsync(CancellationToken ct)
    {
        var session = _sessions.Open();
        await using (session)
        {
            await using var context = new SqliteContext(SqliteSessions.Options(session.Connection));
            await context.Database.MigrateAsync(ct);
        }
    }

    public ValueTask<SessionLease> RentAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(_sessions.Rent());
    }

    public ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct) =>
        _writer.RunAsync(work, ct);

    public async ValueTask<long> NextAsync(Session session, string sequence, int count, CancellationToken ct)
    {
        var last = await session.Prepare(
            """
            INSERT INTO sequences (tenant, name, value) VALUES ('', @name, @count)
            ON CONFLICT (tenant, name) DO UPDATE SET value = value + excluded.value RETURNING value
            """).Bind(sequence, count).LongAsync(ct);
        return last!.Value - count + 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _sessions.DisposeAsync();
    }
}
