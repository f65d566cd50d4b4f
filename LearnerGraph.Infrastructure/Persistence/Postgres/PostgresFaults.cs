using Npgsql;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>What a failure of the database says about the work that it interrupted.</summary>
internal static class PostgresFaults
{
    /// <summary>How long work is tried again before its caller hears of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Nothing was kept and the same work may succeed: a serialization failure, a deadlock, a lost connection. Not a
    /// timeout, whose second try would take as long again.
    /// </summary>
    public static bool IsWorthAnotherTry(Exception exception) => Inner(exception) switch
    {
        PostgresException { SqlState: "40001" or "40P01" or "55P03" } => true,
        var inner => IsConnectionLost(inner),
    };

    public static bool IsConnectionLost(Exception exception) => Inner(exception) switch
    {
        UnknownOutcomeException => false,
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } => true,
        PostgresException refusal => refusal.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
        _ => false,
    };

    /// <summary>20 ms at first, doubled up to 320 ms, each spread by half so that many do not come at once.</summary>
    public static TimeSpan Pause(int tries) =>
        TimeSpan.FromMilliseconds(20 * (1 << Math.Min(tries, 4)) * (0.5 + Random.Shared.NextDouble()));

    // EF Core wraps what the driver throws.
    private static Exception Inner(Exception exception) =>
        exception is NpgsqlException or UnknownOutcomeException || exception.InnerException is null
            ? exception
            : Inner(exception.InnerException);
}
