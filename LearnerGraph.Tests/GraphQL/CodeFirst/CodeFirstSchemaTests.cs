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
        (await AskAsync("{ all(genre: FICTION) { title genre rating publishedOn shout(times: 2) } }"))
            .Should().Be("""
                {"data":{"all":[{"title":"Book 2","genre":"FICTION","rating":1,"publishedOn":"2020-01-02","shout":"BOOK 2!!"},{"title":"Book 4","genre":"FICTION","rating":2,"publishedOn":"2020-01-04","shout":"BOOK 4!!"},{"title":"Book 6","genre":"FICTION","rating":3,"publishedOn":"2020-01-06","shout":"BOOK 6!!"}]}}
                """.Trim());
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
