using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>
/// Connections of the driver's pool. It keeps their prepared statements, and forgets all of them when the server goes.
/// </summary>
internal sealed class PostgresSessions(string connectionString) : IAsyncDisposable
{
    // The caller's own words win, being last. No request waits longer than the command's time, cancelling included.
    private const string Defaults =
        "Application Name=learnergraph;Timeout=3;Command Timeout=4;Cancellation Timeout=500;Max Auto Prepare=200;"
        + "Auto Prepare Min Usages=2;No Reset On Close=true;";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(Defaults + connectionString);

    public static DbContextOptions<PostgresContext> Options(System.Data.Common.DbConnection connection) =>
        new DbContextOptionsBuilder<PostgresContext>()
            .UseNpgsql(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(CountingInterceptor.Instance, StorableText.Instance)
            .Options;

    public async ValueTask<SessionLease> RentAsync(CancellationToken ct)
    {
        var connection = await _source.OpenConnectionAsync(ct);
        return new SessionLease(
            new Session(connection, static connection => new PostgresContext(Options(connection))),
            static session => session.Connection.Dispose());
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
