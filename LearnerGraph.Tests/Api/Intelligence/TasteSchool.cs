using System.Text.Json;
using LearnerGraph.Api.Intelligence.Personal.UseCases;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Intelligence;

/// <summary>A course of ten topics, each told in four settings, for those who like one setting.</summary>
internal sealed class TasteSchool
{
    public static readonly string[] Topics =
    [
        "fractions", "triangles", "percentages", "averages", "negative numbers", "probability", "ratios", "equations",
        "symmetry", "measuring volume",
    ];

    public static readonly string[] Settings = ["cooking", "football", "music", "gardening"];

    private const string Search =
        """
        query($id: ID!, $q: String!, $n: Int) { learner(id: $id) { search(query: $q, first: $n) {
          sessionId hits { rank score isExploration propensity node { __typename id ... on Concept { name } } } } } }
        """;

    private const string Record =
        """
        mutation($i: RecordInteractionsInput!) { recordInteractions(input: $i) {
          accepted duplicates errors { code path } } }
        """;

    private readonly SampleSchool _school;

    private TasteSchool(SampleSchool school) => _school = school;

    public ApiHost Host => _school.Host;

    public static async Task<TasteSchool> OpenAsync(ApiHost host)
    {
        var school = new TasteSchool(await SampleSchool.OpenAsync(host));
        var data = await host.DataAsync(
            """
            mutation($concepts: [ConceptInput!]!) {
              upsertCourses(input: { courses: [{ key: "taste", title: "Taste" }] }) { errors { message } }
              upsertConcepts(input: { concepts: $concepts }) { errors { message } }
            }
            """,
            new
            {
                concepts = from t in Enumerable.Range(0, Topics.Length)
                           from s in Enumerable.Range(0, Settings.Length)
                           select new
                           {
                               key = $"t{t}s{s}", courseKey = "taste", name = $"{Topics[t]} in {Settings[s]}",
                               description = $"Understanding {Topics[t]} by examples of {Settings[s]}.",
                           },
            });
        data.GetProperty("upsertConcepts").GetProperty("errors").GetArrayLength().Should().Be(0, data.ToString());
        return school;
    }

    public async Task<string> EnrolAsync(string name) => (await _school.EnrolAsync(name)).GlobalId;

    public async Task<JsonElement> SearchAsync(string learner, string query, int first = 10) =>
        (await Host.DataAsync(Search, new { id = learner, q = query, n = first }))
            .GetProperty("learner").GetProperty("search");

    public Task<string> RefusalAsync(string learner, string query, int first, string? token = null) =>
        Host.ErrorAsync(Search, new { id = learner, q = query, n = first }, token);

    /// <summary>The hits alone, as sent: a session's id is another each time.</summary>
    public async Task<string> HitsAsync(string learner, string query) =>
        (await SearchAsync(learner, query)).GetProperty("hits").GetRawText();

    public async Task<JsonElement> RecordAsync(string learner, params object[] sessions) =>
        (await Host.DataAsync(Record, new { i = new { learnerId = learner, sessions } }))
            .GetProperty("recordInteractions");

    /// <summary>Searches, opens every hit whose name ends so, and tells it.</summary>
    public async Task<object> BrowseAsync(string learner, string query, string liked)
    {
        var found = await SearchAsync(learner, query);
        var session = Session(found, query, name => name.EndsWith(liked, StringComparison.Ordinal));
        (await RecordAsync(learner, session)).GetProperty("accepted").GetInt32().Should().Be(1);
        return session;
    }

    public object Session(JsonElement found, string query, Func<string, bool> isLiked, int durationMs = 60_000) => new
    {
        clientSessionId = found.GetProperty("sessionId").GetGuid(), query,
        shownIds = Nodes(found).Select(node => node.GetProperty("id").GetString()),
        events = Nodes(found).Where(node => isLiked(NameOf(node))).Select(node => new
        {
            objectId = node.GetProperty("id").GetString(), kind = "CLICK", occurredAt = Host.Clock.GetUtcNow(),
        }),
        startedAt = Host.Clock.GetUtcNow(), durationMs,
    };

    public async Task<ImprovementCount> ImproveAsync() =>
        await Host.Services.GetRequiredService<ImproveVectors>().RunAsync(TenantId.Default, CancellationToken.None);

    /// <summary>The same by the pipeline, after what it is made from.</summary>
    public async Task<PipelineRun> RunPipelineAsync(string name)
    {
        var asked = await Host.Services.GetRequiredService<RunPipeline>().RunAsync(
            Caller.System(TenantId.Default), name, [], false, RunTrigger.Person, default);
        asked.TryGet(out var run, out var problem).Should().BeTrue("{0}", problem?.Message);
        return await Host.Services.GetRequiredService<ExecuteRun>().RunAsync(run!, CancellationToken.None);
    }

    public static IReadOnlyList<string> NamesOf(JsonElement found) => [.. Nodes(found).Select(NameOf)];

    private static IEnumerable<JsonElement> Nodes(JsonElement found) =>
        found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("node"));

    private static string NameOf(JsonElement node) =>
        node.TryGetProperty("name", out var name) ? name.GetString()! : "";
}
