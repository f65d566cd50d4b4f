namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>Where the stores' statements run. One implementation for each database.</summary>
internal interface IDatabase
{
    /// <summary>Tells this process's writes from those of others.</summary>
    Guid Origin { get; }

    /// <summary>Creates or updates the schema; once, before anything else. Of several processes one does it.</summary>
    ValueTask MigrateAsync(CancellationToken ct);

    /// <summary>A session to stream from; it sees what was committed before it was rented.</summary>
    ValueTask<SessionLease> RentAsync(CancellationToken ct);

    /// <summary>Reads; seen is what was committed before. It may be run again where a connection was lost.</summary>
    ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct);

    /// <summary>Runs several reads that all see the same moment; they may be run again.</summary>
    ValueTask<T> SnapshotAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct);

    /// <summary>
    /// Runs the work in a transaction and answers after its commit is durable. Work that throws or calls
    /// <see cref="Session.Undo"/> leaves nothing behind. It may be run again, and must await nothing but its session.
    /// Others may write beside it: what is read in order to be changed is read with <see cref="ForUpdate"/>, or after
    /// <see cref="LockAsync"/>.
    /// </summary>
    ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct);

    /// <summary>
    /// As <see cref="WriteAsync"/>, and no two of these at once over all processes, so that numbers of
    /// <see cref="NextAsync"/> are handed out in commit order. Those that wait together share one commit.
    /// </summary>
    ValueTask<T> WriteInOrderAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct);

    /// <summary>Appended to a select whose rows the transaction will change.</summary>
    string ForUpdate { get; }

    /// <summary>Within a write: keeps others that name the same out until it ends, over all processes.</summary>
    ValueTask LockAsync(Session session, string name, CancellationToken ct);

    /// <summary>Hands out consecutive numbers in commit order; inside <see cref="WriteInOrderAsync"/> only.</summary>
    /// <returns>The first of them.</returns>
    ValueTask<long> NextAsync(Session session, string sequence, int count, CancellationToken ct);

    /// <summary>Adds rows that are not there yet, the fastest way; each has a value for each column.</summary>
    ValueTask InsertAsync(
        Session session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows,
        CancellationToken ct);
}
