namespace LearnerGraph.Tests.GraphQL.Execution;

public sealed class FieldExecutorTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task Fields_stand_in_the_order_of_the_query_whatever_finishes_first()
    {
        var bound = new Bound("type Query { slow: Int fast: Int now: Int }")
            .Async("Query.slow", async (_, ct) => { await Task.Delay(20, ct); return 1; })
            .Async("Query.fast", async (_, _) => { await Task.Yield(); return 2; })
            .Sync("Query.now", _ => 3);

        (await bound.DataAsync("{ slow now b: fast slow }")).Should().Be("{'slow':1,'now':3,'b':2}");
    }

    [Fact]
    public async Task Fields_of_equal_name_are_merged_at_their_first_place()
    {
        var bound = Tree();

        (await bound.DataAsync("{ node { a } ...F other: node { b } } fragment F on Query { node { b a } }"))
            .Should().Be("{'node':{'a':'a','b':'b'},'other':{'b':'b'}}");
    }

    [Theory]
    [InlineData(true, "{'node':{'a':'a','b':'b'},'other':{'a':'a'}}")]
    [InlineData(false, "{'other':{'a':'a'},'node':{'b':'b'}}")]
    public async Task A_condition_decides_on_fields_and_on_their_order(bool isIncluded, string data)
    {
        const string query =
            "query($x: Boolean!) { node @include(if: $x) { a } other: node { a } ... @skip(if: false) { node { b } } }";

        (await Tree().DataAsync(query, new { x = isIncluded })).Should().Be(data);
    }

    [Fact]
    public async Task A_condition_that_is_null_fails_the_selection_that_it_stands_in()
    {
        const string query = "query($x: Boolean = true) { node { a @skip(if: $x) } other: node { b } }";

        (await Tree().DataAsync(query, new { x = (bool?)null })).Should().Be("{'node':null,'other':{'b':'b'}}");
    }

    [Fact]
    public async Task A_mutation_starts_when_the_one_before_it_is_done_with_all_below()
    {
        var bound = new Bound("type Query { a: Int } type Mutation { go(n: Int): Step } type Step { part: Int }")
            .Set("Mutation.go", new() { Async = async (_, arguments, request, _, _) =>
            {
                _log.Add($"start {arguments[0]}");
                await Task.Delay(10 - (5 * (int)arguments[0]!), request.RequestAborted);
                return arguments[0];
            } })
            .Async("Step.part", async (parent, ct) =>
            {
                await Task.Delay(5, ct);
                _log.Add($"part {parent}");
                return parent;
            });

        (await bound.DataAsync("mutation { x: go(n: 0) { part } y: go(n: 1) { part } z: go(n: 2) { part } }"))
            .Should().Be("{'x':{'part':0},'y':{'part':1},'z':{'part':2}}");
        _log.Should().Equal("start 0", "part 0", "start 1", "part 1", "start 2", "part 2");
    }

    [Fact]
    public async Task An_abstract_value_is_answered_by_its_runtime_type()
    {
        var bound = new Bound(
            """
            type Query { pets: [Pet] any: [Any] }
            interface Pet { name: String }
            type Cat implements Pet { name: String lives: Int }
            type Dog implements Pet { name: String barks: Boolean }
            type Stone { weight: Int }
            union Any = Cat | Stone
            """)
            .Sync("Query.pets", _ => new object[] { "Cat", "Dog", "Stone" })
            .Sync("Query.any", _ => new object[] { "Stone", "Cat" })
            .Sync("Cat.name", _ => "Tom").Sync("Cat.lives", _ => 9)
            .Sync("Dog.name", _ => "Rex").Sync("Dog.barks", _ => true)
            .Sync("Stone.weight", _ => 4)
            .ResolvesType("Pet", value => (string)value)
            .ResolvesType("Any", value => (string)value);

        (await bound.DataAsync(
            "{ pets { __typename name ... on Cat { lives } ...D } any { ...on Stone { weight } ...on Pet { name } } } "
            + "fragment D on Dog { barks }"))
            .Should().Be(
                "{'pets':[{'__typename':'Cat','name':'Tom','lives':9},"
                + "{'__typename':'Dog','name':'Rex','barks':true},null],"
                + "'any':[{'weight':4},{'name':'Tom'}]}");
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_answered_in_time()
    {
        var bound = new Bound("type Query { never: Int }")
            .Async("Query.never", async (_, ct) => { await Task.Delay(Timeout.Infinite, ct); return 1; });
        bound.Options.ExecutionTimeout = TimeSpan.FromMilliseconds(50);

        (await bound.AskAsync("{ never }")).Should()
            .Be("{'errors':[{'message':'The request took too long.','extensions':{'code':'TIMEOUT'}}],'data':null}");
    }

    [Fact]
    public async Task A_client_that_has_left_gets_no_answer()
    {
        using var gone = new CancellationTokenSource();
        var bound = new Bound("type Query { never: Int after: Int }")
            .Async("Query.never", async (_, ct) => { await Task.Delay(Timeout.Infinite, ct); return 1; });
        var asking = bound.ExecuteAsync("{ never }", ct: gone.Token);

        await gone.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Only_the_named_operation_runs()
    {
        var bound = Tree();

        (await bound.AskAsync("query A { node { a } } query B { node { b } }", operation: "B"))
            .Should().Be("{'data':{'node':{'b':'b'}}}");
        (await bound.AskAsync("query A { node { a } } query B { node { b } }"))
            .Should().Contain("OPERATION_RESOLUTION_FAILURE").And.NotContain("data");
        (await bound.AskAsync("query A { node { a } }", operation: "C"))
            .Should().Contain("OPERATION_RESOLUTION_FAILURE");
    }

    [Fact]
    public async Task A_plan_is_made_once_for_equal_texts()
    {
        var bound = Tree();
        await bound.AskAsync("{ node { a } }");
        await bound.AskAsync("{ node { a } }");

        bound.Timings.Select(timing => timing.IsPlanCached).Should().Equal(false, true);
    }

    private static Bound Tree() => new Bound("type Query { node: Node } type Node { a: String b: String }")
        .Sync("Query.node", _ => "node").Sync("Node.a", _ => "a").Sync("Node.b", _ => "b");
}
