using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace LearnerGraph.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Creates STRICT tables, so that SQLite refuses a text in a column of numbers as other databases do; tables with a
/// compound key are stored in its order.
/// </summary>
internal sealed class StrictMigrationsSqlGenerator(
    MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(
        CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        builder.Append(" STRICT");
        if (operation.PrimaryKey?.Columns.Length > 1) builder.Append(", WITHOUT ROWID");
        if (!terminate) return;

        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
