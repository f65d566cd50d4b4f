using System.Data.Common;
using LearnerGraph.Infrastructure.Persistence.Postgres;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Infrastructure.Persistence.Sqlite;

namespace LearnerGraph.Infrastructure.Persistence;

/// <summary>Which database a connection string means: one that names a host is PostgreSQL, any other SQLite.</summary>
public static class DatabaseKind
{
    private static readonly string[] HostWords = ["Host", "Server"];

    public static bool IsPostgres(string connectionString)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return HostWords.Any(words.ContainsKey);
    }

    internal static IDatabase Open(string connectionString) => IsPostgres(connectionString)
        ? new PostgresDatabase(connectionString)
        : new SqliteDatabase(connectionString);
}
