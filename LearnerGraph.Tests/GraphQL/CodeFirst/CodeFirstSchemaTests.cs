using System.Security.Claims;
using System.Text.Json;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.CodeFirst;
using LearnerGraph.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.CodeFirst;

public sealed class CodeFirstSchemaTests
{
    private readonly ServiceProvider _services = BookSchema.Services().BuildServiceProvider();

    private readonly string _two = OpaqueId.Encode("Book", "2");

    private ClaimsPrincipal _user = new(new ClaimsIdentity());

    [Fact]
    public async Task Fields_of_properties_and_methods_are_served_under_camel_case_names() =>
        (await AskAsync("{ book(id: \"Qm9vazoy\") { id title genre rating publishedOn shout(times: 2) } }"))
            .Should().Be(
                "{'data':{'book':{'id':'Qm9vazoy','title':'Book 2','genre':'FICTION','rating':1,"
                + "'publishedOn':'2020-01-02','shout':'BOOK 2!!'}}}");

    [Fact]
    public async Task Loaders_send_one_batch_for_all_items_of_a_list()
    {
        await AskAsync("{ all { author { name books { title author { name } } } } }");

        var shelf = _services.GetRequiredService<BookShelf>();
        shelf.AuthorBatches.Should().BeEquivalentTo(new[] { new[] { 2, 3, 1 } });
        shelf.GroupBatches.Should().BeEquivalentTo(new[] { new[] { 2, 3, 1 } });
    }

    [Theory]
    [InlineData("Book!", "Book.author.books", "[Book!]!")]
    [InlineData("book", "Query.book", "Book")]
    [InlineData("all", "Query.all", "[Book!]!")]
    [InlineData("books", "Query.books", "BookConnection!")]
    [InlineData("edges", "BookConnection.edges", "[BookEdge!]!")]
    [InlineData("totalCount", "BookConnection.totalCount", "Int!")]
    [InlineData("rating", "Book.rating", "Float")]
    [InlineData("id", "Book.id", "ID!")]
    [InlineData("errors", "RenameBookPayload.errors", "[Error!]!")]
    [InlineData("node", "Query.node", "Node")]
    [InlineData("nodes", "Query.nodes", "[Node]!")]
    [InlineData("bookRead", "Subscription.bookRead", "Book!")]
    public void Nullability_comes_from_C_sharp(string name, string coordinate, string type)
    {
        var parts = coordinate.Split('.');
        var field = ((FieldsType)Schema.FindType(parts[0])!).Fields.Find(parts[1])!;

        (parts.Length == 2 ? $"{field.Type}" : "[Book!]!").Should().Be(type, name);
    }

    [Theory]
    [InlineData("Query.all", "genre: Genre")]
    [InlineData("Query.books", "first: Int, after: String, last: Int, before: String")]
    [InlineData("Book.shout", "times: Int! = 1, mark: String")]
    [InlineData("Mutation.renameBook", "input: RenameBookInput!")]
    [InlineData("Subscription.bookRead", "upTo: Int! = 2")]
    [InlineData("Query.later", "start: DateTime!, by: Duration!")]
    [InlineData("Query.whoAmI", "")]
    public void Parameters_become_arguments_or_stay_inside(string coordinate, string arguments)
    {
        var parts = coordinate.Split('.');
        var field = ((FieldsType)Schema.FindType(parts[0])!).Fields.Find(parts[1])!;

        string.Join(", ", field.Arguments.Select(argument =>
            $"{argument.Name}: {argument.Type}{(argument.DefaultValue is { } value ? $" = {value}" : "")}"))
            .Should().Be(arguments);
    }

    [Fact]
    public async Task An_id_of_another_type_or_none_at_all_is_refused()
    {
        foreach (var id in (string[])[OpaqueId.Encode("Author", "2"), OpaqueId.Encode("Book", "x"), "2", "", "%%"])
        {
            (await AskAsync($"{{ book(id: \"{id}\") {{ title }} }}")).Should().Contain("'code':'BAD_USER_INPUT'", id);
        }
    }

    [Fact]
    public async Task Nodes_are_found_by_their_ids_in_the_order_asked_for()
    {
        var unknown = OpaqueId.Encode("Book", "99");

        (await AskAsync($"{{ node(id: \"{_two}\") {{ __typename id ... on Book {{ title }} }} }}"))
            .Should().Be($"{{'data':{{'node':{{'__typename':'Book','id':'{_two}','title':'Book 2'}}}}}}");
        (await AskAsync($"{{ nodes(ids: [\"{unknown}\", \"{_two}\", \"junk\"]) {{ id }} }}"))
            .Should().EndWith($"'data':{{'nodes':[null,{{'id':'{_two}'}},null]}}}}").And.Contain("'path':['nodes',2]");
    }

    [Fact]
    public async Task Nodes_takes_fifty_ids_and_no_more()
    {
        const string query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

        (await AskAsync(query, new { ids = Enumerable.Repeat(_two, 50) })).Should().NotContain("errors");
        (await AskAsync(query, new { ids = Enumerable.Repeat(_two, 51) })).Should().Contain("BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("", "{'edges':[{'cursor':'1'},{'cursor':'2'}],'totalCount':6}")]
    [InlineData("(first: 1, after: \"2\")", "{'edges':[{'cursor':'3'}],'totalCount':6}")]
    [InlineData("(last: 1)", "{'edges':[{'cursor':'1'}],'totalCount':6}")]
    [InlineData("(first: 0)", "{'edges':[],'totalCount':6}")]
    public async Task Connections_page_by_their_arguments(string arguments, string books) =>
        (await AskAsync($"{{ books{arguments} {{ edges {{ cursor }} totalCount }} }}"))
            .Should().Be($"{{'data':{{'books':{books}}}}}");

    [Fact]
    public async Task Pages_are_capped_and_senseless_ones_refused()
    {
        (await AskAsync("{ books(first: 100) { nodes { title } } }")).Split("title").Should().HaveCount(5);
        (await AskAsync("{ books(first: -1) { totalCount } }")).Should().Contain("BAD_USER_INPUT");
        (await AskAsync("{ books(first: 1, last: 1) { totalCount } }")).Should().Contain("BAD_USER_INPUT");
    }

    [Theory]
    [InlineData(null, "'left out'")]
    [InlineData("null", "'null'")]
    [InlineData("\"hi\"", "'hi'")]
    public async Task Optional_members_tell_left_out_from_null(string? note, string seen)
    {
        var extra = note is null ? "" : $", note: {note}";

        (await AskAsync($"mutation {{ renameBook(input: {{ bookId: \"{_two}\", title: \"T\"{extra} }}) {{ note }} }}"))
            .Should().Be($"{{'data':{{'renameBook':{{'note':{seen}}}}}}}");
    }

    [Fact]
    public async Task The_clients_mutation_id_comes_back_and_errors_are_typed()
    {
        const string mutation =
            """
            mutation($input: RenameBookInput!) {
              renameBook(input: $input) {
                clientMutationId book { title } errors { __typename code ... on NotFoundError { what } }
              }
            }
            """;

        (await AskAsync(mutation, new { input = new { bookId = _two, title = "New", clientMutationId = "m1" } }))
            .Should().Be("{'data':{'renameBook':{'clientMutationId':'m1','book':{'title':'New'},'errors':[]}}}");
        (await AskAsync(mutation, new { input = new { bookId = OpaqueId.Encode("Book", "99"), title = "New" } }))
            .Should().Be("{'data':{'renameBook':{'clientMutationId':null,'book':null,'errors':"
                + "[{'__typename':'NotFoundError','code':'NOT_FOUND','what':'Book'}]}}}");
    }

    [Fact]
    public async Task Authorize_asks_before_the_resolver_runs()
    {
        var query = $"{{ book(id: \"{_two}\") {{ title secret }} }}";

        (await AskAsync(query)).Should().Contain("'code':'UNAUTHENTICATED'").And.Contain("'data':{'book':null}");
        _user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, "reader")], "test"));
        (await AskAsync(query)).Should().Contain("'code':'FORBIDDEN'");
        _user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, "editor")], "test"));
        (await AskAsync(query)).Should().Contain("'secret':'secret of Book 2'");
    }

    [Fact]
    public async Task RequireAuthenticatedUser_closes_every_root_field()
    {
        var services = BookSchema.Services(options => options.RequireAuthenticatedUser = true).BuildServiceProvider();
        var server = services.GetRequiredService<GraphQLServer>();

        (await server.ExecuteAsync("{ all { title } }", services)).ToString().Should().Contain("UNAUTHENTICATED");
        (await server.ExecuteAsync($"{{ node(id: \"{_two}\") {{ id }} }}", services)).ToString()
            .Should().Contain("UNAUTHENTICATED");
        (await server.ExecuteAsync("{ __typename }", services)).ToString().Should().NotContain("errors");
    }

    [Fact]
    public async Task Authorize_on_a_class_guards_its_properties_and_its_nodes_too()
    {
        var safe = OpaqueId.Encode("Safe", "1");

        (await AskAsync($"{{ node(id: \"{safe}\") {{ id }} }}")).Should().Contain("UNAUTHENTICATED");
        (await AskAsync("{ safe { content } }")).Should().Contain("UNAUTHENTICATED").And.Contain("'safe':null");
        (await AskAsync("{ safe { number } }")).Should().Be("{'data':{'safe':{'number':1}}}");
    }

    [Theory]
    [InlineData("later(start: \"2026-01-01T01:00:00+01:00\", by: \"PT90M\")", "'2026-01-01T01:30:00Z'")]
    [InlineData("later(start: \"2026-01-01T00:00:00.25Z\", by: \"P1DT0.5S\")", "'2026-01-02T00:00:00.75Z'")]
    [InlineData("json(value: { a: [1, 2.5, \"x\", null, true] })", "{'a':[1,2.5,'x',null,true]}")]
    public async Task Extended_scalars_are_read_and_written(string field, string value) =>
        (await AskAsync($"{{ v: {field} }}")).Should().Be($"{{'data':{{'v':{value}}}}}");

    [Theory]
    [InlineData("later(start: \"2026-01-01\", by: \"PT1M\")")]
    [InlineData("later(start: \"2026-01-01T00:00:00\", by: \"PT1M\")")]
    [InlineData("later(start: \"2026-01-01T00:00:00Z\", by: \"P1M\")")]
    [InlineData("later(start: \"2026-01-01T00:00:00Z\", by: \"90\")")]
    public async Task Extended_scalars_refuse_what_is_not_theirs(string field) =>
        (await AskAsync($"{{ v: {field} }}")).Should().Contain("errors").And.NotContain("data");

    [Fact]
    public async Task Lists_of_ids_are_bound_and_written() =>
        (await AskAsync("query($ids: [ID!]!) { ids(ids: $ids) }", new { ids = new[] { _two } }))
            .Should().Be($"{{'data':{{'ids':['{_two}']}}}}");

    [Fact]
    public async Task A_resolver_may_look_at_its_place() =>
        (await AskAsync("{ looksAhead }")).Should().Be("{'data':{'looksAhead':true}}");

    [Fact]
    public async Task Failures_inside_are_not_told() =>
        (await AskAsync("{ fail }")).Should().Contain("'code':'INTERNAL'").And.NotContain("secret");

    [Fact]
    public void Find_lists_what_has_no_description() =>
        UndescribedElements.Find(Schema).Should()
            .Contain(["Query.all", "Query.all(genre:)", "Genre.FICTION", "RenameBookInput.title"])
            .And.NotContain(["Node", "BookConnection.edges", "Query.node(id:)"]);

    [Fact]
    public void RequireDescriptions_stops_the_start()
    {
        var builder = BookSchema.AddTo(new ServiceCollection(), options => options.RequireDescriptions = true);

        builder.Invoking(one => one.CreateSchema()).Should().Throw<SchemaException>().WithMessage("*Query.all*");
    }

    private Schema Schema => _services.GetRequiredService<GraphQLServer>().Schema;

    private async Task<string> AskAsync(string document, object? variables = null)
    {
        var server = _services.GetRequiredService<GraphQLServer>();
        var json = variables is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(variables);
        var result = await server.ExecuteAsync(GraphQLRequest.Of(document, json), _services, _user);
        return result.ToString()!.Replace('"', '\'');
    }
}
