namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>Where the stores' statements run. One implementation for each database.</summary>
internal interface IDatabase
{
    /// <summary>Creates or updates the schema; once, before anything else.</summary>
    ValueTask MigrateAsync(CancellationToken ct);

    /// <summary>A session to read from; it sees what was committed before it was rented.</summary>
    ValueTask<SessionLease> RentAsync(CancellationToken ct);

    /// <summary>Runs several reads that all see the same moment.</summary>
    ValueTask<T> SnapshotAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct);

    /// <summary>
    /// Runs the work in a transaction and answers after its commit is durable. Work that throws or calls
    /// <see cref="Session.Undo"/> leaves nothing behind. It may be run again, and must await nothing but its session.
    /// </summary>
    ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct);

    /// <summary>Appended to a select whose rows the transaction will change.</summary>
    string ForUpdate { get; }

    /// <summary>Hands out consecutive numbers in commit order; inside a write only.</summary>
    /// <returns>The first of them.</returns>
    ValueTask<long> NextAsync(Session session, string sequence, int count, CancellationToken ct);
}
