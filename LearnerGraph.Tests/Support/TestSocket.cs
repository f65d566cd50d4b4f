using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;

namespace LearnerGraph.Tests.Support;

/// <summary>A client of graphql-transport-ws.</summary>
internal sealed class TestSocket(WebSocket socket) : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
    private readonly byte[] _buffer = new byte[65_536];

    /// <summary>On a server in this process.</summary>
    public static async Task<TestSocket> OpenAsync(TestServer server, string? authorization = null)
    {
        var client = server.CreateWebSocketClient();
        client.SubProtocols.Add("graphql-transport-ws");
        var opened = new TestSocket(
            await client.ConnectAsync(new Uri("ws://localhost/graphql"), CancellationToken.None));
        await opened.InitialiseAsync(authorization);
        return opened;
    }

    /// <summary>Over the network.</summary>
    public static async Task<TestSocket> DialAsync(string address, bool initialises = true)
    {
        var client = new ClientWebSocket();
        client.Options.AddSubProtocol("graphql-transport-ws");
        await client.ConnectAsync(
            new Uri(address.Replace("http:", "ws:", StringComparison.Ordinal) + "/graphql"), CancellationToken.None);
        var opened = new TestSocket(client);
        if (initialises) await opened.InitialiseAsync(null);
        return opened;
    }

    public Task InitialiseAsync(string? authorization) =>
        SendAsync(new { type = "connection_init", payload = new { authorization } });

    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SendAsync(new { id, type = "subscribe", payload = new { query, variables } });

    /// <summary>The next message but acknowledgements, with single quotes; at the end "closed with" a status.</summary>
    public async Task<string> ReadAsync()
    {
        while (true)
        {
            var message = await socket.ReceiveAsync(_buffer, _patience.Token);
            if (message.MessageType is WebSocketMessageType.Close) return $"closed with {(int)socket.CloseStatus!}";

            var text = Encoding.UTF8.GetString(_buffer, 0, message.Count).Replace('"', '\'');
            if (!text.Contains("connection_ack", StringComparison.Ordinal)) return text;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _patience.Dispose();
    }

    private Task SendAsync(object message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
}
