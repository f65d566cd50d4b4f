using System.Collections.Concurrent;
using System.Net.Sockets;

namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>Open connections to one server, at most so many; one that was idle is tried before it is used.</summary>
internal sealed class BoltPool(GraphAddress address, int size, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentStack<BoltConnection> _idle = new();
    private readonly SemaphoreSlim _places = new(size, size);

    /// <summary>Uses a connection; broken ones are closed, sound ones kept for the next.</summary>
    public async ValueTask<T> UseAsync<T>(Func<BoltConnection, ValueTask<T>> work, CancellationToken ct)
    {
        await _places.WaitAsync(ct);
        try
        {
            var connection = await TakeAsync(ct);
            try
            {
                return await work(connection);
            }
            finally
            {
                await GiveBackAsync(connection);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var connection)) await connection.DisposeAsync();
        _places.Dispose();
    }

    private async ValueTask<BoltConnection> TakeAsync(CancellationToken ct)
    {
        while (_idle.TryPop(out var connection))
        {
            if (clock.GetElapsedTime(connection.IdleSince) < Idle || await IsAliveAsync(connection, ct))
                return connection;
            await connection.DisposeAsync();
        }

        return await BoltConnection.OpenAsync(address, ct);
    }

    private static async ValueTask<bool> IsAliveAsync(BoltConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.ResetAsync(ct);
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return false;
        }
    }

    private async ValueTask GiveBackAsync(BoltConnection connection)
    {
        if (connection.IsBroken)
        {
            await connection.DisposeAsync();
            return;
        }

        connection.IdleSince = clock.GetTimestamp();
        _idle.Push(connection);
    }
}
