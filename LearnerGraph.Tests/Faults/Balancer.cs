using System.Net;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Faults;

/// <summary>Sends each request to a replica that said lately that it is ready, in turn; it tries none twice.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ServerProcess> _known = [];
    private readonly Task _looking;
    private ServerProcess[] _ready = [];
    private int _turn;

    public Balancer() => _looking = Task.Run(LookAsync);

    /// <summary>Takes one in and awaits that it gets requests.</summary>
    public async Task AddAsync(ServerProcess server)
    {
        lock (_known) _known.Add(server);
        while (!Volatile.Read(ref _ready).Contains(server)) await Task.Delay(20);
    }

    public ServerProcess Next()
    {
        var ready = Volatile.Read(ref _ready);
        return ready[Interlocked.Increment(ref _turn) % ready.Length];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            ServerProcess[] known;
            lock (_known) known = [.. _known];
            var answers = await Task.WhenAll(known.Select(async server =>
                !server.HasExited && await server.StatusAsync("/health/ready") == HttpStatusCode.OK ? server : null));
            Volatile.Write(ref _ready, [.. answers.OfType<ServerProcess>()]);
            await Task.Delay(100);
        }
    }
}
