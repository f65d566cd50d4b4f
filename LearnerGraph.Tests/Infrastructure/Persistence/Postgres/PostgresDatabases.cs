using System.Collections.Concurrent;
using LearnerGraph.Infrastructure.Persistence.Postgres;
using Npgsql;

namespace LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

/// <summary>Migrated, empty databases: each is lent to one test at a time, and emptied for the next.</summary>
internal static class PostgresDatabases
{
    private static readonly ConcurrentBag<string> Clean = [];
    private static readonly Lazy<Task> Template = new(MigrateAsync);
    private static int _made;

    public static async Task<string> LendAsync()
    {
        if (Clean.TryTake(out var connectionString)) return connectionString;

        await Template.Value;
        return await CreateAsync(" TEMPLATE lg_template");
    }

    /// <summary>A database without any table.</summary>
    public static Task<string> CreateEmptyAsync() => CreateAsync("");

    public static async Task GiveBackAsync(string connectionString)
    {
        await RunAsync(
            connectionString,
            """
            DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
                FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'); END $$
            """);
        Clean.Add(connectionString);
    }

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> CreateAsync(string options)
    {
        var name = $"lg_{Interlocked.Increment(ref _made)}";
        var address = await PostgresServer.AddressAsync();
        await RunAsync($"{address};Database=postgres", $"CREATE DATABASE {name}{options}");
        return $"{address};Database={name}";
    }

    private static async Task MigrateAsync()
    {
        var address = await PostgresServer.AddressAsync();
        await RunAsync($"{address};Database=postgres", "CREATE DATABASE lg_template");
        await using var database = new PostgresDatabase($"{address};Database=lg_template;Pooling=false");
        await database.MigrateAsync(default);
    }
}
