using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Tests.GraphQL.Http;

public sealed class GraphQLEndpointTests(GraphQLEndpointTests.Shared shared)
    : IClassFixture<GraphQLEndpointTests.Shared>
{
    private const string GraphQL = "application/graphql-response+json";
    private const string Plain = "application/json";
    private const string Fine = """{"query":"{ __typename }"}""";

    private readonly GraphQLHost _host = shared.Host;

    [Theory]
    [InlineData(null, Plain)]
    [InlineData("*/*", Plain)]
    [InlineData("application/json", Plain)]
    [InlineData(GraphQL, GraphQL)]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GraphQL)]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.9", GraphQL)]
    [InlineData("application/json, application/graphql-response+json", Plain)]
    [InlineData("text/html, */*;q=0.1", Plain)]
    public async Task The_answer_has_the_form_that_is_accepted(string? accept, string type) =>
        (await _host.PostAsync(Fine, accept)).Should().Be((200, type, "{'data':{'__typename':'Query'}}"));

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml, image/png")]
    [InlineData("application/json;q=0")]
    public async Task What_cannot_be_given_is_406(string accept) =>
        (await _host.PostAsync(Fine, accept)).Status.Should().Be(406);

    [Theory]
    [InlineData("""{"query":"{"}""", 200, 400)]
    [InlineData("""{"query":"{ nothing }"}""", 200, 400)]
    [InlineData("""{"query":"query($g: Genre!) { all(genre: $g) { title } }"}""", 200, 400)]
    [InlineData("""{"query":"{ refuse }"}""", 200, 200)]
    [InlineData("""{"query":"query A { a: __typename } query B { __typename }"}""", 200, 400)]
    [InlineData("""{"query":"subscription { bookRead { title } }"}""", 406, 406)]
    [InlineData("""{"query":1}""", 400, 400)]
    [InlineData("""{"query":null}""", 400, 400)]
    [InlineData("""{"query":"{ __typename }","variables":[]}""", 400, 400)]
    [InlineData("""{"query":"{ __typename }","operationName":1}""", 400, 400)]
    [InlineData("""{"query":"{ __typename }","extensions":"x"}""", 400, 400)]
    [InlineData("""{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null}""", 200, 200)]
    [InlineData("""{"query":"{ __typename }"} {}""", 400, 400)]
    [InlineData("""{"query":"{ __typename }" """, 400, 400)]
    [InlineData("{}", 400, 400)]
    [InlineData("", 400, 400)]
    [InlineData("[]", 400, 400)]
    [InlineData("null", 400, 400)]
    [InlineData("\"{ __typename }\"", 400, 400)]
    public async Task Statuses_are_those_of_the_media_type(string body, int json, int graphql)
    {
        (await _host.PostAsync(body, Plain)).Status.Should().Be(json);
        (await _host.PostAsync(body, GraphQL)).Status.Should().Be(graphql);
    }

    [Fact]
    public async Task One_switch_gives_both_media_types_the_same_statuses()
    {
        await using var host = new GraphQLHost(options => options.LegacyStatusForJson = false);

        (await host.PostAsync("""{"query":"{ nothing }"}""", Plain)).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    public async Task What_a_form_of_another_site_could_send_is_not_executed(string type) =>
        (await _host.PostAsync(Fine, null, type)).Status.Should().Be(415);

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("Application/JSON")]
    public async Task Json_is_json_however_it_is_written(string type) =>
        (await _host.PostAsync(Fine, null, type)).Status.Should().Be(200);

    [Theory]
    [InlineData("?query={__typename}", 200)]
    [InlineData("?query=query($g:Genre){all(genre:$g){__typename}}&variables={\"g\":\"FICTION\"}", 200)]
    [InlineData("?query=query A{__typename}&operationName=A", 200)]
    [InlineData("?query=query A{__typename}&operationName=", 200)]
    [InlineData("?query=mutation{renameBook(input:{bookId:\"x\",title:\"y\"}){note}}", 405)]
    [InlineData("?query=subscription{bookRead{title}}", 405)]
    [InlineData("?query={__typename}&variables=[1]", 400)]
    [InlineData("?query={__typename}&variables={", 400)]
    [InlineData("?query=", 400)]
    [InlineData("", 400)]
    public async Task Get_runs_queries_only(string query, int status) =>
        (await _host.GetAsync(query, GraphQL)).Status.Should().Be(status);

    [Fact]
    public async Task Get_from_another_site_needs_a_header_that_a_page_must_ask_for()
    {
        (await _host.GetAsync("?query={__typename}", null, ("Sec-Fetch-Site", "cross-site"))).Status.Should().Be(403);
        (await _host.GetAsync("?query={__typename}", null, ("Sec-Fetch-Site", "same-origin"))).Status.Should().Be(200);
        (await _host.GetAsync(
            "?query={__typename}", null, ("Sec-Fetch-Site", "cross-site"), ("GraphQL-Preflight", "1")))
            .Status.Should().Be(200);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/graphql");
        using var response = await _host.Client.SendAsync(request);

        ((int)response.StatusCode).Should().Be(405);
        response.Content.Headers.Allow.Should().Contain(["GET", "POST"]);
    }

    [Fact]
    public async Task A_body_past_the_limit_is_413_with_and_without_length()
    {
        var body = $$$"""{"query":"{ __typename }","variables":{"x":"{{{new string('x', 100_000)}}}"}}""";
        using var unknown = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StreamContent(new Unsized(Encoding.UTF8.GetBytes(body))),
        };
        unknown.Content.Headers.Add("Content-Type", Plain);

        (await _host.PostAsync(body)).Status.Should().Be(413);
        (await _host.SendAsync(unknown, null)).Status.Should().Be(413);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Json_deeper_than_the_limit_is_400(string open, string close)
    {
        const int depth = 10_000;
        var deep = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
        var body = """{"query":"{ __typename }","variables":{"x":DEEP}}""".Replace("DEEP", deep);

        (await _host.PostAsync(body)).Status.Should().Be(400);
    }

    [Fact]
    public async Task Text_with_escapes_and_beyond_ascii_arrives_whole()
    {
        var (_, _, body) = await _host.PostAsync(
            """{"query":"query($v: JSON!) { json(value: $v) }","""
            + "\"variables\":{\"v\":\"\\ud83c\\udfc3 \\u00e9 ' \\\\ / \\u2028\"}}");

        JsonDocument.Parse(body.Replace("'", "\"").Replace(" \" ", " ' ")).RootElement
            .GetProperty("data").GetProperty("json").GetString().Should().Be("🏃 é ' \\ / \u2028");
    }

    [Theory]
    [InlineData("query($v: JSON!) { json(value: $v) }")]
    [InlineData("query($v: ID!) { book(id: $v) { title } }")]
    public async Task Text_that_is_no_unicode_is_refused(string query)
    {
        (await _host.PostAsync("""{"query":"QUERY","variables":{"v":"\ud800"}}""".Replace("QUERY", query)))
            .Body.Should().Contain("BAD_USER_INPUT");
    }

    [Fact]
    public async Task Batches_are_refused_unless_switched_on_and_capped_then()
    {
        await using var host = new GraphQLHost(options => options.MaxBatchSize = 2);

        (await _host.PostAsync($"[{Fine}]")).Status.Should().Be(400);
        (await host.PostAsync($"[{Fine},{{\"query\":\"{{ refuse }}\"}}]")).Body.Should()
            .StartWith("[{'data':{'__typename':'Query'}},{'errors':[{'message':'not now'");
        (await host.PostAsync($"[{Fine},{Fine},{Fine}]")).Status.Should().Be(400);
        (await host.PostAsync("[]")).Status.Should().Be(400);
    }

    [Fact]
    public async Task The_schema_is_served_as_text()
    {
        (await _host.GetAsync("?sdl")).Body.Should().Contain("type Query {").And.Contain("interface Node {");
        await using var closed = new GraphQLHost(options => options.ServeSdl = false);
        (await closed.GetAsync("?sdl")).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_loads_nothing_from_elsewhere()
    {
        await using var host = new GraphQLHost(options => options.ServeIde = true);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await host.Client.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync();

        response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none';");
        page.Should().Contain("<title>GraphQL</title>").And.NotContain("NONCE").And.NotMatchRegex("(src|href)=");
        (await _host.GetAsync("", "text/html")).Status.Should().Be(406);
    }

    [Fact]
    public async Task Introspection_can_be_switched_off()
    {
        await using var host = new GraphQLHost(options => options.AllowIntrospection = false);

        (await host.PostAsync("""{"query":"{ __schema { description } }"}""")).Body.Should()
            .Contain("errors").And.NotContain("data");
        (await host.PostAsync(Fine)).Body.Should().NotContain("errors");
    }

    [Fact]
    public async Task Introspection_may_be_for_some_only_whoever_asked_first()
    {
        var isStaff = true;
        await using var host = new GraphQLHost(options =>
        {
            options.AllowIntrospection = false;
            options.MayIntrospect = _ => isStaff;
        });
        const string query = """{"query":"{ ...S } fragment S on Query { __schema { description } }"}""";

        (await host.PostAsync(query)).Body.Should().NotContain("errors");
        isStaff = false;
        (await host.PostAsync(query)).Body.Should().Contain("errors").And.NotContain("data");
        (await host.PostAsync(Fine)).Body.Should().NotContain("errors");
    }

    [Fact]
    public async Task Event_streams_are_counted()
    {
        await using var host = new GraphQLHost(options => options.Subscriptions.MaxSockets = 0);

        (await host.PostAsync(Fine, "text/event-stream")).Status.Should().Be(503);
    }

    [Fact]
    public async Task The_cost_is_told_to_those_who_ask_and_may_be_all_they_want()
    {
        const string query = """{"query":"{ books(first: 3) { nodes { title } } }"}""";

        (await _host.PostAsync(query, null, Plain, ("GraphQL-Cost", "report"))).Body.Should()
            .Contain("'data'").And.Contain("'operationCost':{'fieldCost':");
        (await _host.PostAsync(query, null, Plain, ("GraphQL-Cost", "validate"))).Body.Should()
            .NotContain("'data'").And.Contain("'operationCost'");
        (await _host.PostAsync("""{"query":"{ books(first: 10000) { nodes { title } } }"}""")).Body.Should()
            .Contain("COST_EXCEEDED");
    }

    [Fact]
    public async Task The_cost_stands_in_a_header_for_those_who_ask()
    {
        async Task<string?> CostAsync(string query, string? wish)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
            request.Content = GraphQLHost.Json(JsonSerializer.Serialize(new { query }));
            if (wish is not null) request.Headers.Add("GraphQL-Cost", wish);
            using var response = await _host.Client.SendAsync(request);
            return response.Headers.TryGetValues("GraphQL-Cost", out var cost) ? cost.Single() : null;
        }

        (await CostAsync("{ all { title } }", "report")).Should().Be("fieldCost=1, typeCost=2");
        (await CostAsync("{ all { title } }", "validate")).Should().Be("fieldCost=1, typeCost=2");
        (await CostAsync("{ books(first: 10000) { nodes { title } } }", "report"))
            .Should().Be("fieldCost=2, typeCost=10002", "a refusal tells it too");
        (await CostAsync("{ all { title } }", null)).Should().BeNull();
    }

    [Theory]
    [InlineData("{ found(input: { first: 2 }) { title } }", "'data':{'found':[{'title':'Book 1'},{'title':'Book 2'}]}")]
    [InlineData("{ found(first: 1) { title } }", "'data':{'found':[{'title':'Book 1'}]}")]
    [InlineData("{ found { title } }", "COST_SLICING_ARGUMENT")]
    [InlineData("{ found(first: 1, input: { first: 1 }) { title } }", "COST_SLICING_ARGUMENT")]
    [InlineData("{ found(input: { first: 5000 }) { title } }", "COST_EXCEEDED")]
    [InlineData(
        "{ a: found(input: { first: 1, text: 'a' }) { title } b: found(input: { first: 1, text: 'b' }) { title } "
        + "c: found(input: { first: 1, text: 'c' }) { title } }",
        "COST_EXCEEDED")]
    public async Task Sizes_and_weights_inside_of_inputs_count(string query, string expected)
    {
        var body = JsonSerializer.Serialize(new { query = query.Replace('\'', '"') });

        (await _host.PostAsync(body)).Body.Should().Contain(expected);
    }

    [Theory]
    [InlineData("{ ... @defer { all { title } } }", "defer")]
    [InlineData("{ all @stream(initialCount: 1) { title } }", "stream")]
    public async Task Incremental_delivery_is_not_offered_and_refused_by_name(string query, string directive) =>
        (await _host.PostAsync(JsonSerializer.Serialize(new { query }))).Body.Replace("\\'", "")
            .Should().Contain($"Unknown directive @{directive}.").And.NotContain("'data'");

    [Fact]
    public async Task Server_timing_is_told_when_switched_on()
    {
        await using var host = new GraphQLHost(options => options.ServerTiming = true);
        using var response = await host.Client.PostAsync("/graphql", GraphQLHost.Json(Fine));

        response.Headers.GetValues("Server-Timing").Single().Should().MatchRegex("^prepare;dur=[0-9.]+, execute;dur=");
    }

    [Fact]
    public async Task A_stream_ends_with_the_identity_even_while_nothing_happens()
    {
        await using var host = new GraphQLHost(options =>
            options.EndOfIdentity = _ => DateTimeOffset.UtcNow.AddMilliseconds(50));

        (await host.PostAsync("""{"query":"subscription { bookLent { title } }"}""", "text/event-stream")).Body
            .Should().EndWith("event: complete\ndata:\n\n");
    }

    [Fact]
    public async Task Events_come_as_a_stream_that_says_when_it_is_over()
    {
        var (status, type, body) = await _host.PostAsync(
            """{"query":"subscription { bookRead(upTo: 2) { title } }"}""", "text/event-stream");

        (status, type).Should().Be((200, "text/event-stream"));
        body.Should().Be(
            "event: next\ndata: {'data':{'bookRead':{'title':'Book 1'}}}\n\n"
            + "event: next\ndata: {'data':{'bookRead':{'title':'Book 2'}}}\n\n"
            + "event: complete\ndata:\n\n");
    }

    public sealed class Shared : IAsyncDisposable
    {
        internal GraphQLHost Host { get; } = new(options => options.MaxRequestBytes = 100_000);

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
