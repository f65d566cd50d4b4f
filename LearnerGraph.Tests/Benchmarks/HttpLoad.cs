using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>
/// A closed loop over HTTP: as many callers as connections, each sending its next request when it has its answer.
/// The server runs beside it, with learners in its store, and takes callers without a token (Development).
/// </summary>
internal sealed class HttpLoad(Uri server, int connections, TimeSpan duration) : IDisposable
{
    private const string Item = "items { rank lane score reason concept { name } questions { prompt } }";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
    {
        BaseAddress = server,
    };

    public void Dispose() => _http.Dispose();

    public async Task RunAsync()
    {
        var learners = await LearnersAsync();
        Console.WriteLine($"{learners.Length} learners, {connections} connections, {duration.TotalSeconds:0} s each");
        Console.WriteLine("case                 requests/s    p50 ms    p99 ms   mean ms   errors");
        var computed = Request(
            $"mutation($l: ID!) {{ generateRecommendations(input: {{ learnerId: $l }}) {{ set {{ {Item} }} }} }}");
        var repeated = Request($"query($l: ID!) {{ learner(id: $l) {{ recommendations {{ {Item} }} }} }}");
        await MeasureAsync("warm-up", learners, computed, TimeSpan.FromSeconds(5));
        await MeasureAsync("set computed", learners, computed, duration);
        await MeasureAsync("warm-up", learners, repeated, TimeSpan.FromSeconds(3));
        await MeasureAsync("set from the cache", learners, repeated, duration);
        await MeasureAsync("{ __typename }", learners, Request("query { __typename }"), duration);
    }

    private static Func<string, byte[]> Request(string query) =>
        learner => JsonSerializer.SerializeToUtf8Bytes(new { query, variables = new { l = learner } });

    private async Task<string[]> LearnersAsync()
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new
            {
                query = "query($a: String) { learners(first: 100, after: $a) { nodes { id } "
                    + "pageInfo { hasNextPage endCursor } } }",
                variables = new { a = after },
            });
            using var answer = JsonDocument.Parse(await SendAsync(body));
            var page = answer.RootElement.GetProperty("data").GetProperty("learners");
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null && found.Count < 2000);

        return [.. found];
    }

    private async Task MeasureAsync(string name, string[] learners, Func<string, byte[]> request, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var callers = await Task.WhenAll(Enumerable.Range(0, connections).Select(async caller =>
        {
            var (latencies, errors) = (new List<double>(), 0);
            for (var i = caller; Stopwatch.GetTimestamp() < end; i += connections)
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await SendAsync(request(learners[i % learners.Length]));
                latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (answer.AsSpan().IndexOf("\"errors\":[{"u8) >= 0) errors++;
            }

            return (latencies, errors);
        }));

        if (name == "warm-up") return;

        double[] all = [.. callers.SelectMany(c => c.latencies).Order()];
        Console.WriteLine(
            $"{name,-20} {all.Length / time.TotalSeconds,10:N0} {all[all.Length / 2],9:0.00} "
            + $"{all[(int)(all.Length * 0.99)],9:0.00} {all.Average(),9:0.00} {callers.Sum(c => c.errors),8}");
    }

    private async Task<byte[]> SendAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", Encoding.UTF8.WebName);
        using var answer = await _http.PostAsync(new Uri("/graphql", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
