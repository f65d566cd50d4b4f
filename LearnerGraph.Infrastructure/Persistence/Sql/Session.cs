using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>One open connection with the statements prepared on it; used by one piece of work at a time.</summary>
internal sealed class Session(DbConnection connection, Func<DbConnection, LearnerGraphContext> createContext)
    : IAsyncDisposable
{
    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);

    public DbConnection Connection => connection;

    /// <summary>True once the work has asked that nothing it wrote is kept.</summary>
    public bool IsUndone { get; set; }

    /// <summary>What has been prepared so far; tests look at how each is carried out.</summary>
    public IReadOnlyCollection<string> PreparedTexts => _prepared.Keys;

    /// <summary>The work ends with an answer, and what it wrote is taken back.</summary>
    public void Undo() => IsUndone = true;

    /// <summary>A statement kept prepared for the next time; at most one use of the same text at once.</summary>
    public Statement Prepare(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            statement = new Statement(connection, sql);
            _prepared.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>A statement for one use, such as a long stream beside which others run.</summary>
    public Statement Once(string sql) => new(connection, sql);

    /// <summary>EF Core on this connection, in whose transaction it is; the caller disposes of it.</summary>
    public LearnerGraphContext Context()
    {
        var context = createContext(connection);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _prepared.Values) statement.Dispose();
        _prepared.Clear();
        await connection.DisposeAsync();
    }
}
