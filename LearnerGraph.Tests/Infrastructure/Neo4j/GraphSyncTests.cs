using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Neo4j;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Infrastructure.Neo4j;

/// <summary>Catalog to graph database and back, as the verb graph does it.</summary>
public sealed class GraphSyncTests
{
    private static readonly Caller Staff = Caller.System(TenantId.Default);

    [FalkorFact, Trait("fault", "F8")]
    public async Task Push_and_pull_keep_both_sides_in_step()
    {
        var falkor = await FalkorServer.GetAsync();
        string address = $"redis://127.0.0.1:{falkor.Port}/sync{Guid.NewGuid():N}";
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?> { ["ConnectionStrings:Graph"] = address });
        var edit = host.Services.GetRequiredService<EditCatalog>();
        var push = host.Services.GetRequiredService<PushGraph>();
        var pull = host.Services.GetRequiredService<PullGraph>();
        var database = host.Services.GetRequiredService<IGraphDatabase>();
        (await pull.RunAsync(Staff, isWhole: true, null, default)).TryGet(out _, out var empty).Should().BeFalse();
        empty!.Code.Should().Be("GRAPH_EMPTY");
        await edit.RunAsync(
            Staff,
            new CatalogDrafts
            {
                Courses = [new CourseDraft("math", "Mathematics")],
                Concepts = [new("add", "math", "Adding"), new("mul", "math", "Times", Requires: ["add"])],
            },
            default);

        (await push.RunAsync(Staff, null, default)).IsOk.Should().BeTrue();
        (await database.Concepts!.PrerequisitesAsync(TenantId.Default, "mul", 3, default)).Should()
            .Equal(new GraphStep("add", 1));

        // Somebody works on the graph with tools of their own.
        await using var cypher = GraphStores.Cypher(GraphAddress.TryParse(address)!, new GraphOptions(), host.Clock);
        await cypher.RunAsync(
            new CypherStatement(
                "MATCH (o:Course {id: 'default/math'}) MATCH (m:Concept {id: 'default/mul'}) "
                + "CREATE (p:Concept {id: 'default/pow', tenant: 'default', key: 'pow', course: 'math', "
                + "name: 'Powers', tags: ['new'], minutes: 10, difficulty: 0.75, version: 0})-[:PART_OF]->(o) "
                + "CREATE (p)-[:REQUIRES {weight: 0.5, origin: 'IMPORTED', confidence: 1}]->(m)",
                new Dictionary<string, object?>()),
            isWrite: true, default);
        (await pull.RunAsync(Staff, isWhole: true, null, default)).IsOk.Should().BeTrue();

        var catalog = await host.Services.GetRequiredService<ICatalogSource>().GetAsync(TenantId.Default, default);
        var pow = catalog.ConceptByKey("pow")!;
        pow.Should().BeEquivalentTo(new { Name = "Powers", EstimatedMinutes = 10, Difficulty = 0.75 });
        catalog.Relations.Should().Contain(new Relation(
            pow.Id, catalog.ConceptByKey("mul")!.Id, RelationType.Requires, 0.5, RelationOrigin.Imported));
        (await push.RunAsync(Staff, null, default)).IsOk.Should().BeTrue();
        (await database.Concepts!.MarkAsync(TenantId.Default, default))!.Version.Should().Be(catalog.Version);
    }

    [Fact]
    public async Task Without_a_graph_database_or_a_role_a_sync_is_refused_by_name()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.Services.GetRequiredService<PushGraph>().RunAsync(Staff, null, default))
            .TryGet(out _, out var problem).Should().BeFalse();

        problem!.Code.Should().Be("GRAPH_NOT_CONFIGURED");
        problem.Message.Should().Contain("ConnectionStrings:Graph");
    }
}
