using LearnerGraph.Infrastructure.Persistence.Sqlite;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>A file of its own for each test, copied from one that was migrated once.</summary>
internal sealed class SqliteHost : StoreHost
{
    private static readonly Lazy<Task<string>> Template = new(MigrateAsync);

    private readonly SqliteDatabase _database;

    private SqliteHost(SqliteDatabase database, string file)
        : base(database)
    {
        _database = database;
        File = file;
    }

    public string File { get; }

    public static async Task<StoreHost> CreateAsync() => await OpenAsync();

    public static async Task<SqliteHost> OpenAsync()
    {
        var file = NewFile();
        System.IO.File.Copy(await Template.Value, file);
        return new SqliteHost(new SqliteDatabase($"Data Source={file}"), file);
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        foreach (var file in new[] { File, File + "-wal", File + "-shm" }) System.IO.File.Delete(file);
    }

    private static string NewFile() => Path.Combine(Path.GetTempPath(), $"learnergraph-{Guid.NewGuid():N}.db");

    private static async Task<string> MigrateAsync()
    {
        var file = NewFile();
        await using var database = new SqliteDatabase($"Data Source={file}");
        await database.MigrateAsync(default);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(file);
        return file;
    }
}
