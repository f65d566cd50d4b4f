namespace LearnerGraph.Infrastructure.Neo4j;

/// <summary>A statement with its parameters.</summary>
internal sealed record CypherStatement(string Text, IReadOnlyDictionary<string, object?> Parameters);

/// <summary>The rows of an answer, by position as the statement returns them.</summary>
internal sealed record CypherRows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>What a server refuses: a statement that is wrong, or that cannot be done.</summary>
/// <param name="code">The server's own, such as Neo.ClientError.Statement.SyntaxError; may be empty.</param>
internal sealed class CypherException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Whether the same statement may do well a moment later.</summary>
    public bool IsTransient => Code.StartsWith("Neo.TransientError.", StringComparison.Ordinal)
        || Code is "Neo.ClientError.Cluster.NotALeader" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase";
}

/// <summary>
/// A transport of Cypher. Statements given to it can be repeated without harm, so it repeats them where a connection
/// breaks. Throws CypherException for a refusal, GraphUnavailableException where no server answers.
/// </summary>
internal interface ICypher : IAsyncDisposable
{
    /// <summary>Runs one statement by itself.</summary>
    /// <param name="isWrite">A cluster takes writes at its leader only.</param>
    ValueTask<CypherRows> RunAsync(CypherStatement statement, bool isWrite, CancellationToken ct);

    /// <summary>Runs statements in order: in one transaction, where the transport has any.</summary>
    ValueTask WriteAsync(IReadOnlyList<CypherStatement> statements, CancellationToken ct);
}
