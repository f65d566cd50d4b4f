using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Sqlite;

/// <summary>Owner of the migrations in Sqlite/Migrations.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options) : LearnerGraphContext(options);
