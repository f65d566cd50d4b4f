using System.IdentityModel.Tokens.Jwt;
using System.Text;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Tests.Api.Security;

public sealed class TokenTests
{
    [Fact]
    public async Task Production_answers_nobody_without_a_token()
    {
        await using var host = await ApiHost.StartAsync("Production");

        (await host.ErrorAsync("{ concepts { totalCount } }")).Should().Be("UNAUTHENTICATED");
        (await host.ErrorAsync("{ me { id } }")).Should().Be("UNAUTHENTICATED");
        (await host.DataAsync("{ concepts { totalCount } }", token: ApiHost.TokenFor(Role.Ops)))
            .GetProperty("concepts").GetProperty("totalCount").GetInt32().Should().Be(0);
        (await host.Http.GetAsync("/health/live")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Start_in_production_without_a_key_names_the_missing_setting()
    {
        var start = () => ApiHost.StartAsync(
            "Production", new Dictionary<string, string?> { ["Auth:Key"] = "" });

        (await start.Should().ThrowAsync<SettingsException>()).Which.Message.Should().Contain("Auth:Key");
    }

    [Theory]
    [InlineData("another-issuer", "learnergraph", 1, ApiHost.Key, SecurityAlgorithms.HmacSha256)]
    [InlineData("learnergraph", "another-audience", 1, ApiHost.Key, SecurityAlgorithms.HmacSha256)]
    [InlineData("learnergraph", "learnergraph", -1, ApiHost.Key, SecurityAlgorithms.HmacSha256)]
    [InlineData("learnergraph", "learnergraph", 1, "another key that is at least thirty-two bytes long",
        SecurityAlgorithms.HmacSha256)]
    [InlineData("learnergraph", "learnergraph", 1, ApiHost.Key, SecurityAlgorithms.HmacSha512)]
    public async Task A_token_with_anything_wrong_is_no_token_even_in_development(
        string issuer, string audience, int hours, string key, string algorithm)
    {
        await using var host = await ApiHost.StartAsync();
        var now = DateTime.UtcNow;
        var token = new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
            issuer, audience,
            CallerClaims.Write(Caller.System(LearnerGraph.Domain.Kernel.TenantId.Default)),
            now.AddHours(-2), now.AddHours(hours),
            new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), algorithm)));

        (await host.ErrorAsync("{ concepts { totalCount } }", token: token)).Should().Be("UNAUTHENTICATED");
    }

    [Fact]
    public async Task An_unsigned_token_is_no_token()
    {
        await using var host = await ApiHost.StartAsync();
        var good = ApiHost.TokenFor(Role.Admin);
        var payload = good.Split('.')[1];
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        (await host.ErrorAsync("{ concepts { totalCount } }", token: $"{header}.{payload}."))
            .Should().Be("UNAUTHENTICATED");
        (await host.ErrorAsync("{ concepts { totalCount } }", token: $"{header}.{payload}.{good.Split('.')[2]}"))
            .Should().Be("UNAUTHENTICATED");
    }

    [Fact]
    public async Task Rate_is_limited_by_subject()
    {
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["Limits:PerSubjectPerMinute"] = "3" });
        var token = ApiHost.TokenFor(Role.Ops);
        for (var i = 0; i < 3; i++) await host.DataAsync("{ __typename }", token: token);

        (await host.ErrorAsync("{ __typename }", token: token)).Should().Be("RATE_LIMITED");
        await host.DataAsync("{ __typename }", token: ApiHost.TokenFor(Role.Author));
    }

    [Fact]
    public async Task Rate_counts_dear_operations_more_than_once_on_every_way_in()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Limits:PerSubjectPerMinute"] = "10", ["Limits:CostPerToken"] = "10",
        });
        var token = ApiHost.TokenFor(Role.Ops);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new
            {
                query = "{ concepts(first: 50) { nodes { id questions(first: 3) { nodes { id } } } } }",
            }),
        };
        request.Headers.Authorization = new("Bearer", token);
        await host.DataAsync("{ __typename }", token: token);

        using var first = await host.Http.SendAsync(request);
        var text = await first.Content.ReadAsStringAsync();
        first.StatusCode.Should().Be(System.Net.HttpStatusCode.TooManyRequests, text);
        first.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
        text.Should().Contain("RATE_LIMITED").And.Contain("retryAfterSeconds");
    }
}
