using LearnerGraph.GraphQL;

namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class NullPropagationTests
{
    private readonly Bound _bound = new Bound(
        """
        type Query { a: Node must: Node! list: [Node!] loose: [Node] strict: [Node!]! numbers: [[Int!]] }
        type Node { id: Int! boom: Int soft: Int hard: Int! later: Int! child: Node self: Node! }
        """)
        .Sync("Query.a", _ => "a")
        .Sync("Query.must", _ => "a")
        .Sync("Query.list", _ => new[] { "a", null, "c" })
        .Sync("Query.loose", _ => new object?[] { "a", new InvalidOperationException("item"), null })
        .Sync("Query.strict", _ => new[] { "a", "b" })
        .Sync("Query.numbers", _ => new[] { new int?[] { 1, null }, [2] })
        .Sync("Node.id", _ => 1)
        .Sync("Node.boom", _ => throw new InvalidOperationException("boom"))
        .Sync("Node.soft", _ => null)
        .Sync("Node.hard", _ => null)
        .Async("Node.later", async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        })
        .Sync("Node.child", parent => parent)
        .Sync("Node.self", parent => parent);

    [Theory]
    [InlineData("{ a { id boom soft } }", "{'a':{'id':1,'boom':null,'soft':null}}")]
    [InlineData("{ a { id hard } }", "{'a':null}")]
    [InlineData("{ a { id child { self { hard } } } }", "{'a':{'id':1,'child':null}}")]
    [InlineData("{ a { id child { self { later } } } }", "{'a':{'id':1,'child':null}}")]
    [InlineData("{ must { id hard } }", "null")]
    [InlineData("{ a { id } must { later } }", "null")]
    [InlineData("{ list { id } }", "{'list':null}")]
    [InlineData("{ loose { id } }", "{'loose':[{'id':1},null,null]}")]
    [InlineData("{ loose { hard } }", "{'loose':[null,null,null]}")]
    [InlineData("{ a { id } strict { hard } }", "null")]
    [InlineData("{ numbers }", "{'numbers':[null,[2]]}")]
    public async Task A_null_travels_to_the_nearest_place_that_may_be_null(string query, string data) =>
        (await _bound.DataAsync(query)).Should().Be(data);

    [Theory]
    [InlineData("{ a { hard later boom } }", "a.hard")]
    [InlineData("{ strict { hard } }", "strict.0.hard")]
    [InlineData("{ loose { id } }", "loose.1")]
    public async Task A_place_has_one_error(string query, string path) =>
        (await _bound.ErrorsAsync(query)).Select(error => error.Path).Should().Equal(path);

    [Fact]
    public async Task Nothing_is_awaited_after_the_answer()
    {
        var finished = 0;
        _bound.Async("Node.boom", async (_, ct) =>
        {
            await Task.Delay(20, ct);
            finished++;
            return 1;
        });

        await _bound.AskAsync("{ a { boom later } }");

        finished.Should().Be(1);
    }

    [Fact]
    public async Task An_unexpected_failure_is_masked_and_reported()
    {
        var answer = await _bound.AskAsync("{ a { boom } }");

        answer.Should().NotContain("'message':'boom'").And.Contain("'code':'INTERNAL'").And.Contain("'traceId':'")
            .And.Contain("'locations':[{'line':1,'column':7}],'path':['a','boom']");
        _bound.Failures.Should().Equal("Node.boom: boom");
    }

    [Fact]
    public async Task A_refusal_keeps_its_text_and_code()
    {
        _bound.Sync("Node.boom", _ => throw new GraphQLException(
            "too early", "TOO_EARLY", new Dictionary<string, object?> { ["wait"] = 3 }));

        (await _bound.AskAsync("{ a { boom } }")).Should()
            .Contain("'message':'too early'").And.Contain("'extensions':{'code':'TOO_EARLY','wait':3}");
        _bound.Failures.Should().BeEmpty();
    }
}
