using LearnerGraph.Infrastructure;
using LearnerGraph.Infrastructure.Persistence.Sqlite;

namespace LearnerGraph.Api.Setup;

/// <summary>Copies of the store as a whole, for the verbs.</summary>
public sealed class StoreFiles(IConfiguration settings)
{
    public Task BackupAsync(string path, CancellationToken ct) => SqliteCopy.BackupAsync(Connection(), path, ct);

    public Task RestoreAsync(string path, CancellationToken ct) => SqliteCopy.RestoreAsync(Connection(), path, ct);

    private string Connection() =>
        settings.GetConnectionString("Main") ?? InfrastructureSetup.DefaultConnectionString;
}
