using System.Text.Json;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Tests.Support;

/// <summary>A course of a dozen concepts with questions, and learners, put in through the API as clients do.</summary>
internal sealed class SampleSchool
{
    private const int Concepts = 12;
    private const int QuestionsPerConcept = 8;

    private SampleSchool(ApiHost host) => Host = host;

    public ApiHost Host { get; }

    public IReadOnlyList<string> QuestionIds { get; private set; } = [];

    public IReadOnlyList<string> ConceptIds { get; private set; } = [];

    public static async Task<SampleSchool> OpenAsync(ApiHost host)
    {
        var school = new SampleSchool(host);
        await host.DataAsync(
            "mutation($i: UpsertCoursesInput!) { upsertCourses(input: $i) { errors { message } } }",
            new { i = new { courses = new[] { new { key = "maths", title = "Maths" } } } });
        school.ConceptIds = await school.UpsertAsync("Concepts", Enumerable.Range(0, Concepts).Select(c => new
        {
            key = $"concept-{c}", courseKey = "maths", name = $"Concept {c}", difficulty = 0.2 + (0.05 * c),
            requires = c < 6 ? [] : new[] { $"concept-{c - 6}" },
        }));
        school.QuestionIds = await school.UpsertAsync(
            "Questions",
            from c in Enumerable.Range(0, Concepts)
            from q in Enumerable.Range(0, QuestionsPerConcept)
            select new
            {
                key = $"question-{c}-{q}", prompt = $"What is {c} and {q}?", type = "SHORT_ANSWER",
                conceptLinks = new[] { new { conceptKey = $"concept-{c}" } }, answer = "secret answer",
                explanation = "secret explanation", difficulty = 0.15 + (0.09 * q),
            });
        return school;
    }

    /// <summary>A learner's id as the schema shows it, and as the domain knows it.</summary>
    public async Task<(string GlobalId, LearnerId Id)> EnrolAsync(string name)
    {
        var data = await Host.DataAsync(
            "mutation($i: CreateLearnerInput!) { createLearner(input: $i) { learner { id } errors { message } } }",
            new { i = new { externalId = name, username = name, timeZone = "Europe/Berlin" } });
        var id = data.GetProperty("createLearner").GetProperty("learner").GetProperty("id").GetString()!;
        return (id, new LearnerId(NumberIn(id)));
    }

    /// <summary>Answers to the first questions, a minute apart, ending now.</summary>
    public object[] Attempts(int count, bool isRight = true) => Enumerable.Range(0, count).Select(i => (object)new
    {
        clientAttemptId = Guid.NewGuid(), questionId = QuestionIds[i % QuestionIds.Count],
        answeredAt = Host.Clock.GetUtcNow().AddMinutes(i - count), durationMs = 20_000,
        answer = isRight ? "secret answer" : "no idea",
    }).ToArray();

    public async Task<JsonElement> SubmitAsync(string learner, object[] attempts, string? token = null) =>
        (await Host.DataAsync(
            """
            mutation($i: SubmitAttemptsInput!) {
              submitAttempts(input: $i) {
                accepted duplicates
                results { status correct solution explanation error { __typename code path } }
                mastery { probability attempts concept { key } } streaks { kind current } errors { code message }
              }
            }
            """,
            new { i = new { learnerId = learner, attempts } }, token)).GetProperty("submitAttempts");

    private async Task<IReadOnlyList<string>> UpsertAsync(string kind, IEnumerable<object> rows)
    {
        var lower = char.ToLowerInvariant(kind[0]) + kind[1..];
        var data = await Host.DataAsync(
            $$"""
            mutation($i: Upsert{{kind}}Input!) {
              upsert{{kind}}(input: $i) { {{lower}} { id } errors { message path } }
            }
            """,
            new { i = new Dictionary<string, object> { [lower] = rows.ToArray() } });
        var payload = data.GetProperty($"upsert{kind}");
        payload.GetProperty("errors").GetArrayLength().Should().Be(0, payload.ToString());
        return [.. payload.GetProperty(lower).EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
    }

    private static long NumberIn(string globalId)
    {
        var text = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(globalId));
        return long.Parse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }
}
