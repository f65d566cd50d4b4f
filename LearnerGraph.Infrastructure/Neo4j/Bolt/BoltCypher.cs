using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>
/// Cypher over Bolt 5: pooled, repeated where a connection breaks or the server says that trying again helps. With
/// neo4j:// the cluster's routing table is asked who leads; that part ran against a scripted server only.
/// </summary>
internal sealed class BoltCypher(GraphAddress address, GraphOptions options, TimeProvider clock) : ICypher
{
    private const int Tries = 5;

    private readonly ConcurrentDictionary<GraphAddress, BoltPool> _pools = new();
    private RoutingTable? _table;
    private long _tableSince;
    private int _turn;

    /// <summary>Of the last write: a reader elsewhere in a cluster waits until it has come that far.</summary>
    private volatile string? _bookmark;

    public ValueTask<CypherRows> RunAsync(CypherStatement statement, bool isWrite, CancellationToken ct) =>
        TryAsync(isWrite, async (connection, token) =>
        {
            var (rows, bookmark) = await connection.RunAsync(statement, Extra(connection, isWrite), token);
            if (isWrite) Remember(bookmark);
            return rows;
        }, ct);

    public async ValueTask WriteAsync(IReadOnlyList<CypherStatement> statements, CancellationToken ct) =>
        await TryAsync(isWrite: true, async (connection, token) =>
        {
            Remember(await connection.TransactAsync(statements, Extra(connection, isWrite: true), token));
            return true;
        }, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values) await pool.DisposeAsync();
    }

    private static TimeSpan Pause(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(50 << attempt, 1_000));

    private void Remember(string? bookmark)
    {
        if (bookmark is not null) _bookmark = bookmark;
    }

    private Dictionary<string, object?> Extra(BoltConnection connection, bool isWrite)
    {
        var extra = connection.Database([]);
        if (!isWrite && address.Transport == GraphTransport.RoutedBolt) extra["mode"] = "r";
        if (_bookmark is { } bookmark) extra["bookmarks"] = new List<object?> { bookmark };
        return extra;
    }

    private async ValueTask<T> TryAsync<T>(
        bool isWrite, Func<BoltConnection, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.TimeoutMs), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var server = await ServerAsync(isWrite, either.Token);
                return await Pool(server).UseAsync(connection => work(connection, either.Token), either.Token);
            }
            catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
            {
                throw new GraphUnavailableException(
                    $"The graph database at {address} did not answer within {options.TimeoutMs} ms.", e);
            }
            catch (CypherException e) when (e.IsTransient && attempt < Tries)
            {
                await AgainAsync(attempt, either.Token);
            }
            catch (Exception e) when (IsOutage(e))
            {
                if (attempt == Tries)
                {
                    throw new GraphUnavailableException(
                        $"The graph database at {address} does not answer: {e.Message}", e);
                }

                await AgainAsync(attempt, either.Token);
            }
        }
    }

    private static bool IsOutage(Exception e) => e is IOException or SocketException or AuthenticationException;

    private async ValueTask AgainAsync(int attempt, CancellationToken ct)
    {
        Volatile.Write(ref _table, null);
        await Task.Delay(Pause(attempt), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private BoltPool Pool(GraphAddress server) =>
        _pools.GetOrAdd(server, one => new BoltPool(one, options.Connections, clock));

    private async ValueTask<GraphAddress> ServerAsync(bool isWrite, CancellationToken ct)
    {
        if (address.Transport != GraphTransport.RoutedBolt) return address;

        var table = Volatile.Read(ref _table);
        if (table is null || clock.GetElapsedTime(_tableSince) > table.Life) table = await AskAsync(ct);
        var fit = isWrite ? table.Writers : table.Readers.Count > 0 ? table.Readers : table.Writers;
        if (fit.Count == 0)
            throw new IOException($"The cluster has no member for {(isWrite ? "writes" : "reads")} now.");
        return address.Member(fit[(int)((uint)Interlocked.Increment(ref _turn) % (uint)fit.Count)]);
    }

    /// <summary>Asks the address of the configuration, then the routers that the last table named.</summary>
    private async ValueTask<RoutingTable> AskAsync(CancellationToken ct)
    {
        GraphAddress[] routers = [address, .. _routers.Select(address.Member)];
        for (int i = 0; ; i++)
        {
            try
            {
                var metadata = await Pool(routers[i]).UseAsync(connection => connection.RouteAsync(ct), ct);
                var table = RoutingTable.Parse(metadata);
                _routers = table.Routers;
                _tableSince = clock.GetTimestamp();
                Volatile.Write(ref _table, table);
                return table;
            }
            catch (Exception e) when (IsOutage(e) && i + 1 < routers.Length)
            {
                // The next router may still be there.
            }
        }
    }

    private volatile IReadOnlyList<string> _routers = [];
}
