using Microsoft.Data.Sqlite;

namespace LearnerGraph.Infrastructure.Persistence.Sqlite;

/// <summary>Copies of the database file: made while the server runs, put back while it does not.</summary>
public static class SqliteCopy
{
    /// <summary>Writes a consistent, compact copy; the file must not be there yet.</summary>
    public static async Task BackupAsync(string connectionString, string path, CancellationToken ct)
    {
        if (File.Exists(path)) throw new IOException($"{path} is there already.");

        await using var connection = new SqliteConnection(ReadWrite(connectionString));
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @path";
        command.Parameters.AddWithValue("@path", path);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Puts a sound copy in the place of the database; the old one stays beside it, as *.old.</summary>
    public static async Task RestoreAsync(string connectionString, string path, CancellationToken ct)
    {
        await CheckAsync(path, ct);
        var target = new SqliteConnectionStringBuilder(connectionString).DataSource;
        var incoming = $"{target}.new";
        File.Copy(path, incoming, overwrite: true);
        if (File.Exists(target))
        {
            await EmptyLogAsync(connectionString, ct);
            File.Move(target, $"{target}.old", overwrite: true);
        }

        File.Delete($"{target}-wal");
        File.Delete($"{target}-shm");
        File.Move(incoming, target);
    }

    private static async Task CheckAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {path}.");

        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }
                .ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        if (await command.ExecuteScalarAsync(ct) is not "ok") throw new IOException($"{path} is not a sound database.");
    }

    private static async Task EmptyLogAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(ReadWrite(connectionString));
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string ReadWrite(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }
            .ToString();
}
