using System.Net;
using System.Text;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Setup;

/// <summary>That the endpoint's settings reach it.</summary>
public sealed class GraphQLSettingsTests : IDisposable
{
    private const string Fine = """{"query":"{ __typename }"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-documents-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Only_trusted_documents_are_executed_where_the_setting_says_so()
    {
        var file = Path.Combine(_folder, "operations.json");
        await File.WriteAllTextAsync(file, """{"known":"query Known { __typename }"}""");
        await using var host = await StartAsync(
            ("GraphQL:TrustedDocuments", file), ("GraphQL:TrustedOnly", "true"));

        (await PostAsync(host, """{"documentId":"known"}""")).Should().Be("""200 {"data":{"__typename":"Query"}}""");
        (await PostAsync(host, """{"documentId":"other"}""")).Should().Contain("PERSISTED_QUERY_NOT_FOUND");
        (await PostAsync(host, Fine)).Should().Contain("PERSISTED_QUERY_ONLY");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"a":""}""")]
    [InlineData("no JSON")]
    public async Task A_start_without_the_documents_it_needs_is_refused(string? content)
    {
        var file = Path.Combine(_folder, "operations.json");
        if (content is not null) await File.WriteAllTextAsync(file, content);

        await FluentActions.Awaiting(() => StartAsync(("GraphQL:TrustedDocuments", file)))
            .Should().ThrowAsync<SettingsException>().WithMessage($"GraphQL:TrustedDocuments: {file} *");
        await FluentActions.Awaiting(() => StartAsync(("GraphQL:TrustedOnly", "true")))
            .Should().ThrowAsync<SettingsException>().WithMessage("GraphQL:TrustedOnly needs a file*");
    }

    [Fact]
    public async Task Hashes_are_learned_where_the_setting_says_so()
    {
        await using var host = await StartAsync(("GraphQL:AutomaticPersistedQueries", "true"));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("{ __typename }"u8));
        var extensions = $$$""" "extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}} """;

        (await PostAsync(host, $"{{{extensions}}}")).Should().Contain("PERSISTED_QUERY_NOT_FOUND");
        (await PostAsync(host, $$"""{"query":"{ __typename }",{{extensions}}}""")).Should().StartWith("200 ");
        (await PostAsync(host, $"{{{extensions}}}")).Should().Be("""200 {"data":{"__typename":"Query"}}""");
    }

    [Fact]
    public async Task Batches_are_off_and_hold_ten_at_most_when_on()
    {
        await using var closed = await StartAsync();
        await using var open = await StartAsync(("GraphQL:BatchSize", "10"));
        string Batch(int count) => $"[{string.Join(",", Enumerable.Repeat(Fine, count))}]";

        (await PostAsync(closed, Batch(1))).Should().StartWith("400 ");
        (await PostAsync(open, Batch(10))).Should().StartWith("200 [{");
        (await PostAsync(open, Batch(11))).Should().StartWith("400 ");
        await FluentActions.Awaiting(() => StartAsync(("GraphQL:BatchSize", "11")))
            .Should().ThrowAsync<SettingsException>().WithMessage("*a whole number from 0 to 10*");
    }

    [Theory]
    [InlineData("Limits:Depth", "5", "{ __typename ...A } fragment A on Query { node(id: \"a\") { ... on Course {"
        + " concepts { nodes { course { concepts { nodes { name } } } } } } } }", "DEPTH_LIMIT_EXCEEDED")]
    [InlineData("Limits:Nesting", "10", "{a{a{a{a{a{a{a{a{a{a{a}}}}}}}}}}}", "DEPTH_LIMIT_EXCEEDED")]
    [InlineData("Limits:Fields", "10", "{ a b c d e f g h i j k }", "LIMIT_FIELDS_EXCEEDED")]
    [InlineData("Limits:Aliases", "1", "{ a: __typename b: __typename }", "LIMIT_ALIASES_EXCEEDED")]
    [InlineData("Limits:RootFields", "1", "{ a: __typename b: __typename }", "LIMIT_ROOT_FIELDS_EXCEEDED")]
    [InlineData("Limits:Directives", "1", "{ __typename @skip(if: false) @include(if: true) }",
        "LIMIT_DIRECTIVES_EXCEEDED")]
    [InlineData("Limits:FragmentVisits", "1", "{ ...A ...B } fragment A on Query { __typename } "
        + "fragment B on Query { __typename }", "LIMIT_FRAGMENT_VISITS_EXCEEDED")]
    [InlineData("Limits:FieldCost", "1", "{ courses { nodes { title } } }", "COST_EXCEEDED")]
    [InlineData("Limits:TypeCost", "5", "{ courses { nodes { title } } }", "COST_EXCEEDED")]
    public async Task Limits_are_those_of_the_settings(string key, string value, string query, string code)
    {
        await using var host = await StartAsync((key, value));

        (await PostAsync(host, JsonSerializer.Serialize(new { query }))).Should().Contain($"\"{code}\"");
    }

    [Fact]
    public async Task In_production_only_admins_see_the_schema_and_the_page()
    {
        await using var host = await ApiHost.StartAsync("Production");
        const string Asking = """{"query":"{ __schema { queryType { name } } }"}""";

        (await PostAsync(host, Asking, Role.Admin)).Should().Contain("\"Query\"");
        (await PostAsync(host, Asking, Role.Author)).Should().Contain("Introspection is switched off.");
        (await PageAsync(host, Role.Admin)).Should().Be(HttpStatusCode.OK);
        (await PageAsync(host, Role.Author)).Should().Be(HttpStatusCode.NotAcceptable);
        (await PageAsync(host, null)).Should().Be(HttpStatusCode.NotAcceptable);
    }

    private static Task<ApiHost> StartAsync(params (string Key, string Value)[] settings) => ApiHost.StartAsync(
        settings: settings.ToDictionary(one => one.Key, one => (string?)one.Value));

    private static async Task<string> PostAsync(ApiHost host, string body, Role? role = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        Sign(request, role);
        using var response = await host.Http.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private static async Task<HttpStatusCode> PageAsync(ApiHost host, Role? role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Add("Accept", "text/html");
        Sign(request, role);
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static void Sign(HttpRequestMessage request, Role? role)
    {
        if (role is { } known)
        {
            request.Headers.Authorization = new("Bearer", ApiHost.TokenFor(known, now: DateTimeOffset.UtcNow));
        }
    }
}
