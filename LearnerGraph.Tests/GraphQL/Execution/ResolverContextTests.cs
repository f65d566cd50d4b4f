using LearnerGraph.GraphQL.Execution;

namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class ResolverContextTests
{
    [Theory]
    [InlineData("{ top { a } }", "a", true)]
    [InlineData("{ top { a } }", "b", false)]
    [InlineData("{ top { child { b } } }", "child.b", true)]
    [InlineData("{ top { child { b } } }", "b", false)]
    [InlineData("{ top { x: a } }", "a", true)]
    [InlineData("{ top { ...F } } fragment F on Node { child { ... { a } } }", "child.a", true)]
    [InlineData("{ top { a @skip(if: true) b } }", "a", false)]
    [InlineData("{ top { b } top { a } }", "a", true)]
    public async Task IsSelected_looks_ahead(string query, string path, bool isSelected)
    {
        bool? seen = null;
        var bound = new Bound("type Query { top: Node } type Node { a: Int b: Int child: Node }")
            .Set("Query.top", new FieldBinding
            {
                Sync = (_, _, request, result, index) =>
                {
                    seen = request.ContextOf(result, index).IsSelected(path);
                    return null;
                },
            });

        await bound.AskAsync(query);

        seen.Should().Be(isSelected);
    }
}
