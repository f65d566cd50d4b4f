using System.Net.Sockets;
using System.Text;
using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Setup;

/// <summary>What the edge lets in and what it says of every answer.</summary>
public sealed class EdgeTests
{
    private const string Body = """{"query":"{__typename}"}""";

    /// <summary>Requests whose end a proxy and this server might see at different places, and other odd ones.</summary>
    private static readonly (string What, string Head, string Body, string Status)[] Raw =
    [
        ("an ordinary one", $"Content-Length: {Body.Length}", Body, "200"),
        ("chunks", "Transfer-Encoding: chunked", Chunk(Body), "200"),
        ("chunks twice", "Transfer-Encoding: chunked, chunked", Chunk(Body), "400"),
        ("chunks in gzip", "Transfer-Encoding: gzip, chunked", Chunk(Body), "400"),
        ("two headers of chunks", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", Chunk(Body), "400"),
        ("chunks by another name", "Transfer-Encoding: xchunked", Chunk(Body), "400"),
        ("chunks and a length", $"Transfer-Encoding: chunked\r\nContent-Length: {Body.Length}", Chunk(Body), "400"),
        ("two lengths", $"Content-Length: {Body.Length}\r\nContent-Length: 2", Body, "400"),
        ("a length below nothing", "Content-Length: -1", Body, "400"),
        ("a length that is none", "Content-Length: 0x10", Body, "400"),
        ("a length beyond numbers", "Content-Length: 99999999999999999999", Body, "400"),
        ("a chunk beyond numbers", "Transfer-Encoding: chunked", $"FFFFFFFFFFFFFFFFF\r\n{Body}\r\n0\r\n\r\n", "400"),
        ("a chunk that is no number", "Transfer-Encoding: chunked", $"ZZ\r\n{Body}\r\n0\r\n\r\n", "400"),
        ("a chunk ended by a bare LF", "Transfer-Encoding: chunked", $"{Body.Length:x}\n{Body}\r\n0\r\n\r\n", "400"),
        ("a folded header", $"Content-Length: {Body.Length}\r\nX-A: b\r\n c", Body, "400"),
        ("a space before the colon", $"Content-Length : {Body.Length}", Body, "400"),
        ("a header without a name", $": x\r\nContent-Length: {Body.Length}", Body, "400"),
        ("two hosts", $"Host: elsewhere\r\nContent-Length: {Body.Length}", Body, "400"),
    ];

    [Fact]
    public async Task Requests_whose_end_is_in_doubt_are_refused_and_none_is_an_error_of_the_server()
    {
        await using var app = await ListenAsync();
        var unlike = new List<string>();

        foreach (var (what, head, body, status) in Raw)
        {
            var answer = await SendAsync(
                app,
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + $"{head}\r\n\r\n{body}");
            if (!answer.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal)) unlike.Add($"{what}: {answer}");
        }

        foreach (var line in new[] { "TRACE / HTTP/1.1", "CONNECT localhost:1 HTTP/1.1", "GET http://a/ HTTP/1.1" })
        {
            var answer = await SendAsync(app, $"{line}\r\nHost: localhost\r\n\r\n");
            if (!answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)) unlike.Add($"{line}: {answer}");
        }

        unlike.Should().BeEmpty();
    }

    [Fact]
    public async Task Answers_carry_the_headers_that_keep_browsers_safe()
    {
        await using var host = await ApiHost.StartAsync("Production");

        foreach (var path in new[] { "/", "/health/live", "/graphql?query={__typename}", "/nothing-here" })
        {
            using var response = await host.Http.GetAsync(path);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => h.Value);

            headers["X-Content-Type-Options"].Should().Equal("nosniff");
            headers["Referrer-Policy"].Should().Equal("no-referrer");
            headers["X-Frame-Options"].Should().Equal("DENY");
            headers["Content-Security-Policy"].Single().Should().Contain("default-src 'none'")
                .And.Contain("frame-ancestors 'none'");
            headers["Cross-Origin-Opener-Policy"].Should().Equal("same-origin");
            headers.Should().NotContainKey("Server");
        }
    }

    [Fact]
    public async Task Answers_over_tls_ask_for_tls_from_then_on()
    {
        await using var host = await ApiHost.StartAsync("Production");
        using var client = host.Server.CreateClient();
        client.BaseAddress = new Uri("https://learning.example");

        using var response = await client.GetAsync("/health/live");

        response.Headers.GetValues("Strict-Transport-Security").Should().Equal("max-age=31536000");
    }

    [Fact]
    public async Task Answers_are_compressed_where_no_cookie_is_sent()
    {
        await using var host = await ApiHost.StartAsync();

        (await EncodingAsync(host, null)).Should().Be("br");
        (await EncodingAsync(host, "a=b")).Should().BeEmpty("a cookie makes the length of an answer tell (BREACH)");
    }

    [Theory]
    [InlineData("https://app.example", "https://app.example")]
    [InlineData("https://app.example.evil", null)]
    [InlineData("null", null)]
    public async Task Pages_of_other_origins_read_answers_only_if_they_are_listed(string origin, string? allowed)
    {
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Http:AllowedOrigins"] = "https://app.example" });
        using var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization, content-type");

        using var response = await host.Http.SendAsync(request);

        response.Headers.TryGetValues("Access-Control-Allow-Origin", out var told);
        told?.Single().Should().Be(allowed);
        (told is null).Should().Be(allowed is null);
        response.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
    }

    private static string Chunk(string body) => $"{body.Length:x}\r\n{body}\r\n0\r\n\r\n";

    private static async Task<string> EncodingAsync(ApiHost host, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
        request.Headers.Add("Accept-Encoding", "br");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await host.Http.SendAsync(request);
        return string.Join(",", response.Content.Headers.ContentEncoding);
    }

    private static async Task<WebApplication> ListenAsync()
    {
        var app = ApiApplication.Build(["--environment=Development"], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Main"] = "Data Source=:memory:",
                ["Auth:Key"] = ApiHost.Key,
                ["Logging:LogLevel:Default"] = "None",
            });
        });
        await app.StartAsync();
        return app;
    }

    private static async Task<string> SendAsync(WebApplication app, string request)
    {
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        var buffer = new byte[8192];
        var count = await stream.ReadAsync(buffer, patience.Token);
        return Encoding.Latin1.GetString(buffer, 0, Math.Min(count, 200));
    }
}
