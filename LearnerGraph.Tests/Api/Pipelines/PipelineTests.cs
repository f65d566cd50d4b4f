using System.Text.Json;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Pipelines;

/// <summary>Pipelines as clients see them, on the product's own assets.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private const string Run =
        """
        mutation($i: RunPipelineInput!) {
          runPipeline(input: $i) { run { id pipeline status } errors { __typename code path } clientMutationId }
        }
        """;

    private ApiHost _host = null!;
    private SampleSchool _school = null!;

    public async Task InitializeAsync()
    {
        _host = await PipelineHost.StartAsync();
        _school = await SampleSchool.OpenAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task RunPipeline_makes_everything_once_and_then_nothing()
    {
        var first = await ContentAsync();
        var second = await ContentAsync();

        first.Status.Should().Be(RunStatus.Succeeded);
        (await StepsAsync(first)).Should().OnlyContain(step => step.Status == RunStatus.Succeeded);
        (await StepsAsync(first)).Single(step => step.Asset == "text_prepared").RowsOut
            .Should().Be(_school.ConceptIds.Count + _school.QuestionIds.Count);
        second.Status.Should().Be(RunStatus.Skipped);
        (await StepsAsync(second)).Sum(step => step.RowsOut).Should().Be(0);
        (await StatusAsync("text_prepared")).GetProperty("isStale").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task RunPipeline_redoes_one_text_where_one_concept_has_changed()
    {
        await ContentAsync();
        await _host.DataAsync(
            "mutation($i: UpsertConceptsInput!) { upsertConcepts(input: $i) { errors { message } } }",
            new
            {
                i = new
                {
                    concepts = new[]
                    {
                        new { key = "concept-3", courseKey = "maths", name = "Concept 3", description = "Now said." },
                    },
                },
            });

        (await StatusAsync("catalog_validated")).GetProperty("staleBecause")[0].GetString()
            .Should().Be("maths: what it reads has changed");
        (await StatusAsync("text_prepared")).GetProperty("staleBecause")[0].GetString()
            .Should().Be("maths: its input catalog_validated is stale");
        var again = await ContentAsync();

        (await StepsAsync(again)).Single(step => step.Asset == "text_prepared").Should().Match<RunStep>(
            step => step.RowsOut == 1 && step.Message == "Because its input catalog_validated has changed.");
    }

    [Fact]
    public async Task RunPipeline_leaves_out_what_reads_an_asset_whose_check_failed()
    {
        await _host.DataAsync(
            "mutation($i: UpsertCoursesInput!) { upsertCourses(input: $i) { errors { message } } }",
            new { i = new { courses = new[] { new { key = "empty", title = "Empty" } } } });

        var run = await ContentAsync();
        var steps = await StepsAsync(run);

        run.Status.Should().Be(RunStatus.Failed);
        run.Error.Should().Be(
            "catalog_validated [empty]: The check concepts_exist failed: expected at least one concept, seen 0.");
        steps.Single(step => step is { Asset: "text_prepared", Partition: "empty" }).Message
            .Should().Be("Left out: its input catalog_validated failed.");
        steps.Single(step => step is { Asset: "text_prepared", Partition: "maths" }).Status
            .Should().Be(RunStatus.Succeeded);
    }

    [Fact]
    public async Task PipelineRun_tells_steps_checks_and_log_and_is_a_node()
    {
        var asked = await _host.DataAsync(
            Run, new { i = new { pipeline = "content", assets = new[] { "+text_prepared" }, clientMutationId = "a" } });
        var payload = asked.GetProperty("runPipeline");
        var id = payload.GetProperty("run").GetProperty("id").GetString()!;
        var queued = payload.GetProperty("run").GetProperty("status").GetString();
        await PipelineHost.WorkAsync(_host);

        var told = await _host.DataAsync(
            """
            query($id: ID!) {
              pipelineRun(id: $id) {
                pipeline status trigger by startedAt finishedAt error
                steps { asset part status attempt rowsIn rowsOut seconds memoryMb message checks { name passed } }
                log(last: 50) { level asset text }
              }
              node(id: $id) { __typename id }
            }
            """,
            new { id });
        var run = told.GetProperty("pipelineRun");

        queued.Should().Be("QUEUED");
        payload.GetProperty("clientMutationId").GetString().Should().Be("a");
        run.GetProperty("status").GetString().Should().Be("SUCCEEDED");
        run.GetProperty("steps")[0].GetProperty("checks").EnumerateArray().Should()
            .OnlyContain(check => check.GetProperty("passed").GetBoolean()).And.HaveCount(6);
        run.GetProperty("steps")[0].GetProperty("memoryMb").GetDouble().Should().BeGreaterThan(1);
        run.GetProperty("log").EnumerateArray().Select(line => line.GetProperty("text").GetString())
            .Should().Contain("Begins because it was never made.").And.Contain("108 rows in, 108 out.");
        told.GetProperty("node").GetProperty("__typename").GetString().Should().Be("PipelineRun");
    }

    [Fact]
    public async Task Pipelines_tell_assets_lineage_and_runs()
    {
        await ContentAsync();

        var data = await _host.DataAsync(
            """
            { pipelines { name description schedule nextRunAt runs(first: 3) { status }
                assets { name group owner version dependsOn partitionedBy lastMaterializedAt isStale rows
                  parts { key rows outputHash watermark madeFrom { name value } run { pipeline } } } } }
            """);
        var content = data.GetProperty("pipelines").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "content");
        var text = content.GetProperty("assets").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "text_prepared");

        text.GetProperty("dependsOn")[0].GetString().Should().Be("catalog_validated");
        text.GetProperty("rows").GetInt32().Should().Be(108);
        text.GetProperty("parts")[0].GetProperty("madeFrom")[0].GetProperty("name").GetString()
            .Should().Be("catalog_validated");
        content.GetProperty("runs").GetArrayLength().Should().Be(1);
        content.GetProperty("nextRunAt").GetDateTimeOffset().Should().BeAfter(_host.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("nothing", null, "NOT_FOUND")]
    [InlineData("content", "ghost", "BAD_USER_INPUT")]
    [InlineData("content", "+", "BAD_USER_INPUT")]
    public async Task RunPipeline_refuses_what_is_not_there(string pipeline, string? asset, string code)
    {
        var assets = asset is null ? null : new[] { asset };
        var data = await _host.DataAsync(Run, new { i = new { pipeline, assets } });

        data.GetProperty("runPipeline").GetProperty("run").ValueKind.Should().Be(JsonValueKind.Null);
        data.GetProperty("runPipeline").GetProperty("errors")[0].GetProperty("code").GetString().Should().Be(code);
    }

    [Fact]
    public async Task CancelPipelineRun_ends_a_queued_run_before_anything_is_made()
    {
        const string Cancel =
            "mutation($i: PipelineRunInput!) { cancelPipelineRun(input: $i) { run { status } errors { code } } }";
        var asked = await _host.DataAsync(Run, new { i = new { pipeline = "content" } });
        var runId = asked.GetProperty("runPipeline").GetProperty("run").GetProperty("id").GetString();

        await _host.DataAsync(Cancel, new { i = new { runId } });
        await PipelineHost.WorkAsync(_host);
        var ended = await _host.DataAsync("query($runId: ID!) { pipelineRun(id: $runId) { status } }", new { runId });
        var again = await _host.DataAsync(Cancel, new { i = new { runId } });

        ended.GetProperty("pipelineRun").GetProperty("status").GetString().Should().Be("CANCELLED");
        again.GetProperty("cancelPipelineRun").GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("CONFLICT");
    }

    private async Task<PipelineRun> ContentAsync() => await PipelineHost.RunAsync(_host, "content");

    private async Task<IReadOnlyList<RunStep>> StepsAsync(PipelineRun run) =>
        await PipelineHost.StepsAsync(_host, run);

    private async Task<JsonElement> StatusAsync(string asset)
    {
        var data = await _host.DataAsync("{ pipelines { assets { name isStale staleBecause } } }");
        return data.GetProperty("pipelines").EnumerateArray()
            .SelectMany(one => one.GetProperty("assets").EnumerateArray())
            .Single(one => one.GetProperty("name").GetString() == asset);
    }
}
