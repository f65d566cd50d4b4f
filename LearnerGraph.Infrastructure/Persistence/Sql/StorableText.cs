using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>
/// PostgreSQL holds no U+0000 in a text. In every store it becomes U+FFFD, so that a text is kept, found and moved the
/// same everywhere.
/// </summary>
internal sealed class StorableText : DbCommandInterceptor
{
    public static readonly StorableText Instance = new();

    public static string Of(string text) => text.Replace('\0', '\uFFFD');

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Mend(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Mend(command);
        return new(result);
    }

    private static void Mend(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text) parameter.Value = Of(text);
        }
    }
}
