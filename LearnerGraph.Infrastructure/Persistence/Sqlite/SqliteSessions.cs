using System.Collections.Concurrent;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LearnerGraph.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Opens connections as the product wants them and keeps those that read, with their prepared statements.
/// </summary>
internal sealed class SqliteSessions(string connectionString) : IAsyncDisposable
{
    private const int MostKept = 8;

    private readonly ConcurrentBag<Session> _idle = [];
    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString)
    {
        Pooling = false, // kept here, together with their statements
        DefaultTimeout = 30,
    }.ToString();

    public static DbContextOptions<SqliteContext> Options(System.Data.Common.DbConnection connection) =>
        new DbContextOptionsBuilder<SqliteContext>()
            .UseSqlite(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(CountingInterceptor.Instance, StorableText.Instance)
            .ReplaceService<IMigrationsSqlGenerator, StrictMigrationsSqlGenerator>()
            .Options;

    public SessionLease Rent()
    {
        if (!_idle.TryTake(out var session)) session = Open();
        return new SessionLease(session, GiveBack);
    }

    /// <summary>
    /// A new session: every commit reaches the disk before it is acknowledged (WAL, synchronous FULL).
    /// </summary>
    public Session Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = """
                PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -4000;
                PRAGMA secure_delete = FAST;
                PRAGMA mmap_size = 268435456;
                """;
            pragmas.ExecuteNonQuery();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return new Session(connection, static connection => new SqliteContext(Options(connection)));
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session)) await session.DisposeAsync();
    }

    private void GiveBack(Session session)
    {
        if (_idle.Count < MostKept) _idle.Add(session);
        else session.Connection.Dispose();
    }
}
