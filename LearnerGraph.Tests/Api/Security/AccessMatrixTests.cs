using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.GraphQL;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Security;

/// <summary>
/// What a learner's token gets of every root field, asked about somebody else. A new root field without a row fails.
/// </summary>
public sealed class AccessMatrixTests
{
    private const string Open = "open";
    private const string Nothing = "null";
    private const string Forbidden = "FORBIDDEN";
    private const string NotFound = "NOT_FOUND";

    internal static readonly Dictionary<string, (string Document, string Expected)> Queries = new()
    {
        ["node"] = ("""node(id: "$bob") { id }""", Nothing),
        ["nodes"] = ("""nodes(ids: ["$bobsAttempt", "$bobsMastery", "$bobsStreak", "$bobsSet"]) { id }""", Nothing),
        ["me"] = ("me { id }", Open),
        ["learner"] = ("""learner(id: "$bob") { id }""", Forbidden),
        ["learnerByExternalId"] = ("""learnerByExternalId(externalId: "bob") { id }""", Forbidden),
        ["learners"] = ("learners { totalCount }", Forbidden),
        ["concept"] = ("""concept(id: "$concept") { id }""", Open),
        ["concepts"] = ("concepts { totalCount }", Open),
        ["question"] = ("""question(id: "$question") { id }""", Open),
        ["courses"] = ("courses { totalCount }", Open),
        ["suggestConcepts"] = ("""suggestConcepts(description: "x") { similarity }""", Forbidden),
        ["conceptClusters"] = ("""conceptClusters(courseId: "Q291cnNlOjE") { label }""", Forbidden),
        ["relationProposals"] = ("""relationProposals(courseId: "Q291cnNlOjE") { totalCount }""", Forbidden),
        ["improvementTasks"] = ("improvementTasks { totalCount }", Forbidden),
        ["recommendation"] = ("""recommendation(id: "$bobsItem") { id }""", Nothing),
        ["recommendationSet"] = ("""recommendationSet(id: "$bobsSet") { id }""", Nothing),
        ["auditLog"] = ("auditLog { totalCount }", Forbidden),
        ["systemMetrics"] = ("systemMetrics { traffic { httpRequests } }", Forbidden),
        ["configuration"] = ("configuration { key }", Forbidden),
        ["exportLearner"] = ("""exportLearner(learnerId: "$bob")""", Forbidden),
        ["apiKeys"] = ("apiKeys { totalCount }", Forbidden),
        ["experiment"] = ("""experiment(key: "x") { id }""", Forbidden),
        ["dailyFacts"] = ("dailyFacts { day }", Forbidden),
        ["flaggedQuestions"] = ("flaggedQuestions { id }", Forbidden),
        ["pipelines"] = ("pipelines { name }", Forbidden),
        ["models"] = ("models { name }", Forbidden),
        ["trainingRuns"] = ("trainingRuns { totalCount }", Forbidden),
        ["pipelineRun"] = ("""pipelineRun(id: "UGlwZWxpbmVSdW46MQ") { id }""", Forbidden),
        ["experiments"] = ("experiments { totalCount }", Forbidden),
        ["powerAnalysis"] = (
            """
            powerAnalysis(input: { metric: ACCURACY, lift: 0.1, baselineMean: 0.5, standardDeviation: 0.2 }) { total }
            """,
            Forbidden),
    };

    internal static readonly Dictionary<string, (string Input, string Expected)> Mutations = new()
    {
        ["createLearner"] = ("""externalId: "x", username: "xyz" """, Forbidden),
        ["updateLearner"] = ("""learnerId: "$bob", displayName: "x" """, Forbidden),
        ["eraseLearner"] = ("""learnerId: "$bob" """, Forbidden),
        ["submitAttempts"] = ("""learnerId: "$bob", attempts: []""", Forbidden),
        ["gradeAttempts"] = ("""grades: [{ attemptId: "$bobsAttempt", correct: true }]""", Forbidden),
        ["generateRecommendations"] = ("""learnerId: "$bob" """, Forbidden),
        ["recordRecommendationFeedback"] = (
            """
            events: [{ clientEventId: "0b1e6a54-6d3f-4a3c-9d0e-2f6f2b8f3a11", recommendationId: "$bobsItem"
              action: SHOWN, occurredAt: "2026-05-04T10:00:00Z" }]
            """,
            NotFound),
        ["recordInteractions"] = ("""learnerId: "$bob", sessions: []""", Forbidden),
        ["setStreakGoal"] = ("""learnerId: "$bob", kind: DAILY_PRACTICE, target: 3""", Forbidden),
        ["createExperiment"] = (
            """
            key: "x", name: "x", hypothesis: "x", primaryMetric: ACCURACY, variants: [
              { key: "a", name: "a", algorithm: "hybrid_v1", isControl: true }
              { key: "b", name: "b", algorithm: "random_v1", isControl: false }]
            """,
            Forbidden),
        ["updateExperiment"] = ("""key: "x", name: "y" """, Forbidden),
        ["startExperiment"] = ("""key: "x" """, Forbidden),
        ["pauseExperiment"] = ("""key: "x" """, Forbidden),
        ["rampExperiment"] = ("""key: "x", traffic: 0.5""", Forbidden),
        ["stopExperiment"] = ("""key: "x", reason: "x" """, Forbidden),
        ["decideExperiment"] = ("""key: "x", decision: SHIP, reason: "x" """, Forbidden),
        ["forceVariant"] = ("""key: "x", learnerId: "$bob", variant: "a" """, Forbidden),
        ["setExperimentsEnabled"] = ("""enabled: false, reason: "x" """, Forbidden),
        ["createApiKey"] = ("""name: "x", roles: ["OPS"]""", Forbidden),
        ["revokeApiKey"] = ("""id: "$apiKey" """, Forbidden),
        ["runPipeline"] = ("""pipeline: "content" """, Forbidden),
        ["startTraining"] = ("""model: "ncf" """, Forbidden),
        ["cancelTraining"] = ("""runId: "VHJhaW5pbmdSdW46MQ" """, Forbidden),
        ["promoteModel"] = ("""modelVersionId: "TW9kZWxWZXJzaW9uOjE" """, Forbidden),
        ["evaluateModel"] = ("""modelVersionId: "TW9kZWxWZXJzaW9uOjE" """, Forbidden),
        ["rollbackModel"] = ("""model: "ncf", reason: "worse" """, Forbidden),
        ["retryPipelineRun"] = ("""runId: "UGlwZWxpbmVSdW46MQ" """, Forbidden),
        ["cancelPipelineRun"] = ("""runId: "UGlwZWxpbmVSdW46MQ" """, Forbidden),
        ["upsertCourses"] = ("""courses: [{ key: "x", title: "x" }]""", Forbidden),
        ["upsertConcepts"] = ("""concepts: [{ key: "x", courseKey: "maths", name: "x" }]""", Forbidden),
        ["upsertQuestions"] = ("questions: []", Forbidden),
        ["archiveConcepts"] = ("""ids: ["$concept"]""", Forbidden),
        ["archiveQuestions"] = ("""ids: ["$question"]""", Forbidden),
        ["detectRelations"] = ("""courseId: "Q291cnNlOjE" """, Forbidden),
        ["acceptRelation"] = ("""proposalId: "UmVsYXRpb25Qcm9wb3NhbDox" """, Forbidden),
        ["rejectRelation"] = ("""proposalId: "UmVsYXRpb25Qcm9wb3NhbDox" """, Forbidden),
        ["recordSuggestionFeedback"] = ("""description: "x", acceptedConceptId: "$concept" """, Forbidden),
        ["resetSuggestionFeedback"] = ("""courseId: "Q291cnNlOjE" """, Forbidden),
        ["removeRelation"] = ("""fromId: "$concept", toId: "$concept", type: REQUIRES""", Forbidden),
    };

    [Fact]
    public async Task A_learner_reaches_nothing_of_others_by_any_root_field()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (_, adaId) = await school.EnrolAsync("ada");
        var (bob, _) = await school.EnrolAsync("bob");
        await school.SubmitAsync(bob, school.Attempts(3));
        var names = await NamesAsync(host, school, bob);
        var token = ApiHost.TokenFor(Role.Learner, adaId);
        var schema = host.Services.GetRequiredService<GraphQLServer>().Schema;
        var unlike = new List<string>();

        schema.Query!.Fields.Select(field => field.Name).Should().BeEquivalentTo(Queries.Keys);
        schema.Mutation!.Fields.Select(field => field.Name).Should().BeEquivalentTo(Mutations.Keys);
        foreach (var (field, (document, expected)) in Queries)
        {
            var response = await host.SendAsync($"{{ {Filled(document, names)} }}", token: token);
            if (OutcomeOf(response, field) != expected) unlike.Add($"{field}: {response}");
        }

        foreach (var (field, (input, expected)) in Mutations)
        {
            var document = $"mutation {{ {field}(input: {{ {Filled(input, names)} }}) {{ errors {{ code }} }} }}";
            var response = await host.SendAsync(document, token: token);
            var told = response.TryGetProperty("errors", out _)
                ? response.ToString()
                : response.GetProperty("data").GetProperty(field).GetProperty("errors")[0].GetProperty("code")
                    .GetString();
            if (told != expected) unlike.Add($"{field}: {told}");
        }

        unlike.Should().BeEmpty();
    }

    private static string OutcomeOf(JsonElement response, string field)
    {
        if (response.TryGetProperty("errors", out var errors))
        {
            return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
        }

        var value = response.GetProperty("data").GetProperty(field);
        return value.ValueKind is JsonValueKind.Null
            || (value.ValueKind is JsonValueKind.Array
                && value.EnumerateArray().All(one => one.ValueKind is JsonValueKind.Null))
            ? Nothing
            : Open;
    }

    internal static string Filled(string text, Dictionary<string, string> names) =>
        names.OrderByDescending(name => name.Key.Length)
            .Aggregate(text, (filled, name) => filled.Replace($"${name.Key}", name.Value, StringComparison.Ordinal));

    internal static async Task<Dictionary<string, string>> NamesAsync(ApiHost host, SampleSchool school, string bob)
    {
        var data = await host.DataAsync(
            """
            query($l: ID!) { learner(id: $l) {
              attempts(first: 1) { nodes { id } } mastery(first: 1) { nodes { id } } streaks { id }
              recommendations { id items { id } } } }
            """,
            new { l = bob });
        var learner = data.GetProperty("learner");
        var set = learner.GetProperty("recommendations");
        return new()
        {
            ["bob"] = bob,
            ["bobsAttempt"] = IdIn(learner.GetProperty("attempts").GetProperty("nodes")[0]),
            ["bobsMastery"] = IdIn(learner.GetProperty("mastery").GetProperty("nodes")[0]),
            ["bobsStreak"] = IdIn(learner.GetProperty("streaks")[0]),
            ["bobsSet"] = IdIn(set),
            ["bobsItem"] = IdIn(set.GetProperty("items")[0]),
            ["apiKey"] = Convert.ToBase64String("ApiKey:1"u8),
            ["concept"] = school.ConceptIds[0],
            ["question"] = school.QuestionIds[0],
        };
    }

    private static string IdIn(JsonElement element) => element.GetProperty("id").GetString()!;
}
