using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Faults;

/// <summary>
/// Learners who answer five questions at a time over HTTP, as offline clients do: a submission without an answer is
/// sent again, with the same ids, until it is acknowledged.
/// </summary>
internal sealed class Practice(Journal journal, int seed)
{
    private const int Batch = 5;

    private readonly List<Learner> _learners = [];
    private string[] _questions = [];

    /// <summary>Answers that were none of: accepted, refused for a while (503 or a named error), no answer.</summary>
    public List<string> Wrong { get; } = [];

    public int Refused { get; private set; }

    /// <summary>Requests that were cut off.</summary>
    public int Unanswered { get; private set; }

    /// <summary>One course, ten questions and some learners.</summary>
    public async Task FillAsync(ServerProcess server, int learners)
    {
        await server.DataAsync(
            "mutation($i: UpsertCoursesInput!) { upsertCourses(input: $i) { errors { message } } }",
            new { i = new { courses = new[] { new { key = "c", title = "C" } } } });
        await server.DataAsync(
            "mutation($i: UpsertConceptsInput!) { upsertConcepts(input: $i) { errors { message } } }",
            new { i = new { concepts = new[] { new { key = "k", courseKey = "c", name = "K" } } } });
        var upserted = await server.DataAsync(
            "mutation($i: UpsertQuestionsInput!) { upsertQuestions(input: $i) { questions { id } } }",
            new
            {
                i = new
                {
                    questions = Enumerable.Range(0, 10).Select(q => new
                    {
                        key = $"q{q}", prompt = $"{q}?", type = "SHORT_ANSWER", answer = "a",
                        conceptLinks = new[] { new { conceptKey = "k" } },
                    }),
                },
            });
        _questions = [.. upserted.GetProperty("upsertQuestions").GetProperty("questions").EnumerateArray()
            .Select(question => question.GetProperty("id").GetString()!)];
        for (var i = 0; i < learners; i++)
        {
            var created = await server.DataAsync(
                "mutation($i: CreateLearnerInput!) { createLearner(input: $i) { learner { id } } }",
                new { i = new { externalId = $"learner-{i}", username = $"learner-{i}" } });
            _learners.Add(new Learner(
                created.GetProperty("createLearner").GetProperty("learner").GetProperty("id").GetString()!,
                new Random(seed + i)));
        }
    }

    /// <summary>All learners answer, each submission at the server that is named for it.</summary>
    public Task RunAsync(Func<ServerProcess> server, CancellationToken ct) =>
        Task.WhenAll(
            _learners.Select(learner => Task.Run(() => AnswerAsync(learner, server, ct), CancellationToken.None)));

    /// <summary>Sends again what has not been acknowledged.</summary>
    public async Task FinishAsync(ServerProcess server)
    {
        foreach (var learner in _learners)
        {
            if (learner.Pending is null) continue;

            (await SubmitAsync(learner, server, CancellationToken.None)).Should().BeTrue("the server is well");
        }
    }

    /// <summary>The journal against what the server tells, and its counts against its attempts.</summary>
    public async Task VerifyAsync(ServerProcess server)
    {
        Wrong.Should().BeEmpty();
        var stored = new List<Guid>();
        foreach (var learner in _learners)
        {
            var own = await StoredAsync(server, learner.Id);
            var counted = await server.DataAsync(
                "query($l: ID!) { learner(id: $l) { stats { attempts } } }", new { l = learner.Id });
            counted.GetProperty("learner").GetProperty("stats").GetProperty("attempts").GetInt32()
                .Should().Be(own.Count, "beliefs count what is stored");
            stored.AddRange(own);
        }

        journal.Verify(stored);
    }

    /// <summary>Every learner asks for a set, which must come; how many of them came from a cache.</summary>
    public async Task<int> CachedAsync(ServerProcess server)
    {
        var sets = await Task.WhenAll(_learners.Select(learner => server.DataAsync(
            "query($l: ID!) { learner(id: $l) { recommendations { source items { rank } } } }",
            new { l = learner.Id })));
        return sets.Count(set => set.GetProperty("learner").GetProperty("recommendations").GetProperty("source")
            .GetString() == "CACHE");
    }

    private async Task AnswerAsync(Learner learner, Func<ServerProcess> server, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            if (!await SubmitAsync(learner, server(), CancellationToken.None))
                await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task<bool> SubmitAsync(Learner learner, ServerProcess server, CancellationToken ct)
    {
        if (learner.Pending is null)
        {
            learner.Pending = [.. Enumerable.Range(0, Batch).Select(_ => NewId(learner.Random))];
            learner.AnsweredAt = DateTimeOffset.UtcNow;
            journal.Sending(learner.Pending);
        }

        try
        {
            using var response = await server.PostAsync(
                """
                mutation($i: SubmitAttemptsInput!) {
                  submitAttempts(input: $i) { accepted duplicates errors { code } }
                }
                """,
                new
                {
                    i = new
                    {
                        learnerId = learner.Id,
                        attempts = learner.Pending.Select((id, i) => new
                        {
                            clientAttemptId = id, questionId = _questions[i], durationMs = 1000, answer = "a",
                            answeredAt = learner.AnsweredAt,
                        }),
                    },
                },
                ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                Refused++;
                return false;
            }

            var answer = JsonSerializer.Deserialize<JsonElement>(text);
            if (answer.TryGetProperty("errors", out _))
            {
                Refused++;
                return false;
            }

            var receipt = answer.GetProperty("data").GetProperty("submitAttempts");
            if (receipt.GetProperty("accepted").GetInt32() + receipt.GetProperty("duplicates").GetInt32() != Batch)
            {
                lock (Wrong) Wrong.Add(text);
                return false;
            }

            journal.Acknowledge(learner.Pending);
            learner.Pending = null;
            return true;
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            // Cut off: not acknowledged, so nothing is promised.
            Unanswered++;
            return false;
        }
    }

    private static async Task<List<Guid>> StoredAsync(ServerProcess server, string learner)
    {
        var stored = new List<Guid>();
        string? after = null;
        while (true)
        {
            var data = await server.DataAsync(
                "query($l: ID!, $a: String) { learner(id: $l) { attempts(first: 100, after: $a) { "
                + "nodes { clientAttemptId } pageInfo { hasNextPage endCursor } } } }",
                new { l = learner, a = after });
            var page = data.GetProperty("learner").GetProperty("attempts");
            stored.AddRange(page.GetProperty("nodes").EnumerateArray()
                .Select(node => node.GetProperty("clientAttemptId").GetGuid()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) return stored;

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private sealed class Learner(string id, Random random)
    {
        public string Id => id;

        public Random Random => random;

        public Guid[]? Pending { get; set; }

        public DateTimeOffset AnsweredAt { get; set; }
    }
}
