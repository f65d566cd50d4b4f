using LearnerGraph.Domain.Content;
using LearnerGraph.Infrastructure.Neo4j;
using LearnerGraph.Infrastructure.Neo4j.Bolt;
using LearnerGraph.Infrastructure.Neo4j.PackStream;
using static LearnerGraph.Tests.Infrastructure.Neo4j.ScriptedBoltServer;

namespace LearnerGraph.Tests.Infrastructure.Neo4j;

/// <summary>
/// What no server at hand can show: passwords, rollback, PULL in parts, times, routing. The script follows Bolt's
/// specification; no real Neo4j has answered here.
/// </summary>
public sealed class BoltCypherTests : IAsyncLifetime
{
    private static readonly GraphOptions Options = new() { TimeoutMs = 10_000, Connections = 2 };
    private static readonly CypherStatement One = new("RETURN 1 AS x", new Dictionary<string, object?>());
    private static readonly PackStructure[] Fields = Success(("fields", new List<object?> { "x" }));

    private ScriptedBoltServer Server { get; set; } = null!;

    public Task InitializeAsync()
    {
        Server = new ScriptedBoltServer();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_password_goes_with_LOGON_and_the_database_with_each_statement()
    {
        Server.Then(8, Success(), Success(), Fields, [Record(1L), .. Success(("bookmark", "b1"))]);
        await using var cypher = Cypher("bolt://ada:s%2Fcret@127.0.0.1:{0}/school");

        var rows = await cypher.RunAsync(One, isWrite: true, default);

        rows.Columns.Should().Equal("x");
        rows.Rows.Should().ContainSingle().Which.Should().Equal(1L);
        Told(0x01)["user_agent"].Should().Be("LearnerGraph/1.0");
        Told(0x01).Should().NotContainKey("principal");
        Told(0x6A).Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["scheme"] = "basic", ["principal"] = "ada", ["credentials"] = "s/cret",
        });
        Heard(0x10)[0][2].Should().BeEquivalentTo(new Dictionary<string, object?> { ["db"] = "school" });
    }

    [Fact]
    public async Task Bolt_5_0_takes_the_password_with_HELLO()
    {
        Server.Then(0, Success(), Fields, Success());
        await using var cypher = Cypher("bolt://ada:secret@127.0.0.1:{0}");

        await cypher.RunAsync(One, isWrite: false, default);

        Told(0x01).Should().Contain("principal", "ada").And.Contain("credentials", "secret");
        Heard(0x6A).Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_at_once_in_the_words_of_the_server()
    {
        Server.Then(
            4, Success(), Failure("Neo.ClientError.Security.Unauthorized", "The client is unauthorized."), Success());
        await using var cypher = Cypher("bolt://ada:wrong@127.0.0.1:{0}");

        var run = async () => await cypher.RunAsync(One, false, default);

        (await run.Should().ThrowAsync<CypherException>()).Which.Code.Should().Be(
            "Neo.ClientError.Security.Unauthorized");
        Heard(0x10).Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_come_in_parts_until_there_are_no_more()
    {
        Server.Then(
            4, Success(), Success(), Fields, [Record(1L), Record(2L), .. Success(("has_more", true))],
            [Record(3L), .. Success(("has_more", false))]);
        await using var cypher = Cypher("bolt://127.0.0.1:{0}");

        var rows = await cypher.RunAsync(One, false, default);

        rows.Rows.Select(row => row[0]).Should().Equal(1L, 2L, 3L);
        Heard(0x3F).Should().HaveCount(2).And.AllSatisfy(pull =>
            pull[0].Should().BeEquivalentTo(new Dictionary<string, object?> { ["n"] = 1_000L }));
    }

    [Fact]
    public async Task Times_points_and_spans_come_as_values()
    {
        var values = new object?[]
        {
            new DateOnly(2026, 11, 20), new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1)),
            new GraphDuration(1, 2, 3, 4), new GraphPoint(4326, 13.4, 52.5, double.NaN),
        };
        Server.Then(4, Success(), Success(), Fields, [Record(values), .. Success()]);
        await using var cypher = Cypher("bolt://127.0.0.1:{0}");

        (await cypher.RunAsync(One, false, default)).Rows[0].Should().Equal(values);
    }

    [Fact]
    public async Task A_transaction_commits_after_all_its_statements()
    {
        Server.Then(
            4, Success(), Success(), Success(), Fields, Success(), Fields, Success(), Success(("bookmark", "b7")),
            Fields, Success());
        await using var cypher = Cypher("bolt://127.0.0.1:{0}/school");

        await cypher.WriteAsync([One, One], default);
        await cypher.RunAsync(One, false, default);

        Order().Should().Equal(0x01, 0x6A, 0x11, 0x10, 0x3F, 0x10, 0x3F, 0x12, 0x10, 0x3F);
        ((Dictionary<string, object?>)Heard(0x10)[2][2]!)["bookmarks"].Should().BeEquivalentTo(new[] { "b7" });
    }

    [Fact, Trait("fault", "F8")]
    public async Task A_refused_statement_resets_the_transaction_away_and_the_connection_goes_on()
    {
        Server.Then(
            4, Success(), Success(), Success(), Fields, Success(),
            Failure("Neo.ClientError.Schema.ConstraintValidationFailed", "No."), Ignored, Success(),
            Fields, [Record(5L), .. Success()]);
        await using var cypher = Cypher("bolt://127.0.0.1:{0}");

        var write = async () => await cypher.WriteAsync([One, One], default);
        (await write.Should().ThrowAsync<CypherException>()).WithMessage("No.");
        var rows = await cypher.RunAsync(One, false, default);

        rows.Rows[0].Should().Equal(5L);
        Order().Should().Equal(0x01, 0x6A, 0x11, 0x10, 0x3F, 0x10, 0x3F, 0x0F, 0x10, 0x3F);
        Heard(0x12).Should().BeEmpty();
    }

    [Fact, Trait("fault", "F8")]
    public async Task A_passing_failure_is_tried_again_and_so_is_a_lost_connection()
    {
        Server
            .Then(
                4, Success(), Success(), Failure("Neo.TransientError.Transaction.DeadlockDetected", "Again."),
                Ignored, Success(), Fields, [HangUp])
            .Then(4, Success(), Success(), Fields, [Record(9L), .. Success()]);
        await using var cypher = Cypher("bolt://127.0.0.1:{0}");

        (await cypher.RunAsync(One, false, default)).Rows[0].Should().Equal(9L);

        Heard(0x10).Should().HaveCount(3);
    }

    [Fact, Trait("fault", "F8")]
    public async Task AServer_that_is_not_there_or_speaks_another_version_is_named()
    {
        for (int i = 0; i < 5; i++) Server.ThenVersion(4, 4);
        await using var cypher = Cypher("bolt://127.0.0.1:{0}");

        var run = async () => await cypher.RunAsync(One, false, default);

        (await run.Should().ThrowAsync<GraphUnavailableException>()).Which.Message.Should()
            .Contain("127.0.0.1").And.Contain("Bolt 4.4; wanted is 5.0 to 5.8");
        run = async () => await GraphStores
            .Cypher(GraphAddress.TryParse("bolt://ada:secret@127.0.0.1:1")!, Options, TimeProvider.System)
            .RunAsync(One, false, default);
        (await run.Should().ThrowAsync<GraphUnavailableException>()).Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public async Task A_cluster_is_asked_who_takes_writes_and_again_when_the_leader_moved()
    {
        await using var other = new ScriptedBoltServer();
        Server
            .Then(4, Success(), Success(), Routes(writer: Server.Port, reader: other.Port), Fields,
                Failure("Neo.ClientError.Cluster.NotALeader", "Moved."), Success(),
                Routes(writer: other.Port, reader: other.Port));
        other.Then(4, Success(), Success(), Fields, Success(), Fields, [Record(3L), .. Success()]);
        await using var cypher = Cypher("neo4j://127.0.0.1:{0}/school");

        await cypher.RunAsync(One, isWrite: true, default);
        var rows = await cypher.RunAsync(One, isWrite: false, default);

        rows.Rows[0].Should().Equal(3L);
        Heard(0x66).Should().HaveCount(2);
        Told(0x01).Should().ContainKey("routing");
        var runs = other.Heard.Where(one => one.Tag == 0x10).ToList();
        runs.Should().HaveCount(2);
        ((Dictionary<string, object?>)runs[1].Fields[2]!)["mode"].Should().Be("r");
    }

    private static PackStructure[] Routes(int writer, int reader) => Success(("rt", new Dictionary<string, object?>
    {
        ["ttl"] = 300L,
        ["servers"] = new List<object?> { Role("WRITE", writer), Role("READ", reader), Role("ROUTE", writer) },
    }));

    private static Dictionary<string, object?> Role(string role, int port) => new()
    {
        ["role"] = role, ["addresses"] = new List<object?> { $"127.0.0.1:{port}" },
    };

    private ICypher Cypher(string address) => GraphStores.Cypher(
        GraphAddress.TryParse(string.Format(null, address, Server.Port))!, Options, TimeProvider.System);

    private List<IReadOnlyList<object?>> Heard(byte tag) =>
        [.. Server.Heard.Where(one => one.Tag == tag).Select(one => one.Fields)];

    private Dictionary<string, object?> Told(byte tag) => (Dictionary<string, object?>)Heard(tag)[0][0]!;

    private IEnumerable<byte> Order() => Server.Heard.Select(one => one.Tag);
}

public sealed class GraphAddressTests
{
    [Theory]
    [InlineData("bolt://localhost", "localhost:7687")]
    [InlineData("bolt+s://a:b@graph.example.org:7000/school", "graph.example.org:7000/school")]
    [InlineData("neo4j+ssc://[::1]:7687", "::1:7687")]
    [InlineData("redis://:pw@127.0.0.1", "127.0.0.1:6379/learnergraph")]
    [InlineData("rediss://h:1/g", "h:1/g")]
    public void An_address_is_told_without_its_secret(string text, string told) =>
        GraphAddress.TryParse(text)!.ToString().Should().Be(told);

    [Theory]
    [InlineData("")]
    [InlineData("localhost:7687")]
    [InlineData("http://localhost")]
    [InlineData("bolt://")]
    [InlineData("bolt://h/a/b")]
    [InlineData("bolt://h?policy=eu")]
    public void What_is_no_address_is_none(string text) => GraphAddress.TryParse(text).Should().BeNull();

    [Fact]
    public void Encryption_and_routing_follow_the_scheme()
    {
        GraphAddress.TryParse("bolt+s://h")!.Encryption.Should().Be(GraphEncryption.Trusted);
        GraphAddress.TryParse("neo4j+ssc://h")!.Encryption.Should().Be(GraphEncryption.Any);
        GraphAddress.TryParse("neo4j://h")!.Transport.Should().Be(GraphTransport.RoutedBolt);
        GraphAddress.TryParse("neo4j://h")!.Member("core2:7688").ToString().Should().Be("core2:7688");
    }
}
