using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence;

/// <summary>Brings the database to the schema of this program; the host awaits it before it serves.</summary>
public sealed class Schema
{
    private readonly IDatabase _database;

    internal Schema(IDatabase database) => _database = database;

    public ValueTask MigrateAsync(CancellationToken ct) => _database.MigrateAsync(ct);
}
