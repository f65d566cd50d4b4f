using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Experiments;

public sealed class ExperimentApiTests : IAsyncLifetime
{
    private const string Payload = "{ experiment { key status traffic plannedDays stopReason decision "
        + "variants { key algorithm weight isControl } } errors { __typename code path } }";

    private ApiHost _host = null!;
    private SampleSchool _school = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _school = await SampleSchool.OpenAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_experiment_goes_from_draft_to_decision_and_leaves_a_trail()
    {
        var created = await CreateAsync("life");
        created.GetProperty("experiment").GetProperty("status").GetString().Should().Be("DRAFT");
        created.GetProperty("experiment").GetProperty("variants")[1].GetProperty("weight").GetDouble().Should().Be(0.5);
        (await DoAsync("updateExperiment", "key: \"life\", plannedDays: 14")).Should().Be("DRAFT");
        (await DoAsync("startExperiment", "key: \"life\"")).Should().Be("RUNNING");
        (await DoAsync("updateExperiment", "key: \"life\", hypothesis: \"Another\"")).Should().Be("ILLEGAL_STATE");
        (await DoAsync("startExperiment", "key: \"life\"")).Should().Be("ILLEGAL_STATE");
        (await DoAsync("pauseExperiment", "key: \"life\"")).Should().Be("PAUSED");
        (await DoAsync("startExperiment", "key: \"life\"")).Should().Be("RUNNING");
        (await DoAsync("stopExperiment", "key: \"life\", reason: \" \"")).Should().Be("BAD_USER_INPUT");
        (await DoAsync("stopExperiment", "key: \"life\", reason: \"Enough.\"")).Should().Be("STOPPED");
        (await DoAsync("decideExperiment", "key: \"life\", decision: SHIP, reason: \"It won.\"")).Should()
            .Be("DECIDED");
        (await DoAsync("startExperiment", "key: \"none\"")).Should().Be("NOT_FOUND");

        var audit = _host.Services.GetService(typeof(LearnerGraph.Domain.Kernel.IAuditLog))
            as LearnerGraph.Domain.Kernel.IAuditLog;
        var entries = await audit!.PageAsync(new("default"), "experiment:life", null, 20, default);
        entries.Select(entry => entry.Action).Should().Equal(
            "decideExperiment", "stopExperiment", "startExperiment", "pauseExperiment", "startExperiment",
            "updateExperiment", "createExperiment");
        entries[0].Reason.Should().Be("It won.");
    }

    [Fact]
    public async Task Create_refuses_an_unknown_policy_and_a_taken_key()
    {
        await CreateAsync("taken");

        Code(await CreateAsync("taken")).Should().Be("ALREADY_EXISTS");
        var unknown = await CreateAsync("other", algorithm: "no_such_policy");
        Code(unknown).Should().Be("BAD_USER_INPUT");
        unknown.GetProperty("errors")[0].GetProperty("path").ToString().Should()
            .Be("""["input","variants","1","algorithm"]""");
    }

    [Fact]
    public async Task Only_experimenters_change_and_only_staff_looks()
    {
        var (_, learner) = await _school.EnrolAsync("ada");
        var own = Token(Role.Learner, learner);

        (await _host.ErrorAsync("{ experiments { totalCount } }", null, own)).Should().Be("FORBIDDEN");
        (await _host.ErrorAsync("{ experiment(key: \"x\") { key } }", null, own)).Should().Be("FORBIDDEN");
        Code(await CreateAsync("mine", token: own)).Should().Be("FORBIDDEN");
        Code(await CreateAsync("mine", token: Token(Role.Author))).Should().Be("FORBIDDEN");
        Code(await CreateAsync("mine", token: Token(Role.Experimenter))).Should().BeNull();
        (await _host.DataAsync("{ experiments(status: DRAFT) { totalCount nodes { key } } }", null, Token(Role.Ops)))
            .GetProperty("experiments").GetProperty("totalCount").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_set_exposes_once_and_only_when_the_learner_is_served()
    {
        await RunningAsync("x");
        var (id, learner) = await _school.EnrolAsync("ada");

        await ServeAsync(id, null);
        (await ExposuresAsync("x")).Should().Be(0, "staff looked");
        for (var i = 0; i < 3; i++) await ServeAsync(id, Token(Role.Learner, learner));
        (await ExposuresAsync("x")).Should().Be(1);

        var assignment = (await _host.DataAsync(
            "query($l: ID!) { experiment(key: \"x\") { assignment(learnerId: $l) "
            + "{ variant { key algorithm } inExperiment reason exposedAt } } }",
            new { l = id })).GetProperty("experiment").GetProperty("assignment");
        assignment.GetProperty("reason").GetString().Should().Be("ASSIGNED");
        assignment.GetProperty("exposedAt").ValueKind.Should().Be(JsonValueKind.String);
        var served = await ServeAsync(id, Token(Role.Learner, learner));
        served.GetProperty("algorithm").GetString().Should()
            .Be(assignment.GetProperty("variant").GetProperty("algorithm").GetString());
        served.GetProperty("assignments")[0].GetProperty("variant").GetProperty("key").GetString().Should()
            .Be(assignment.GetProperty("variant").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Switched_off_or_opted_out_means_the_default_policy_without_exposure()
    {
        await RunningAsync("x");
        var (id, learner) = await _school.EnrolAsync("ada");
        var token = Token(Role.Learner, learner);

        await _host.DataAsync(
            "mutation { setExperimentsEnabled(input: { enabled: false, reason: \"Incident.\" }) { enabled } }");
        Reason(await ServeAsync(id, token)).Should().Be("SWITCHED_OFF");
        await _host.DataAsync(
            "mutation { setExperimentsEnabled(input: { enabled: true, reason: \"Over.\" }) { enabled } }");
        await _host.DataAsync(
            "mutation($l: ID!) { updateLearner(input: { learnerId: $l, experiments: false }) { errors { code } } }",
            new { l = id });
        Reason(await ServeAsync(id, token)).Should().Be("OPTED_OUT");
        (await ExposuresAsync("x")).Should().Be(0);
    }

    [Fact]
    public async Task A_forced_variant_is_served_and_stays_out_of_the_results()
    {
        await RunningAsync("x");
        var (id, learner) = await _school.EnrolAsync("ada");
        var token = Token(Role.Learner, learner);
        await ServeAsync(id, token);

        await _host.DataAsync(
            "mutation($l: ID!) { forceVariant(input: { key: \"x\", learnerId: $l, variant: \"treatment\" }) "
            + "{ errors { code } } }",
            new { l = id });

        var forced = await ServeAsync(id, token);
        forced.GetProperty("algorithm").GetString().Should().Be("content_based_v1");
        Reason(forced).Should().Be("FORCED");
        (await ExposuresAsync("x")).Should().Be(0);
    }

    [Fact]
    public async Task A_pause_takes_in_nobody_new_and_keeps_the_enrolled()
    {
        await RunningAsync("x");
        var (first, learner) = await _school.EnrolAsync("ada");
        await ServeAsync(first, Token(Role.Learner, learner));
        await DoAsync("pauseExperiment", "key: \"x\"");
        var (second, other) = await _school.EnrolAsync("bob");

        Reason(await ServeAsync(first, Token(Role.Learner, learner))).Should().Be("KEPT_WHILE_PAUSED");
        Reason(await ServeAsync(second, Token(Role.Learner, other))).Should().Be("PAUSED");
        (await ExposuresAsync("x")).Should().Be(1);
    }

    [Fact]
    public async Task Experiments_of_a_group_share_no_learner()
    {
        foreach (var key in new[] { "a", "b" })
        {
            await CreateAsync(key, group: "recs", traffic: 0.5);
            (await DoAsync("startExperiment", $"key: \"{key}\"")).Should().Be("RUNNING");
        }

        await CreateAsync("c", group: "recs", traffic: 0.1);
        (await DoAsync("startExperiment", "key: \"c\"")).Should().Be("EXCLUSION_GROUP_FULL");
        for (var i = 0; i < 12; i++)
        {
            var (id, _) = await _school.EnrolAsync($"learner{i}");
            var assignments = (await _host.DataAsync(
                "query($l: ID!) { learner(id: $l) { assignments { inExperiment } } }", new { l = id }))
                .GetProperty("learner").GetProperty("assignments");
            assignments.EnumerateArray().Count(one => one.GetProperty("inExperiment").GetBoolean()).Should().Be(1);
        }
    }

    [Fact]
    public async Task Results_come_from_what_learners_did_after_their_exposure()
    {
        await RunningAsync("x");
        for (var i = 0; i < 8; i++)
        {
            var (id, learner) = await _school.EnrolAsync($"learner{i}");
            await ServeAsync(id, Token(Role.Learner, learner));
            await _school.SubmitAsync(id, _school.Attempts(3 + i));
        }

        var results = (await _host.DataAsync(
            """
            { experiment(key: "x") { results { exposures decision decisionReason
                sampleRatio { mismatch observed { variant expected observed } }
                metrics { metric role control { count mean standardDeviation }
                  comparisons { status test pValue degreesOfFreedom difference isSignificant warning
                    treatment { count mean } differenceInterval { lower upper level } } } } } }
            """)).GetProperty("experiment").GetProperty("results");

        results.GetProperty("exposures").GetInt32().Should().Be(8);
        results.GetProperty("decision").GetString().Should().Be("KEEP_RUNNING");
        var primary = results.GetProperty("metrics")[0];
        primary.GetProperty("role").GetString().Should().Be("PRIMARY");
        var comparison = primary.GetProperty("comparisons")[0];
        comparison.GetProperty("status").GetString().Should().Be("OK");
        (primary.GetProperty("control").GetProperty("count").GetInt32()
            + comparison.GetProperty("treatment").GetProperty("count").GetInt32()).Should().Be(8);
        var difference = comparison.GetProperty("treatment").GetProperty("mean").GetDouble()
            - primary.GetProperty("control").GetProperty("mean").GetDouble();
        comparison.GetProperty("difference").GetDouble().Should().BeApproximately(difference, 1e-9);
    }

    [Fact]
    public async Task Power_analysis_sizes_by_the_exact_t_test()
    {
        var size = (await _host.DataAsync(
            "{ powerAnalysis(input: { metric: PRACTICE_MINUTES, baselineMean: 24, standardDeviation: 20, lift: 0.15, "
            + "learnersPerDay: 100 }) { perVariant total days cohensD } }")).GetProperty("powerAnalysis");

        size.ToString().Replace(" ", "", StringComparison.Ordinal).Should()
            .Be("""{"perVariant":486,"total":972,"days":10,"cohensD":0.18}""");
        var classes = (await _host.DataAsync(
            "{ powerAnalysis(input: { metric: PRACTICE_MINUTES, baselineMean: 24, standardDeviation: 20, lift: 0.15, "
            + "classSize: 21, intraclassCorrelation: 0.1 }) { perVariant } }")).GetProperty("powerAnalysis");
        classes.GetProperty("perVariant").GetInt32().Should().BeInRange(3 * 485, 3 * 486, "1 + 20 × 0.1 is 3");
        (await _host.ErrorAsync("{ powerAnalysis(input: { metric: ACCURACY, lift: 0.1 }) { perVariant } }")).Should()
            .Be("BAD_USER_INPUT");
    }

    [Fact]
    public async Task The_example_of_the_product_description_is_created_by_one_mutation()
    {
        var created = (await _host.DataAsync(
            $$"""
            mutation { createExperiment(input: {
              key: "recommendation_algorithm_test", name: "recommendation_algorithm_test"
              hypothesis: "Collaborative filtering increases practice time vs content-based"
              variants: [
                { key: "control", name: "Content-based", algorithm: "content_based_v1", isControl: true }
                { key: "treatment", name: "Collaborative", algorithm: "collaborative_filtering_v2", isControl: false }
              ]
              primaryMetric: PRACTICE_MINUTES, targetLift: 0.15, plannedDays: 30
            }) {{Payload}} }
            """)).GetProperty("createExperiment");

        Code(created).Should().BeNull();
        var experiment = created.GetProperty("experiment");
        experiment.GetProperty("plannedDays").GetInt32().Should().Be(30);
        experiment.GetProperty("variants").EnumerateArray().Select(one => one.GetProperty("weight").GetDouble())
            .Should().Equal(0.5, 0.5);
        (await DoAsync("startExperiment", "key: \"recommendation_algorithm_test\"")).Should().Be("RUNNING");
    }

    [Fact]
    public async Task A_class_is_assigned_as_a_whole_and_who_has_none_is_left_out()
    {
        await CreateAsync("classes", unit: "CLASS");
        (await DoAsync("startExperiment", "key: \"classes\"")).Should().Be("RUNNING");
        var variants = new Dictionary<string, HashSet<string>>();
        for (var i = 0; i < 12; i++)
        {
            var (id, learner) = await _school.EnrolAsync($"pupil{i}");
            var own = Token(Role.Learner, learner);
            if (i == 0)
            {
                Reason(await ServeAsync(id, own)).Should().Be("NO_CLASS");
                (await SetClassAsync(id, "1a", own)).Should().Be("FORBIDDEN");
            }

            (await SetClassAsync(id, $"class-{i % 4}", null)).Should().BeNull();
            var served = (await ServeAsync(id, own)).GetProperty("assignments")[0];
            if (!variants.TryGetValue($"{i % 4}", out var seen)) variants[$"{i % 4}"] = seen = [];
            seen.Add(served.GetProperty("variant").GetProperty("key").GetString()!);
        }

        variants.Values.Should().OnlyContain(seen => seen.Count == 1);
        var results = (await _host.DataAsync(
            "{ experiment(key: \"classes\") { results { exposures sampleRatio { observed { observed } } "
            + "sets { variant served shown neverShown } settingsHash dataHash } } }"))
            .GetProperty("experiment").GetProperty("results");
        results.GetProperty("exposures").GetInt32().Should().Be(12);
        results.GetProperty("sampleRatio").GetProperty("observed").EnumerateArray()
            .Sum(one => one.GetProperty("observed").GetInt32()).Should().Be(4, "classes are what was assigned");
        results.GetProperty("sets").EnumerateArray().Sum(one => one.GetProperty("neverShown").GetInt32()).Should()
            .BePositive();
    }

    [Fact]
    public async Task A_learner_sees_the_own_variant_and_nothing_of_the_results()
    {
        await RunningAsync("x");
        var (id, learner) = await _school.EnrolAsync("ada");
        var own = Token(Role.Learner, learner);
        await ServeAsync(id, own);

        var mine = (await _host.DataAsync(
            "query($l: ID!) { learner(id: $l) { assignments { reason experiment { key requiredSampleSize } } } }",
            new { l = id }, own)).GetProperty("learner").GetProperty("assignments")[0];
        mine.GetProperty("experiment").GetProperty("requiredSampleSize").ValueKind.Should().Be(JsonValueKind.Null);
        (await _host.ErrorAsync(
            "query($l: ID!) { learner(id: $l) { assignments { experiment { results { exposures } } } } }",
            new { l = id }, own)).Should().Be("FORBIDDEN");
    }

    private async Task<string?> SetClassAsync(string learner, string key, string? token) => Code((await _host.DataAsync(
        "mutation($l: ID!, $c: String) { updateLearner(input: { learnerId: $l, classKey: $c }) { errors { code } } }",
        new { l = learner, c = key }, token)).GetProperty("updateLearner"));

    private static string Token(Role role, LearnerId? learner = null) => ApiHost.TokenFor(role, learner);

    private static string? Code(JsonElement payload) => payload.GetProperty("errors") is { } errors
        && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;

    private static string? Reason(JsonElement set) =>
        set.GetProperty("assignments")[0].GetProperty("reason").GetString();

    private async Task<JsonElement> CreateAsync(
        string key, string algorithm = "content_based_v1", string? group = null, double traffic = 1,
        string? token = null, string unit = "LEARNER") =>
        (await _host.DataAsync(
            $"mutation($i: CreateExperimentInput!) {{ createExperiment(input: $i) {Payload} }}",
            new
            {
                i = new
                {
                    key, name = key, hypothesis = "Better matched.", primaryMetric = "PRACTICE_MINUTES",
                    secondaryMetrics = new[] { "ACCURACY" }, exclusionGroup = group, traffic, unit,
                    variants = new object[]
                    {
                        new { key = "control", name = "As it is", algorithm = "hybrid_v1", isControl = true },
                        new { key = "treatment", name = "New", algorithm, isControl = false },
                    },
                },
            },
            token)).GetProperty("createExperiment");

    private async Task RunningAsync(string key)
    {
        await CreateAsync(key);
        (await DoAsync("startExperiment", $"key: \"{key}\"")).Should().Be("RUNNING");
    }

    /// <summary>The status after the mutation, or the code of its refusal.</summary>
    private async Task<string?> DoAsync(string mutation, string input)
    {
        var payload = (await _host.DataAsync($"mutation {{ {mutation}(input: {{ {input} }}) {Payload} }}"))
            .GetProperty(mutation);
        return Code(payload) ?? payload.GetProperty("experiment").GetProperty("status").GetString();
    }

    private async Task<JsonElement> ServeAsync(string learner, string? token) =>
        (await _host.DataAsync(
            "query($l: ID!) { learner(id: $l) { recommendations(first: 3) "
            + "{ algorithm assignments { variant { key } reason } } } }",
            new { l = learner }, token)).GetProperty("learner").GetProperty("recommendations");

    private async Task<int> ExposuresAsync(string key) =>
        (await _host.DataAsync(
            "query($k: String!) { experiment(key: $k) { results { exposures } } }", new { k = key }))
        .GetProperty("experiment").GetProperty("results").GetProperty("exposures").GetInt32();
}
