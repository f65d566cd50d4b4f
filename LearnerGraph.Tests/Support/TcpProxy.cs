using System.Net;
using System.Net.Sockets;

namespace LearnerGraph.Tests.Support;

/// <summary>
/// Passes bytes between clients and a server on loopback; what a client sends can be looked at, and the line cut before
/// or after it has been passed on.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Func<ReadOnlyMemory<byte>, Cut> _look;
    private readonly Task _accepting;

    public TcpProxy(int target, Func<ReadOnlyMemory<byte>, Cut> look)
    {
        (_target, _look) = (target, look);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public enum Cut
    {
        None = 1,
        BeforePassing,
        AfterPassing,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true) lines.Add(PassAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var answers = CopyAsync(server, client, static _ => Cut.None);
            await CopyAsync(client, server, _look);
            await answers;
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, Cut> look)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is var read and > 0)
            {
                var cut = look(buffer.AsMemory(0, read));
                if (cut is not Cut.BeforePassing) await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
                if (cut is Cut.None) continue;

                // No more answers get through; the server still has what was sent.
                from.Client.Shutdown(SocketShutdown.Both);
                break;
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // Either side has gone; the other hears of it when its stream is disposed of.
            to.Close();
        }
    }
}
