using System.Text.Json;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Api.Pipelines;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Intelligence;

public sealed class RelationProposalTests : IAsyncLifetime
{
    private const string Open =
        """
        query($c: ID!, $s: ProposalState) { relationProposals(courseId: $c, state: $s) { totalCount nodes {
          id type similarity confidence reason state from { key } to { key } } } }
        """;

    private ApiHost _host = null!;
    private string _course = "";

    public async Task InitializeAsync()
    {
        _host = await PipelineHost.StartAsync();
        var data = await _host.DataAsync(
            """
            mutation {
              upsertCourses(input: { courses: [{ key: "code", title: "Programming" }] }) { courses { id } }
              upsertConcepts(input: { concepts: [
                { key: "fundamentals", courseKey: "code", name: "Programming Fundamentals", difficulty: 0.2
                  description: "Variables, loops and functions: what every program is made of." }
                { key: "python", courseKey: "code", name: "Python Basics", difficulty: 0.3
                  description: "First steps of programming in Python with variables, loops and functions." }
                { key: "advanced", courseKey: "code", name: "Advanced Python", difficulty: 0.7
                  description: "Decorators and generators in Python." }] }) { errors { message } }
            }
            """);
        _course = data.GetProperty("upsertCourses").GetProperty("courses")[0].GetProperty("id").GetString()!;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task DetectRelations_proposes_with_reasons_and_accept_puts_it_into_the_graph_once()
    {
        var found = await DetectAsync();
        var extends = found.Single(one => KeysOf(one) == "advanced python");
        var id = extends.GetProperty("id").GetString();

        var accepted = await DecideAsync("accept", id);
        var again = await DecideAsync("reject", id);
        var relation = await _host.DataAsync(
            """{ concepts(search: "advanced") { nodes { relations { type origin confidence to { key } } } } }""");
        var log = await _host.DataAsync("{ auditLog(first: 1) { nodes { action subject reason } } }");

        extends.GetProperty("type").GetString().Should().Be("EXTENDS");
        extends.GetProperty("reason").GetString().Should().Contain("more advanced");
        accepted.GetProperty("relation").GetProperty("origin").GetString().Should().Be("DETECTED");
        relation.GetProperty("concepts").GetProperty("nodes")[0].GetProperty("relations")[0].GetProperty("to")
            .GetProperty("key").GetString().Should().Be("python");
        again.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("CONFLICT");
        log.GetProperty("auditLog").GetProperty("nodes")[0].GetProperty("subject").GetString()
            .Should().Be("relation:advanced:EXTENDS:python");
        (await DetectAsync()).Should().NotContain(one => KeysOf(one) == "advanced python");
        (await OpenAsync("ACCEPTED")).Should().ContainSingle();
    }

    [Fact]
    public async Task RejectRelation_keeps_a_proposal_away_until_a_text_changes()
    {
        var id = (await DetectAsync()).Single(one => KeysOf(one) == "python fundamentals").GetProperty("id")
            .GetString();

        (await DecideAsync("reject", id)).GetProperty("errors").GetArrayLength().Should().Be(0);
        var after = await DetectAsync();
        await _host.DataAsync(
            """
            mutation { upsertConcepts(input: { concepts: [{ key: "python", courseKey: "code", name: "Python Basics"
              description: "Programming in Python: variables, loops, functions and modules." }] }) {
              errors { message } } }
            """);
        var changed = await DetectAsync();

        after.Should().NotContain(one => KeysOf(one) == "python fundamentals");
        changed.Should().Contain(one => KeysOf(one) == "python fundamentals");
        (await OpenAsync("REJECTED")).Should().BeEmpty("it is proposed again");
    }

    [Fact]
    public async Task AcceptRelation_refuses_what_closes_a_cycle_and_leaves_the_proposal_open()
    {
        var id = (await DetectAsync()).Single(one => KeysOf(one) == "python fundamentals").GetProperty("id")
            .GetString();
        await _host.DataAsync(
            """
            mutation { upsertConcepts(input: { concepts: [{ key: "fundamentals", courseKey: "code"
              name: "Programming Fundamentals", requires: ["python"] }] }) { errors { message } } }
            """);

        var refused = await DecideAsync("accept", id);

        refused.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("PREREQUISITE_CYCLE");
        (await OpenAsync(null)).Should().Contain(one => one.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task The_pipeline_proposes_by_itself_and_looks_again_only_after_an_edit()
    {
        await _host.DataAsync(
            """
            mutation { upsertQuestions(input: { questions: [{ key: "q", prompt: "Loops in Python?", type: SHORT_ANSWER
              answer: "x", conceptLinks: [{ conceptKey: "python" }] }] }) { errors { message } } }
            """);

        var first = await PipelineHost.RunAsync(_host, "content", ["+relation_proposals"]);
        var open = await OpenAsync(null);
        var second = await PipelineHost.RunAsync(_host, "content", ["+relation_proposals"]);

        first.Status.Should().Be(RunStatus.Succeeded);
        open.Should().NotBeEmpty();
        second.Status.Should().Be(RunStatus.Skipped);
    }

    [Theory]
    [InlineData("""detectRelations(input: { courseId: "Q291cnNlOjk5" })""", "NOT_FOUND")]
    [InlineData("""detectRelations(input: { courseId: "Q291cnNlOjE", minSimilarity: 1.5 })""", "BAD_USER_INPUT")]
    [InlineData("""acceptRelation(input: { proposalId: "UmVsYXRpb25Qcm9wb3NhbDo5OQ" })""", "NOT_FOUND")]
    public async Task Bad_input_is_told(string field, string code)
    {
        var data = await _host.DataAsync($"mutation {{ {field} {{ errors {{ code }} }} }}");

        data.EnumerateObject().Single().Value.GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be(code);
    }

    private async Task<List<JsonElement>> DetectAsync()
    {
        var data = await _host.DataAsync(
            """
            mutation($i: DetectRelationsInput!) { detectRelations(input: $i) {
              proposals { id type reason from { key } to { key } } errors { message } } }
            """,
            new { i = new { courseId = _course, minSimilarity = 0.05 } });
        var payload = data.GetProperty("detectRelations");
        payload.GetProperty("errors").GetArrayLength().Should().Be(0, payload.ToString());
        return [.. payload.GetProperty("proposals").EnumerateArray()];
    }

    private async Task<JsonElement> DecideAsync(string verb, string? proposalId) =>
        (await _host.DataAsync(
            $$"""
            mutation($i: RelationDecisionInput!) { {{verb}}Relation(input: $i) {
              relation { type origin } errors { code } } }
            """,
            new { i = new { proposalId } })).GetProperty($"{verb}Relation");

    private async Task<List<JsonElement>> OpenAsync(string? state) =>
    [
        .. (await _host.DataAsync(Open, new { c = _course, s = state ?? "PROPOSED" }))
            .GetProperty("relationProposals").GetProperty("nodes").EnumerateArray(),
    ];

    private static string KeysOf(JsonElement proposal) =>
        $"{proposal.GetProperty("from").GetProperty("key")} {proposal.GetProperty("to").GetProperty("key")}";
}
