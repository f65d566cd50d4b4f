using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure;
using LearnerGraph.Infrastructure.Persistence;
using LearnerGraph.Infrastructure.Persistence.Moving;
using LearnerGraph.Infrastructure.Persistence.Postgres;
using LearnerGraph.Infrastructure.Persistence.Sqlite;

namespace LearnerGraph.Api.Setup;

/// <summary>Copies of the store as a whole, for the verbs.</summary>
public sealed class StoreFiles(IConfiguration settings)
{
    /// <summary>Whether the store is a file of its own, which a restore keeps as *.old.</summary>
    public bool IsFile => !DatabaseKind.IsPostgres(Connection());

    public Task BackupAsync(string path, CancellationToken ct) => IsFile
        ? SqliteCopy.BackupAsync(Connection(), path, ct)
        : PostgresCopy.BackupAsync(Connection(), path, ct);

    public Task RestoreAsync(string path, CancellationToken ct) => IsFile
        ? SqliteCopy.RestoreAsync(Connection(), path, ct)
        : PostgresCopy.RestoreAsync(Connection(), path, ct);

    /// <summary>From an SQLite file into a PostgreSQL database, whatever the settings say.</summary>
    public static ValueTask<Result<StoreMoved>> MoveAsync(
        string file, string connectionString, IProgress<double> progress, CancellationToken ct) =>
        StoreMove.RunAsync(file, connectionString, progress, ct);

    private string Connection() =>
        settings.GetConnectionString("Main") ?? InfrastructureSetup.DefaultConnectionString;
}
