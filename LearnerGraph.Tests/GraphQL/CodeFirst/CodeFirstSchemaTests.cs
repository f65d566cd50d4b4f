using System.Text.Json;
using LearnerGraph.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.CodeFirst;

public sealed class CodeFirstSchemaTests
{
    private readonly ServiceProvider _services = BookSchema.Services().BuildServiceProvider();

    [Fact]
    public async Task Fields_of_properties_and_methods_are_served_under_camel_case_names()
    {
        (await AskAsync("{ book(id: \"Qm9vazoy\") { id title genre rating publishedOn shout(times: 2) } }"))
            .Should().Be(
                ("{'data':{'book':{'id':'Qm9vazoy','title':'Book 2','genre':'FICTION','rating':1,"
                + "'publishedOn':'2020-01-02','shout':'BOOK 2!!'}}}").Replace('\'', '"'));
    }

    [Fact]
    public async Task Loaders_send_one_batch_for_all_items_of_a_list()
    {
        await AskAsync("{ all { author { name books { title author { name } } } } }");

        var shelf = _services.GetRequiredService<BookShelf>();
        shelf.AuthorBatches.Should().BeEquivalentTo(new[] { new[] { 2, 3, 1 } });
        shelf.GroupBatches.Should().BeEquivalentTo(new[] { new[] { 2, 3, 1 } });
    }

    private async Task<string> AskAsync(string document, object? variables = null)
    {
        var server = _services.GetRequiredService<GraphQLServer>();
        var json = variables is null ? (JsonElement?)null : JsonSerializer.SerializeToElement(variables);
        var result = await server.ExecuteAsync(
            GraphQLRequest.Of(document, json), _services, new System.Security.Claims.ClaimsPrincipal());
        return result.ToString()!;
    }
}
