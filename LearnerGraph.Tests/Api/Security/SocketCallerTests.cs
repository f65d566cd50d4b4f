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
            .Should().Contain("'totalCount':0");
        (await AskAsync(host, null)).Should().Contain("UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_bad_token_closes_the_socket()
    {
        await using var host = await ApiHost.StartAsync("Production");

        (await AskAsync(host, "Bearer nonsense", asks: false)).Should().Be("closed with 4403");
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

    [Fact]
    public async Task Operations_on_a_socket_count_like_requests()
    {
        await using var host = await ApiHost.StartAsync(
            "Production", new Dictionary<string, string?> { ["Limits:PerSubjectPerMinute"] = "3" });
        var token = ApiHost.TokenFor(Role.Admin, now: DateTimeOffset.UtcNow);
        using var socket = await TestSocket.OpenAsync(host.Server, $"Bearer {token}");
        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            await socket.SubscribeAsync($"{i}", Query);
            answers.Add(await socket.ReadAsync());
            if (i < 3) (await socket.ReadAsync()).Should().Be($"{{'id':'{i}','type':'complete'}}");
        }

        answers[..3].Should().OnlyContain(answer => answer.Contains("'totalCount':0"));
        answers[3].Should().Contain("'type':'error'").And.Contain("RATE_LIMITED").And.Contain("retryAfterSeconds");
    }

    private static async Task<string> AskAsync(ApiHost host, string? authorization, bool asks = true)
    {
        using var socket = await TestSocket.OpenAsync(host.Server, authorization);
        if (asks) await socket.SubscribeAsync("1", Query);
        return await socket.ReadAsync();
    }
}
