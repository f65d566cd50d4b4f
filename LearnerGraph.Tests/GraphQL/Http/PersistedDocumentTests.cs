using System.Text;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.Http;

public sealed class PersistedDocumentTests
{
    private const string Query = "{ __typename }";

    private static readonly string Hash = DocumentKey.Of(Encoding.UTF8.GetBytes(Query)).ToString();

    [Fact]
    public async Task A_client_registers_a_document_once_and_sends_its_hash_from_then_on()
    {
        await using var host = new GraphQLHost(
            options => options.AllowAutomaticPersistedQueries = true,
            services => services.AddSingleton<IDocumentStore, MemoryDocumentStore>());

        (await host.PostAsync(Body(null, Hash))).Body.Should().Contain("PERSISTED_QUERY_NOT_FOUND");
        (await host.PostAsync(Body(Query, Hash))).Body.Should().Be("{'data':{'__typename':'Query'}}");
        (await host.PostAsync(Body(null, Hash))).Body.Should().Be("{'data':{'__typename':'Query'}}");
        (await host.GetAsync($"?extensions={{\"persistedQuery\":{{\"sha256Hash\":\"{Hash}\"}}}}"))
            .Body.Should().Be("{'data':{'__typename':'Query'}}");
    }

    [Fact]
    public async Task A_document_is_not_registered_under_the_hash_of_another_nor_when_it_is_invalid()
    {
        await using var host = new GraphQLHost(
            options => options.AllowAutomaticPersistedQueries = true,
            services => services.AddSingleton<IDocumentStore, MemoryDocumentStore>());
        const string invalid = "{ nothing }";
        var hash = DocumentKey.Of(Encoding.UTF8.GetBytes(invalid)).ToString();

        (await host.PostAsync(Body("{ x: __typename }", Hash))).Body.Should().Contain("BAD_USER_INPUT");
        (await host.PostAsync(Body(null, Hash))).Body.Should().Contain("PERSISTED_QUERY_NOT_FOUND");
        await host.PostAsync(Body(invalid, hash));
        (await host.PostAsync(Body(null, hash))).Body.Should().Contain("PERSISTED_QUERY_NOT_FOUND");
    }

    [Fact]
    public async Task Where_only_trusted_documents_count_no_other_text_is_executed()
    {
        await using var host = new GraphQLHost(
            options => options.TrustedDocumentsOnly = true,
            services => services.AddSingleton<IDocumentStore>(
                new MemoryDocumentStore([new("typename", Query)])));

        (await host.PostAsync($$"""{"query":"{{Query}}"}""")).Body.Should().Contain("PERSISTED_QUERY_ONLY");
        (await host.PostAsync("""{"documentId":"typename","query":"{ all { title } }"}""")).Body.Should()
            .Be("{'data':{'__typename':'Query'}}");
        (await host.PostAsync("""{"id":"other"}""")).Body.Should().Contain("PERSISTED_QUERY_NOT_FOUND");
    }

    private static string Body(string? query, string hash) =>
        (query is null ? "{" : $"{{\"query\":\"{query}\",")
        + $"\"extensions\":{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{hash}\"}}}}}}";
}
