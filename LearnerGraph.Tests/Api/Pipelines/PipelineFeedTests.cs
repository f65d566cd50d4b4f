using System.Net.Http.Headers;
using System.Net.Http.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Pipelines;

/// <summary>What a client hears of a run, by both ways of subscribing.</summary>
public sealed class PipelineFeedTests
{
    private const string Changes = "subscription($r: ID!) { pipelineRunChanged(runId: $r) { status } }";

    [Fact]
    public async Task PipelineRunChanged_tells_a_socket_of_a_run_until_it_is_over()
    {
        await using var host = await PipelineHost.StartAsync();
        await SampleSchool.OpenAsync(host);
        var run = await AskAsync(host);
        using var socket = await TestSocket.OpenAsync(host.Server);
        await socket.SubscribeAsync("1", Changes, new { r = run });
        var first = await socket.ReadAsync();

        await PipelineHost.WorkAsync(host);

        first.Should().Be(Next("QUEUED"));
        var seen = new List<string>();
        while (seen is not [.., "{'id':'1','type':'complete'}"]) seen.Add(await socket.ReadAsync());
        seen[^2].Should().Be(Next("SUCCEEDED"));
    }

    [Fact]
    public async Task PipelineRunChanged_tells_an_event_stream_of_a_run_until_it_is_over()
    {
        await using var host = await PipelineHost.StartAsync();
        await SampleSchool.OpenAsync(host);
        using var response = await SubscribeAsync(host, await AskAsync(host), null);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).Should().Be("event: next");
        (await reader.ReadLineAsync()).Should().Contain("\"QUEUED\"");

        await PipelineHost.WorkAsync(host);

        (await reader.ReadToEndAsync()).Should().Contain("\"SUCCEEDED\"").And.EndWith("event: complete\ndata:\n\n");
    }

    [Fact]
    public async Task An_event_stream_ends_with_the_token_that_asked_for_it()
    {
        await using var host = await ApiHost.StartAsync("Production");
        var now = DateTimeOffset.UtcNow;
        var token = ApiHost.TokenFor(Role.Admin, now: now);
        var run = await AskAsync(host, token);
        host.Clock.Advance(now.AddHours(24) - host.Clock.GetUtcNow());

        using var response = await SubscribeAsync(host, run, token);

        response.IsSuccessStatusCode.Should().BeTrue();
        (await response.Content.ReadAsStringAsync()).Should().EndWith("event: complete\ndata:\n\n");
    }

    private static string Next(string status) =>
        $"{{'id':'1','type':'next','payload':{{'data':{{'pipelineRunChanged':{{'status':'{status}'}}}}}}}}";

    private static async Task<string> AskAsync(ApiHost host, string? token = null)
    {
        var data = await host.DataAsync(
            "mutation($i: RunPipelineInput!) { runPipeline(input: $i) { run { id } errors { message } } }",
            new { i = new { pipeline = "content" } }, token);
        return data.GetProperty("runPipeline").GetProperty("run").GetProperty("id").GetString()!;
    }

    private static Task<HttpResponseMessage> SubscribeAsync(ApiHost host, string run, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Changes, variables = new { r = run } }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
