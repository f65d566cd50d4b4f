using LearnerGraph.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

/// <summary>A database of its own for each test.</summary>
internal sealed class PostgresHost : StoreHost
{
    private readonly PostgresDatabase _database;

    private PostgresHost(PostgresDatabase database, string connectionString)
        : base(database)
    {
        _database = database;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<StoreHost> CreateAsync() => await OpenAsync();

    public static async Task<PostgresHost> OpenAsync()
    {
        var connectionString = await PostgresDatabases.LendAsync();
        return new PostgresHost(new PostgresDatabase(connectionString), connectionString);
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await PostgresDatabases.GiveBackAsync(ConnectionString);
    }
}
