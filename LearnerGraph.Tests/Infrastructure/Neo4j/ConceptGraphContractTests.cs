using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Neo4j;
using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Tests.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearnerGraph.Tests.Infrastructure.Neo4j;

/// <summary>What every store of the concept graph must keep.</summary>
public abstract class ConceptGraphContract
{
    private static readonly TenantId Tenant = new("acme");

    protected const string AnyText = "Adding \"by hand\", 2\\3\n— für alle 😀";

    private static GraphContent School(string text) => new(
        7,
        [new CourseDraft("art", "Art"), new CourseDraft("math", "Mathematics")],
        [
            Concept("a", "Counting", []), Concept("b", text, ["x", "tag \"two\""]),
            Concept("c", "Times", []), Concept("d", "Powers", []),
            new ConceptDraft("e", "art", "Lines", null, [], 5, 1),
        ],
        [
            new RelationDraft("b", "a", RelationType.Requires, 0.75, RelationOrigin.Imported, 0.5),
            new RelationDraft("c", "b", RelationType.Requires),
            new RelationDraft("c", "d", RelationType.Matches, 0.25, RelationOrigin.Detected, 0.125),
            new RelationDraft("d", "a", RelationType.Requires),
            new RelationDraft("d", "c", RelationType.Requires),
            new RelationDraft("d", "b", RelationType.Extends),
        ]);

    private protected static async Task KeepsEveryValueAsync(IConceptGraphStore store, string text = AnyText)
    {
        var school = School(text);
        (await store.MarkAsync(Tenant, default)).Should().BeNull();
        (await store.ReadAsync(Tenant, default)).Count.Should().Be(0);

        var mark = await WriteAsync(store, school);

        mark.IsComplete.Should().BeTrue();
        mark.Written.Should().Be(school.Count);
        await HoldsAsync(store, school);
        (await store.MarkAsync(new TenantId("other"), default)).Should().BeNull();
        (await store.ReadAsync(new TenantId("other"), default)).Count.Should().Be(0);
    }

    private protected static async Task FollowsChangesAsync(IConceptGraphStore store, string text = AnyText)
    {
        var school = School(text);
        await WriteAsync(store, school);
        await WriteAsync(store, school);
        await HoldsAsync(store, school);

        var next = school with
        {
            Version = 8,
            Concepts = [.. school.Concepts.Where(one => one.Key != "d"), Concept("f", "Roots", ["new"])],
            Relations =
            [
                school.Relations[0] with { Weight = 1, Confidence = 1 },
                new RelationDraft("f", "c", RelationType.Requires),
            ],
        };
        await WriteAsync(store, next, isWhole: false);
        var merged = await store.ReadAsync(Tenant, default);
        merged.Concepts.Select(one => one.Key).Should().Equal("a", "b", "c", "d", "e", "f");
        merged.Relations.Should().HaveCount(7).And.Contain(next.Relations);

        await WriteAsync(store, next with { Version = 9 });
        await HoldsAsync(store, next);
    }

    private protected static async Task WalksByDistanceAsync(IConceptGraphStore store, string text = AnyText)
    {
        var school = School(text);
        await WriteAsync(store, school);

        (await store.PrerequisitesAsync(Tenant, "d", 20, default)).Should()
            .Equal(new GraphStep("a", 1), new GraphStep("c", 1), new GraphStep("b", 2));
        (await store.PrerequisitesAsync(Tenant, "d", 1, default)).Should()
            .Equal(new GraphStep("a", 1), new GraphStep("c", 1));
        (await store.UnlocksAsync(Tenant, "a", 20, default)).Should()
            .Equal(new GraphStep("b", 1), new GraphStep("d", 1), new GraphStep("c", 2));
        (await store.PrerequisitesAsync(Tenant, "unknown", 3, default)).Should().BeEmpty();
        (await store.PrerequisitesAsync(new TenantId("other"), "d", 3, default)).Should().BeEmpty();
    }

    private static ConceptDraft Concept(string key, string name, string[] tags) =>
        new(key, "math", name, $"About {key}", tags, 20, 0.25);

    private static async Task<GraphMark> WriteAsync(
        IConceptGraphStore store, GraphContent content, bool isWhole = true)
    {
        var written = await store.WriteAsync(Tenant, content, isWhole, null, default);
        return written.TryGet(out var mark, out var problem)
            ? mark : throw new InvalidOperationException(problem.Message);
    }

    private static async Task HoldsAsync(IConceptGraphStore store, GraphContent expected)
    {
        var content = await store.ReadAsync(Tenant, default);
        content.Courses.Should().Equal(expected.Courses);
        content.Concepts.Should().BeEquivalentTo(expected.Concepts, options => options.WithStrictOrdering());
        content.Relations.Should().Equal(expected.Relations
            .OrderBy(one => one.FromKey, StringComparer.Ordinal).ThenBy(one => one.Type));
    }
}

public sealed class RelationalConceptGraphTests : ConceptGraphContract
{
    [Fact]
    public Task Write_and_read_keep_every_value() => RunAsync(store => KeepsEveryValueAsync(store));

    [Fact]
    public Task Write_follows_changes_and_removals() => RunAsync(store => FollowsChangesAsync(store));

    [Fact]
    public Task Walks_tell_concepts_by_distance() => RunAsync(store => WalksByDistanceAsync(store));

    private static async Task RunAsync(Func<IConceptGraphStore, Task> contract)
    {
        await using var host = await SqliteHost.CreateAsync();
        var cache = new CatalogCache(
            host.Catalog, new CatalogOptions(), TimeProvider.System, NullLogger<CatalogCache>.Instance);
        await contract(new RelationalConceptGraph(cache, cache));
    }
}

/// <summary>The same store over both transports, against a real engine; over Bolt within what that takes.</summary>
public sealed class CypherConceptGraphTests : ConceptGraphContract
{
    // Over Bolt the engine takes no message above 4 KB.
    private static readonly GraphOptions Small = new() { BatchSize = 3 };

    [FalkorFact]
    public Task Write_and_read_keep_every_value() => RunAsync(KeepsEveryValueAsync);

    [FalkorFact]
    public Task Write_follows_changes_and_removals() => RunAsync(FollowsChangesAsync);

    [FalkorFact]
    public Task Walks_tell_concepts_by_distance() => RunAsync(WalksByDistanceAsync);

    [FalkorFact]
    public async Task Write_that_was_stopped_goes_on_where_it_stood()
    {
        var server = await FalkorServer.GetAsync();
        await using var cypher = Cypher($"redis://127.0.0.1:{server.Port}/stopped{Guid.NewGuid():N}");
        var stopping = new StoppingCypher(cypher);
        var content = new GraphContent(
            3, [new CourseDraft("k", "K")],
            [.. Enumerable.Range(0, 30).Select(i => new ConceptDraft($"c{i:00}", "k", "N", null, [], 5, 0.5))], []);
        var tenant = new TenantId("acme");

        stopping.StopAfter = 6;
        var write = async () => await new CypherConceptGraph(stopping, Small)
            .WriteAsync(tenant, content, true, null, default);
        await write.Should().ThrowAsync<GraphUnavailableException>();
        var store = new CypherConceptGraph(stopping, Small);
        var mark = await store.MarkAsync(tenant, default);
        stopping.StopAfter = int.MaxValue;
        int before = stopping.Writes;
        await store.WriteAsync(tenant, content, true, null, default);

        mark.Should().Be(new GraphMark(3, 16, false));
        (stopping.Writes - before).Should().Be(5 + 2, "five batches are left, then come the sweep and the mark");
        (await store.ReadAsync(tenant, default)).Concepts.Should().HaveCount(30);
    }

    [FalkorFact]
    public async Task A_refused_statement_is_told_and_the_connection_lives_on()
    {
        using var own = await FalkorServer.StartAsync();
        foreach (string address in Addresses(await FalkorServer.GetAsync(), own))
        {
            await using var cypher = Cypher(address);
            var wrong = async () => await cypher.RunAsync(
                new CypherStatement("RETRUN 1", NoParameters), false, default);
            (await wrong.Should().ThrowAsync<CypherException>()).Which.Message.Should().Contain("RETRUN");

            var rows = await cypher.RunAsync(
                new CypherStatement("UNWIND range(1, 3) AS x RETURN x, x * 1.5 AS y", NoParameters), false, default);
            rows.Rows.Should().BeEquivalentTo(new object[][] { [1L, 1.5], [2L, 3.0], [3L, 4.5] });
        }
    }

    private static readonly Dictionary<string, object?> NoParameters = [];

    private static async Task RunAsync(Func<IConceptGraphStore, string, Task> contract)
    {
        using var own = await FalkorServer.StartAsync();
        foreach (string address in Addresses(await FalkorServer.GetAsync(), own))
        {
            await using var cypher = Cypher(address);
            // Its Bolt passes parameters on without masking apostrophes and backslashes; GRAPH.QUERY takes them all.
            string text = address.StartsWith("bolt", StringComparison.Ordinal)
                ? AnyText.Replace('\\', '/')
                : AnyText + " it's";
            await contract(new CypherConceptGraph(cypher, Small), text);
        }
    }

    private static string[] Addresses(FalkorServer shared, FalkorServer own)
    {
        string graph = $"g{Guid.NewGuid():N}";
        return [$"redis://127.0.0.1:{shared.Port}/{graph}r", $"bolt://127.0.0.1:{own.BoltPort}/{graph}b"];
    }

    private static ICypher Cypher(string address) =>
        GraphStores.Cypher(GraphAddress.TryParse(address)!, Small, TimeProvider.System);

    /// <summary>The graph database goes away after so many writes.</summary>
    private sealed class StoppingCypher(ICypher cypher) : ICypher
    {
        public int StopAfter { get; set; } = int.MaxValue;

        public int Writes { get; private set; }

        public ValueTask<CypherRows> RunAsync(CypherStatement statement, bool isWrite, CancellationToken ct) =>
            cypher.RunAsync(statement, isWrite, ct);

        public ValueTask WriteAsync(IReadOnlyList<CypherStatement> statements, CancellationToken ct)
        {
            if (Writes == StopAfter) throw new GraphUnavailableException("It went away.");
            Writes++;
            return cypher.WriteAsync(statements, ct);
        }

        public ValueTask DisposeAsync() => cypher.DisposeAsync();
    }
}
