using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Http;
using LearnerGraph.Tests.GraphQL.CodeFirst;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.Http;

public sealed class SocketSessionTests : IAsyncDisposable
{
    private const string Init = """{"type":"connection_init"}""";

    private readonly GraphQLHost _host = new(options =>
    {
        options.Subscriptions.InitTimeout = TimeSpan.FromMilliseconds(200);
        options.Subscriptions.MaxPerSocket = 2;
    });

    [Fact]
    public async Task Operations_run_beside_each_other_on_one_socket()
    {
        using var socket = await OpenAsync();

        await SendAsync(
            socket, Init, Subscribe("a", "subscription { bookRead(upTo: 2) { title } }"),
            Subscribe("b", "{ x: __typename }"));
        var seen = await ReadAsync(socket, 6);

        seen[0].Should().Be("{'type':'connection_ack'}");
        seen.Where(message => message.Contains("'id':'a'")).Should().Equal(
            "{'id':'a','type':'next','payload':{'data':{'bookRead':{'title':'Book 1'}}}}",
            "{'id':'a','type':'next','payload':{'data':{'bookRead':{'title':'Book 2'}}}}",
            "{'id':'a','type':'complete'}");
        seen.Where(message => message.Contains("'id':'b'")).Should().Equal(
            "{'id':'b','type':'next','payload':{'data':{'x':'Query'}}}", "{'id':'b','type':'complete'}");
    }

    [Fact]
    public async Task A_bad_operation_is_an_error_of_its_id()
    {
        using var socket = await OpenAsync();

        await SendAsync(socket, Init, Subscribe("a", "{ nothing }"));

        (await ReadAsync(socket, 2))[1].Should().StartWith("{'id':'a','type':'error','payload':[{'message':");
    }

    [Theory]
    [InlineData(4401, """{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}""")]
    [InlineData(4429, Init, Init)]
    [InlineData(4400, "junk")]
    [InlineData(4400, "[]")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe","payload":[]}""")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe","payload":[{"query":"{ __typename }"}]}""")]
    [InlineData(4400, Init, """{"type":"what"}""")]
    [InlineData(4400, Init, """{"type":"\ud800"}""")]
    [InlineData(4400, """{"\ud800":1}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"\udc00","payload":{"query":"{ __typename }"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":{"query":"\udc00"}}""")]
    [InlineData(4400, Init, """{"type":"subscribe","id":"1","payload":[[[[]]]]}""")]
    [InlineData(4400, Init, """{"type":"subscribe"}""")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe","payload":{"query":5}}""")]
    [InlineData(4408)]
    public async Task Breaking_the_protocol_closes_the_socket(int status, params string[] messages)
    {
        using var socket = await OpenAsync();

        await SendAsync(socket, messages);

        (await CloseOfAsync(socket)).Should().Be(status);
    }

    [Fact]
    public async Task An_id_is_used_by_one_operation_at_a_time_and_is_free_after_complete()
    {
        using var socket = await OpenAsync();
        await SendAsync(socket, Init, Subscribe("1", "{ __typename }"));
        await ReadAsync(socket, 3);
        await SendAsync(socket, Subscribe("1", "subscription { bookRead(upTo: -1) { title } }"));
        await ReadAsync(socket, 1);
        await SendAsync(socket, Subscribe("1", "{ __typename }"));

        (await ReadAsync(socket, 2))[1].Should().Be("{'id':'1','type':'complete'}");
    }

    [Fact]
    public async Task Ping_is_answered()
    {
        using var socket = await OpenAsync();

        await SendAsync(socket, Init, """{"type":"ping"}""");

        (await ReadAsync(socket, 2))[1].Should().Be("{'type':'pong'}");
    }

    [Fact]
    public async Task Another_sub_protocol_or_origin_is_not_accepted()
    {
        await FluentActions.Awaiting(() => OpenAsync("graphql-ws")).Should().ThrowAsync<InvalidOperationException>();
        await FluentActions.Awaiting(() => OpenAsync(origin: "https://evil.example"))
            .Should().ThrowAsync<InvalidOperationException>();
        using var own = await OpenAsync(origin: "http://localhost");
        own.State.Should().Be(WebSocketState.Open);
    }

    [Fact]
    public async Task The_first_message_may_tell_who_is_there()
    {
        await using var host = new GraphQLHost(
            services: services => services.AddSingleton<ISocketAuthenticator, ByName>());
        using var known = await OpenAsync(host: host);
        await SendAsync(known, """{"type":"connection_init","payload":{"name":"ada"}}""", Subscribe("1", "{ whoAmI }"));
        (await ReadAsync(known, 2))[1].Should().Contain("'whoAmI':'ada'");

        using var unknown = await OpenAsync(host: host);
        await SendAsync(unknown, Init);
        (await CloseOfAsync(unknown)).Should().Be(4403);
    }

    [Fact]
    public async Task Operations_of_one_socket_are_counted()
    {
        const string Waiting = "subscription { bookLent { title } }";
        using var socket = await OpenAsync();
        await SendAsync(socket, Init, Subscribe("1", Waiting), Subscribe("2", Waiting));
        await ReadAsync(socket, 3);

        await SendAsync(socket, Subscribe("3", Waiting));

        (await ReadAsync(socket, 1)).Single().Should()
            .StartWith("{'id':'3','type':'error'").And.Contain("LIMIT_OPERATIONS_EXCEEDED");
    }

    [Fact]
    public async Task Sockets_are_counted()
    {
        await using var host = new GraphQLHost(options => options.Subscriptions.MaxSockets = 1);
        using var first = await OpenAsync(host: host);

        await FluentActions.Awaiting(() => OpenAsync(host: host)).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*503*");
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_its_source_back()
    {
        const int Queue = 8, Events = 500;
        var services = BookSchema.Services(options => options.Subscriptions.MaxQueuedMessages = Queue);
        await using var provider = services.BuildServiceProvider();
        var shelf = provider.GetRequiredService<BookShelf>();
        var held = shelf.Milestones[Queue] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var identityEnd = new IdentityEnd();
        using var socket = new SlowSocket(
            Init, Subscribe("1", $"subscription {{ bookCounted(upTo: {Events}) {{ title }} }}"));
        var session = new SocketSession(
            socket, new DefaultHttpContext { RequestServices = provider },
            provider.GetRequiredService<GraphQLServer>(), identityEnd);

        var running = session.RunAsync();
        await held.Task;
        for (var i = 0; i < 1_000; i++) await Task.Yield();
        var counted = shelf.Counted;
        socket.Read();
        await socket.Completed;
        socket.Leave();
        await running;

        counted.Should().BeLessThan(Queue + 4);
        shelf.Counted.Should().Be(Events);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static string Subscribe(string id, string query) =>
        JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } });

    private static async Task SendAsync(WebSocket socket, params string[] messages)
    {
        foreach (var message in messages)
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        }
    }

    private static async Task<List<string>> ReadAsync(WebSocket socket, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var seen = new List<string>();
        var buffer = new byte[65_536];
        while (seen.Count < count)
        {
            var message = await socket.ReceiveAsync(buffer, patience.Token);
            seen.Add(Encoding.UTF8.GetString(buffer, 0, message.Count).Replace('"', '\''));
        }

        return seen;
    }

    private static async Task<int> CloseOfAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var buffer = new byte[65_536];
        while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType is not WebSocketMessageType.Close)
        {
        }

        return (int)socket.CloseStatus!;
    }

    private async Task<WebSocket> OpenAsync(
        string protocol = "graphql-transport-ws", string? origin = null, GraphQLHost? host = null)
    {
        var client = (host ?? _host).Server.CreateWebSocketClient();
        client.SubProtocols.Add(protocol);
        client.ConfigureRequest = request =>
        {
            if (origin is not null)
            {
                request.Headers.Origin = origin;
            }
        };
        return await client.ConnectAsync(new Uri("ws://localhost/graphql"), CancellationToken.None);
    }

    /// <summary>Says what it is given, and takes nothing until it reads.</summary>
    private sealed class SlowSocket(params string[] messages) : WebSocket
    {
        private readonly Queue<string> _messages = new(messages);
        private readonly TaskCompletionSource _reads = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _leaves = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Completed => _completed.Task;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => "graphql-transport-ws";

        public void Read() => _reads.SetResult();

        public void Leave() => _leaves.SetResult();

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus status, string? why, CancellationToken ct) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus status, string? why, CancellationToken ct) =>
            Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken ct)
        {
            if (_messages.TryDequeue(out var message))
            {
                return new WebSocketReceiveResult(
                    Encoding.UTF8.GetBytes(message, buffer), WebSocketMessageType.Text, true);
            }

            await _leaves.Task.WaitAsync(ct);
            return new WebSocketReceiveResult(0, WebSocketMessageType.Close, true);
        }

        public override async Task SendAsync(
            ArraySegment<byte> buffer, WebSocketMessageType type, bool isEnd, CancellationToken ct)
        {
            await _reads.Task.WaitAsync(ct);
            if (Encoding.UTF8.GetString(buffer).Contains("complete", StringComparison.Ordinal)) _completed.SetResult();
        }
    }

    private sealed class ByName : ISocketAuthenticator
    {
        public ValueTask<ClaimsPrincipal?> AuthenticateAsync(
            HttpContext context, JsonElement? payload, CancellationToken ct) =>
            ValueTask.FromResult(payload is { } given && given.TryGetProperty("name", out var name)
                ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name.GetString()!)], "socket"))
                : null);
    }
}
