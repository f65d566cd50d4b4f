using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>
/// Requests that arrive at a fixed rate whether the server keeps up or not: 70 % sets, 20 % submissions of five
/// answers, 10 % feedback. A latency counts from the moment at which its request was meant to be sent.
/// </summary>
internal sealed class OpenLoop(Uri server, string[] learners, string[] questions, double rate) : IDisposable
{
    private const string Set = "query($l: ID!) { learner(id: $l) { recommendations { source items { id rank lane "
        + "score reason concept { name } questions { prompt } } } } }";

    private const string Submit =
        "mutation($i: SubmitAttemptsInput!) { submitAttempts(input: $i) { accepted errors { code } } }";

    private const string Feedback = "mutation($i: RecordRecommendationFeedbackInput!) { "
        + "recordRecommendationFeedback(input: $i) { errors { code } } }";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
    {
        BaseAddress = server, Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly string?[] _shown = new string?[learners.Length];
    private int _degraded;
    private int _cached;

    public void Dispose() => _http.Dispose();

    /// <summary>One line a kind, and the same as JSON.</summary>
    public async Task<object> RunAsync(TimeSpan time, int seed)
    {
        var random = new Random(seed);
        var count = (int)(time.TotalSeconds * rate);
        var running = new List<Task<(string Kind, double Ms, bool IsError)>>(count);
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = begin + (long)(i / rate * Stopwatch.Frequency);
            var ahead = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (ahead > TimeSpan.FromMilliseconds(1)) await Task.Delay(ahead);
            var (who, what) = (random.Next(learners.Length), random.Next(10));
            running.Add(SendAsync(who, what, random.Next(questions.Length - 5), due));
        }

        var done = await Task.WhenAll(running);
        var rows = done.GroupBy(one => one.Kind).OrderBy(kind => kind.Key).Select(kind => Row(kind.Key, [.. kind]))
            .Append(Row("all", done)).ToArray();
        Console.WriteLine(
            $"open loop, {rate:0} arrivals/s for {time.TotalSeconds:0} s: "
            + $"sets from a cache {_cached}, degraded {_degraded}");
        Console.WriteLine("kind        requests    p50 ms    p99 ms   mean ms   errors");
        foreach (var row in rows)
        {
            Console.WriteLine(
                $"{row.Kind,-10} {row.Requests,9:N0} {row.P50,9:0.00} {row.P99,9:0.00} {row.Mean,9:0.00} "
                + $"{row.Errors,8}");
        }

        return new { rate, seconds = time.TotalSeconds, cached = _cached, degraded = _degraded, rows };
    }

    private static Figures Row(string kind, (string Kind, double Ms, bool IsError)[] all)
    {
        double[] sorted = [.. all.Select(one => one.Ms).Order()];
        return new Figures(
            kind, sorted.Length, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)], sorted.Average(),
            all.Count(one => one.IsError));
    }

    private async Task<(string Kind, double Ms, bool IsError)> SendAsync(
        int who, int what, int question, long due)
    {
        var shown = _shown[who];
        var (kind, query, variables) = what switch
        {
            < 7 => ("set", Set, (object)new { l = learners[who] }),
            9 when shown is not null => ("feedback", Feedback, new
            {
                i = new
                {
                    events = new[]
                    {
                        new
                        {
                            recommendationId = shown, action = "SHOWN", clientEventId = Guid.NewGuid(),
                            occurredAt = DateTimeOffset.UtcNow,
                        },
                    },
                },
            }),
            _ => ("submit", Submit, new
            {
                i = new
                {
                    learnerId = learners[who],
                    attempts = Enumerable.Range(question, 5).Select(q => new
                    {
                        clientAttemptId = Guid.NewGuid(), questionId = questions[q], durationMs = 9_000, answer = "a",
                        answeredAt = DateTimeOffset.UtcNow,
                    }),
                },
            }),
        };
        var isError = true;
        try
        {
            using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { query, variables }));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PostAsync(new Uri("/graphql", UriKind.Relative), body);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            isError = !answer.IsSuccessStatusCode || bytes.AsSpan().IndexOf("\"errors\":[{"u8) >= 0;
            if (!isError && kind == "set") Look(bytes, who);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // No answer is an error like any other.
        }

        return (kind, Stopwatch.GetElapsedTime(due).TotalMilliseconds, isError);
    }

    private void Look(byte[] answer, int who)
    {
        using var parsed = JsonDocument.Parse(answer);
        var set = parsed.RootElement.GetProperty("data").GetProperty("learner").GetProperty("recommendations");
        var source = set.GetProperty("source").GetString();
        if (source is "CACHE") Interlocked.Increment(ref _cached);
        if (source is "STALE" or "DEGRADED") Interlocked.Increment(ref _degraded);
        else if (set.GetProperty("items").GetArrayLength() > 0)
            _shown[who] = set.GetProperty("items")[0].GetProperty("id").GetString();
    }

    private sealed record Figures(string Kind, int Requests, double P50, double P99, double Mean, int Errors);
}
