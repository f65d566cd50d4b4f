using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>Owner of the migrations in Postgres/Migrations.</summary>
public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : LearnerGraphContext(options);
