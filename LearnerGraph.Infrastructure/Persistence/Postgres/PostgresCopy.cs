using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>Copies of a PostgreSQL database by its own tools: pg_dump and pg_restore must be installed.</summary>
public static class PostgresCopy
{
    /// <summary>Writes a consistent, compressed copy; the file must not be there yet.</summary>
    public static async Task BackupAsync(string connectionString, string path, CancellationToken ct)
    {
        if (File.Exists(path)) throw new IOException($"{path} is there already.");

        try
        {
            await RunAsync(
                "pg_dump", connectionString, ["--format=custom", "--no-owner", "--no-privileges", $"--file={path}"],
                ct);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Replaces what is in the database by the copy, in one transaction: all of it or nothing.</summary>
    public static async Task RestoreAsync(string connectionString, string path, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file {path}.");

        var database = new NpgsqlConnectionStringBuilder(connectionString).Database ?? "";
        await RunAsync(
            "pg_restore", connectionString,
            [
                "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
                $"--dbname={database}", path,
            ],
            ct);
    }

    private static async Task RunAsync(
        string tool, string connectionString, IEnumerable<string> arguments, CancellationToken ct)
    {
        var words = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(tool, ["--no-password", .. arguments]) { RedirectStandardError = true };

        // By the environment, where no list of processes shows the password.
        start.Environment["PGHOST"] = words.Host;
        start.Environment["PGPORT"] = $"{words.Port}";
        start.Environment["PGDATABASE"] = words.Database;
        start.Environment["PGUSER"] = words.Username;
        start.Environment["PGPASSWORD"] = words.Password;
        if (words.SslMode >= SslMode.Require)
        {
            start.Environment["PGSSLMODE"] = words.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                _ => "require",
            };
        }

        using var process = Start(start, tool);
        var said = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        if (process.ExitCode == 0) return;

        var line = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        throw new IOException($"{tool} ended with {process.ExitCode}: {line}");
    }

    private static Process Start(ProcessStartInfo start, string tool)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new IOException($"{tool} is not on the path: install PostgreSQL's client tools.", e);
        }
    }
}
