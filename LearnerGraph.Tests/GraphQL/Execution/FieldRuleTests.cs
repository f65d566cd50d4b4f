using System.Security.Claims;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;

namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class FieldRuleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_authorizer_of_the_program_decides_at_once_or_later(bool isLate)
    {
        var bound = new Bound("type Query { open: Int closed: Int list: [Item!] } type Item { leaf: Int other: Int }")
            { User = new ClaimsPrincipal(new ClaimsIdentity("known")) }
            .With<IFieldAuthorizer>(new ByName(isLate))
            .Sync("Query.open", _ => 1)
            .Set("Query.closed", Guarded("Query.closed", _ => 2))
            .Sync("Query.list", _ => Enumerable.Range(0, 50).ToList())
            .Set("Item.leaf", new FieldBinding
            {
                Leaf = (object parent, ref ResultValue slot) => slot.SetInt((int)parent),
                Rule = new FieldRule("Item.leaf", [new AuthorizeAttribute()]),
            })
            .Set("Item.other", Guarded("Item.other", parent => parent));

        (await bound.DataAsync("{ open closed }")).Should().Be("{'open':1,'closed':null}");
        (await bound.ErrorsAsync("{ open closed }")).Should().Equal(("closed", "FORBIDDEN"));
        (await bound.DataAsync("{ list { leaf other } }")).Should().Be(
            "{'list':[" + string.Join(',', Enumerable.Range(0, 50).Select(i => $"{{'leaf':{i},'other':{i}}}")) + "]}");
    }

    private static FieldBinding Guarded(string coordinate, Func<object?, object?> resolve) => new()
    {
        Sync = (parent, _, _, _, _) => resolve(parent),
        Rule = new FieldRule(coordinate, [new AuthorizeAttribute()]),
    };

    private sealed class ByName(bool isLate) : IFieldAuthorizer
    {
        public async ValueTask<bool> MayAsync(FieldRule rule, ClaimsPrincipal user, CancellationToken ct)
        {
            if (isLate)
            {
                await Task.Yield();
            }

            return !rule.Coordinate.EndsWith("closed", StringComparison.Ordinal);
        }
    }
}
