using System.Net.Http.Json;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Security;

public sealed class ApiKeyTests
{
    private const string Create =
        """
        mutation($i: CreateApiKeyInput!) {
          createApiKey(input: $i) { secret apiKey { id prefix roles } errors { code path } }
        }
        """;

    private const string Revoke =
        "mutation($i: RevokeApiKeyInput!) { revokeApiKey(input: $i) { apiKey { revokedAt } errors { code } } }";

    [Fact]
    public async Task A_key_opens_what_its_roles_open_until_it_is_revoked()
    {
        await using var host = await ApiHost.StartAsync("Production");
        var admin = ApiHost.TokenFor(Role.Admin);
        var made = await CreateAsync(host, admin, "OPS");
        var secret = made.GetProperty("secret").GetString()!;

        (await AskAsync(host, secret, "{ auditLog { totalCount } }")).Should().Contain("\"totalCount\":1");
        (await AskAsync(host, secret, "{ apiKeys { totalCount } }")).Should().Contain("FORBIDDEN");
        await host.DataAsync(
            Revoke, new { i = new { id = made.GetProperty("apiKey").GetProperty("id").GetString() } }, admin);
        (await AskAsync(host, secret, "{ auditLog { totalCount } }")).Should().Contain("UNAUTHENTICATED");

        var log = await host.DataAsync("{ auditLog { nodes { action actor subject after } } }", token: admin);
        log.ToString().Should().Contain("createApiKey").And.Contain("revokeApiKey").And.NotContain(secret);
    }

    [Fact]
    public async Task A_key_ends_at_its_time_and_a_changed_one_never_counts()
    {
        await using var host = await ApiHost.StartAsync("Production");
        var end = host.Clock.GetUtcNow().AddHours(1);
        var made = await CreateAsync(host, ApiHost.TokenFor(Role.Admin), "INGEST", end);
        var secret = made.GetProperty("secret").GetString()!;

        (await AskAsync(host, secret, "{ courses { totalCount } }")).Should().Contain("\"totalCount\":0");
        string[] wrong = ["", "lg_", secret[..^1], secret + "A", Turned(secret), new('x', 9_000)];
        foreach (var text in wrong)
        {
            (await AskAsync(host, text, "{ courses { totalCount } }")).Should().Contain("UNAUTHENTICATED");
        }

        host.Clock.Advance(TimeSpan.FromHours(1));
        (await AskAsync(host, secret, "{ courses { totalCount } }")).Should().Contain("UNAUTHENTICATED");
    }

    [Fact]
    public async Task Create_refuses_what_makes_no_key()
    {
        (string Name, string Role, string Path)[] cases =
        [
            ("", "OPS", "name"), ("a\u0007b", "OPS", "name"), ("importer", "LEARNER", "roles"),
            ("importer", "ROOT", "roles"),
        ];
        await using var host = await ApiHost.StartAsync();

        foreach (var (name, role, path) in cases)
        {
            var data = await host.DataAsync(Create, new { i = new { name, roles = new[] { role } } });

            data.GetProperty("createApiKey").GetProperty("errors")[0].ToString().Should()
                .Be($$"""{"code":"BAD_USER_INPUT","path":["{{path}}"]}""");
        }
    }

    [Fact]
    public async Task Keys_belong_to_their_tenant()
    {
        await using var host = await ApiHost.StartAsync("Production");
        var made = await CreateAsync(host, ApiHost.TokenFor(Role.Admin), "OPS");
        var stranger = ApiHost.TokenFor(Role.Admin, tenant: "elsewhere");
        var id = made.GetProperty("apiKey").GetProperty("id").GetString();

        var list = await host.DataAsync("{ apiKeys { totalCount } }", token: stranger);
        var revoked = await host.DataAsync(Revoke, new { i = new { id } }, stranger);

        list.GetProperty("apiKeys").GetProperty("totalCount").GetInt32().Should().Be(0);
        revoked.ToString().Should().Contain("NOT_FOUND");
    }

    private static async Task<JsonElement> CreateAsync(
        ApiHost host, string token, string role, DateTimeOffset? expiresAt = null)
    {
        var input = new { name = "a service", roles = new[] { role }, expiresAt };
        return (await host.DataAsync(Create, new { i = input }, token)).GetProperty("createApiKey");
    }

    private static async Task<string> AskAsync(ApiHost host, string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        request.Headers.TryAddWithoutValidation(ApiKeyCaller.Header, key);
        using var response = await host.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Turned(string text) => text[..^1] + (text[^1] == 'A' ? 'E' : 'A');
}
