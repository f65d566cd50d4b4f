using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Security;

public sealed class SocketCallerTests
{
    private const string Query = "{ courses { totalCount } }";

    [Fact]
    public async Task The_token_of_the_first_message_counts_for_the_whole_socket()
    {
        await using var host = await ApiHost.StartAsync("Production");

        (await AskAsync(host, $"Bearer {ApiHost.TokenFor(Role.Admin, now: DateTimeOffset.UtcNow)}"))
            .Should().Contain("\"totalCount\":0");
        (await AskAsync(host, null)).Should().Contain("UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_bad_token_closes_the_socket()
    {
        await using var host = await ApiHost.StartAsync("Production");

        (await AskAsync(host, "Bearer nonsense")).Should().Be("closed with 4403");
    }

    [Fact]
    public async Task A_socket_ends_with_its_token()
    {
        await using var host = await ApiHost.StartAsync("Production");
        var now = DateTimeOffset.UtcNow;
        var token = ApiHost.TokenFor(Role.Admin, now: now);
        host.Clock.Advance(now.AddHours(24) - host.Clock.GetUtcNow());

        (await AskAsync(host, $"Bearer {token}", asks: false)).Should().Be("closed with 4403");
    }

    private static async Task<string> AskAsync(ApiHost host, string? authorization, bool asks = true)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var client = host.Server.CreateWebSocketClient();
        client.SubProtocols.Add("graphql-transport-ws");
        using var socket = await client.ConnectAsync(new Uri("ws://localhost/graphql"), patience.Token);
        await SendAsync(socket, new { type = "connection_init", payload = new { authorization } });
        if (asks) await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = Query } });
        var buffer = new byte[65_536];
        while (true)
        {
            var message = await socket.ReceiveAsync(buffer, patience.Token);
            var text = Encoding.UTF8.GetString(buffer, 0, message.Count);
            if (message.MessageType is WebSocketMessageType.Close)
            {
                return $"closed with {(int)socket.CloseStatus!}";
            }

            if (!text.Contains("connection_ack", StringComparison.Ordinal))
            {
                return text;
            }
        }
    }

    private static Task SendAsync(WebSocket socket, object message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
}
