using LearnerGraph.GraphQL;
using LearnerGraph.Tests.GraphQL.CodeFirst;
using LearnerGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Tests.GraphQL.Http;

/// <summary>How long-lived connections end on a server that listens to the network.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private const string Waiting = "subscription { bookLent { title } }";
    private const string Lent = "'payload':{'data':{'bookLent':{'title':'Book 1'}}}";

    private WebApplication _app = null!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<BookShelf>();
        BookSchema.AddTo(
            builder.Services, options => options.Subscriptions.InitTimeout = TimeSpan.FromMilliseconds(100));
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGraphQL();
        await _app.StartAsync();
        _address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_socket_completes_its_operations_and_says_that_the_server_goes_away()
    {
        using var socket = await TestSocket.DialAsync(_address);
        await socket.SubscribeAsync("a", Waiting);
        (await socket.ReadAsync()).Should().Be($"{{'id':'a','type':'next',{Lent}}}");

        var stopping = _app.StopAsync();

        (await socket.ReadAsync()).Should().Be("{'id':'a','type':'complete'}");
        (await socket.ReadAsync()).Should().Be("closed with 1001");
        socket.Dispose();
        await stopping;
    }

    [Fact]
    public async Task An_event_stream_completes()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_address}/graphql");
        request.Content = GraphQLHost.Json($$"""{"query":"{{Waiting}}"}""");
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).Should().Be("event: next");

        var stopping = _app.StopAsync();

        (await reader.ReadToEndAsync()).Should().EndWith("event: complete\ndata:\n\n");
        await stopping;
    }

    [Fact]
    public async Task Whoever_never_says_hello_is_told_why_the_socket_closes()
    {
        using var socket = await TestSocket.DialAsync(_address, initialises: false);

        (await socket.ReadAsync()).Should().Be("closed with 4408");
    }
}
