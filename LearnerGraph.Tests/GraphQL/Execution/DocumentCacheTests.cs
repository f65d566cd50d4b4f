using System.Text;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class DocumentCacheTests
{
    private readonly DocumentCache _cache = new(100);

    [Fact]
    public void Add_drops_the_documents_used_longest_ago_once_the_bytes_are_spent()
    {
        Add("a", 40);
        Add("b", 40);
        _cache.Find(Key("a"));
        Add("c", 40);

        _cache.Find(Key("a")).Should().NotBeNull();
        _cache.Find(Key("b")).Should().BeNull();
        _cache.Find(Key("c")).Should().NotBeNull();
    }

    [Fact]
    public void Add_keeps_no_document_that_would_fill_the_cache_alone()
    {
        Add("a", 40);
        Add("huge", 101);

        _cache.Count.Should().Be(1);
    }

    [Fact]
    public async Task Invalid_documents_are_never_kept()
    {
        var bound = new Bound("type Query { a: Int }").Sync("Query.a", _ => 1);
        for (var i = 0; i < 2; i++)
        {
            await bound.AskAsync("{ nothing }");
            await bound.AskAsync("{ a");
        }

        bound.Timings.Should().BeEmpty();
    }

    private static DocumentKey Key(string text) => DocumentKey.Of(Encoding.UTF8.GetBytes(text));

    private void Add(string text, int bytes)
    {
        var schema = new ExecutableSchema(SchemaReader.Read("type Query { a: Int }"));
        _cache.Add(Key(text), new PreparedDocument(schema, Parser.Parse("{ a }"), Key(text)), bytes);
    }
}
