using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Tests.Api.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Tests.Api.Models;

public sealed class ModelTests
{
    private const string Start =
        "mutation($p: [NameValueInput!]) { startTraining(input: { model: \"ncf\", parameters: $p }) "
        + "{ run { id status } errors { code message } } }";

    private const string Why =
        "query($l: ID!) { learner(id: $l) { recommendations { source mix { note } "
        + "items { explanation(level: TECHNICAL) { algorithm { modelVersions } } } } } }";

    private static readonly object[] Small =
        [new { name = "epochs", value = "2" }, new { name = "width", value = "4" }];

    [Fact]
    public async Task StartTraining_below_the_least_number_of_samples_is_skipped_with_the_reason()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        await school.SubmitAsync(learner, school.Attempts(30));

        await host.DataAsync(Start, new { p = Small });
        await TrainAsync(host);

        var run = (await host.DataAsync("{ trainingRuns { nodes { status message version { id } } } }"))
            .GetProperty("trainingRuns").GetProperty("nodes")[0];
        run.GetProperty("status").GetString().Should().Be("SKIPPED");
        run.GetProperty("message").GetString().Should().StartWith("30 samples; at least 1000");
    }

    [Fact]
    public async Task StartTraining_refuses_parameters_that_do_not_exist_or_fit()
    {
        await using var host = await ApiHost.StartAsync();

        foreach (var (name, value) in new[] { ("layers", "3"), ("epochs", "0"), ("epochs", "2.5"), ("rate", "x") })
        {
            var answer = await host.DataAsync(Start, new { p = new[] { new { name, value } } });
            var payload = answer.GetProperty("startTraining");
            payload.GetProperty("run").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
            payload.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("BAD_USER_INPUT");
        }
    }

    [Fact]
    public async Task A_training_is_registered_with_what_it_takes_to_do_it_again_and_stands_before_the_gate()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Models:MinSamples"] = "20",
        });
        await TeachAsync(host, learners: 6);

        await host.DataAsync(Start, new { p = Small });
        await TrainAsync(host);

        var run = (await host.DataAsync(
            "{ trainingRuns { nodes { status message dataVersion codeVersion featureVersion series { epoch value } "
            + "version { id version stage artefactHash metrics { name } gate { name passed } } } } }"))
            .GetProperty("trainingRuns").GetProperty("nodes")[0];
        run.GetProperty("status").GetString().Should().Be("SUCCEEDED", run.ToString());
        run.GetProperty("series").EnumerateArray().Select(point => point.GetProperty("epoch").GetInt32())
            .Distinct().Should().Equal(1, 2);
        run.GetProperty("dataVersion").GetString().Should().HaveLength(64);
        var version = run.GetProperty("version");
        version.GetProperty("stage").GetString().Should().Be("CANDIDATE");
        version.GetProperty("gate")[0].GetProperty("passed").GetBoolean().Should().BeFalse("six cases are too few");

        var refused = await host.DataAsync(
            "mutation($v: ID!) { promoteModel(input: { modelVersionId: $v }) { errors { code message } } }",
            new { v = version.GetProperty("id").GetString() });
        refused.GetProperty("promoteModel").GetProperty("errors")[0].GetProperty("code").GetString()
            .Should().Be("GATE_FAILED");
    }

    [Fact]
    public async Task A_promoted_model_ranks_at_once_and_is_seen_in_explanations_until_it_is_rolled_back()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Models:MinSamples"] = "20",
        });
        var learner = await TeachAsync(host, learners: 6);
        await host.DataAsync(Start, new { p = Small });
        await TrainAsync(host);
        var version = await JudgedWellAsync(host);
        (await SeenAsync(host, learner)).Should().NotContain("ncf 1");

        var promoted = await host.DataAsync(
            "mutation($v: ID!) { promoteModel(input: { modelVersionId: $v }) "
            + "{ version { stage } errors { message } } }",
            new { v = await IdAsync(host) });

        promoted.GetProperty("promoteModel").GetProperty("version").GetProperty("stage").GetString()
            .Should().Be("PRODUCTION", promoted.ToString());
        (await SeenAsync(host, learner)).Should().Contain(version.Label);
        await host.DataAsync(
            """mutation { rollbackModel(input: { model: "ncf", reason: "a test" }) { errors { message } } }""");
        (await SeenAsync(host, learner)).Should().NotContain(version.Label);
        var audit = await host.DataAsync(
            """{ auditLog(subject: "model:ncf") { nodes { action reason } } }""");
        audit.GetProperty("auditLog").GetProperty("nodes").EnumerateArray()
            .Select(entry => entry.GetProperty("action").GetString())
            .Should().Equal("rollbackModel", "promoteModel");
    }

    [Fact]
    public async Task A_serving_model_whose_file_is_gone_leaves_the_rules_and_says_so()
    {
        await using var host = await ApiHost.StartAsync();
        var learner = await TeachAsync(host, learners: 1);
        await host.Services.GetRequiredService<IModelRegistry>().AddVersionAsync(
            new ModelVersion(
                default, TenantId.Default, "ncf", 0, ModelStage.Production, host.Clock.GetUtcNow(),
                new string('0', 64), true, new Dictionary<string, double>(), null, host.Clock.GetUtcNow()),
            default);
        await host.Services.GetRequiredService<ServedModels>().RefreshAsync(default);

        var set = (await host.DataAsync(Why, new { l = learner })).GetProperty("learner")
            .GetProperty("recommendations");

        set.GetProperty("source").GetString().Should().Be("DEGRADED");
        set.GetProperty("items").GetArrayLength().Should().BePositive();
        set.GetProperty("mix").ToString().Should().Contain("ncf 1 is not available");
    }

    [Fact]
    public async Task A_model_in_shadow_is_logged_and_changes_nothing_that_is_served()
    {
        using var lines = new LogLines("ShadowScores");
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?>
            {
                ["Models:MinSamples"] = "20",
                ["Exploration:Epsilon"] = "0",
                ["Logging:LogLevel:LearnerGraph.Api.Models.UseCases.ShadowScores"] = "Information",
            },
            services: services => services.AddSingleton<ILoggerProvider>(lines));
        var learner = await TeachAsync(host, learners: 6);
        await host.DataAsync(Start, new { p = Small });
        await TrainAsync(host);
        var before = await ServedAsync(host, learner);

        await host.DataAsync(
            "mutation($v: ID!) { promoteModel(input: { modelVersionId: $v, stage: SHADOW }) { errors { message } } }",
            new { v = await IdAsync(host) });
        var after = await ServedAsync(host, learner);

        after.Should().Be(before);
        (await lines.First).Should().StartWith("Shadow ncf 1 beside nothing");
    }

    [Fact]
    public async Task Pipeline_training_makes_a_candidate_of_each_model_and_none_without_new_answers()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Pipelines:RetryDelayMs"] = "1",
        });
        await TeachAsync(host, learners: 2);

        var first = await PipelineHost.RunAsync(host, "training");
        var second = await PipelineHost.RunAsync(host, "training");

        first.Status.Should().Be(RunStatus.Succeeded);
        second.Status.Should().Be(RunStatus.Skipped);
        (await host.DataAsync("{ trainingRuns { nodes { model status } } }")).GetProperty("trainingRuns")
            .GetProperty("nodes").EnumerateArray().Select(run => $"{run}")
            .Should().HaveCount(2).And.OnlyContain(run => run.Contains("SKIPPED"), "two learners are too few");
    }

    private static async Task<string> ServedAsync(ApiHost host, string learner) =>
        (await host.DataAsync(
            "query($l: ID!) { learner(id: $l) { recommendations { items { score questions { key } } } } }",
            new { l = learner })).ToString();

    private static async Task<string> TeachAsync(ApiHost host, int learners)
    {
        var school = await SampleSchool.OpenAsync(host);
        var last = "";
        for (var i = 0; i < learners; i++)
        {
            (last, _) = await school.EnrolAsync($"learner-{i}");
            await school.SubmitAsync(last, school.Attempts(10 + i));
        }

        return last;
    }

    private static async Task TrainAsync(ApiHost host)
    {
        foreach (var run in await host.Services.GetRequiredService<IModelRegistry>().OpenRunsAsync(default))
            await host.Services.GetRequiredService<TrainModel>().RunAsync(run, null, default);
    }

    // Six learners prove nothing: the figures of a good version are put in their place.
    private static async Task<ModelVersion> JudgedWellAsync(ApiHost host)
    {
        var registry = host.Services.GetRequiredService<IModelRegistry>();
        var version = (await registry.VersionsAsync(TenantId.Default, ["ncf"], default))["ncf"][0];
        var judged = version with
        {
            Evaluation = new Evaluation(
                "ndcg@10", 0.5, 0.01, 100, new Dictionary<string, double>(), new Dictionary<string, double>(), null, 1,
                1e-7),
        };
        await registry.SaveEvaluationAsync(judged, default);
        return judged;
    }

    private static async Task<string> IdAsync(ApiHost host) =>
        (await host.DataAsync("{ models { name versions { id } } }")).GetProperty("models").EnumerateArray()
        .Single(model => model.GetProperty("name").GetString() == "ncf").GetProperty("versions")[0]
        .GetProperty("id").GetString()!;

    private static async Task<string> SeenAsync(ApiHost host, string learner) =>
        (await host.DataAsync(Why, new { l = learner })).ToString();

    /// <summary>Lines of one category.</summary>
    private sealed class LogLines(string category) : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public ILogger CreateLogger(string categoryName) =>
            categoryName.EndsWith(category, StringComparison.Ordinal)
                ? this
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            _first.TrySetResult(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
