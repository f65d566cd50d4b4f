namespace LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

/// <summary>
/// A test against a real PostgreSQL: skipped, with the reason, where there is none; failing so in CI.
/// </summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.IsSkipped) Skip = PostgresServer.Missing;
    }
}
