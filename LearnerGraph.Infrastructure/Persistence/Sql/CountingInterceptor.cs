using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>Brings the commands that EF Core sends into the same count as the hand-written ones.</summary>
internal sealed class CountingInterceptor : DbCommandInterceptor
{
    public static readonly CountingInterceptor Instance = new();

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        SqlCounter.Executed(eventData.Duration);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result,
        CancellationToken cancellationToken = default)
    {
        SqlCounter.Executed(eventData.Duration);
        return new(result);
    }

    public override DbDataReader ReaderExecuted(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        SqlCounter.Executed(eventData.Duration);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
        CancellationToken cancellationToken = default)
    {
        SqlCounter.Executed(eventData.Duration);
        return new(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        SqlCounter.Executed(eventData.Duration);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result,
        CancellationToken cancellationToken = default)
    {
        SqlCounter.Executed(eventData.Duration);
        return new(result);
    }
}
