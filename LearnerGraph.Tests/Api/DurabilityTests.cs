using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Api;

/// <summary>The real process, killed in the middle of its work.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Writers = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-kill-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task Every_acknowledged_attempt_is_there_after_the_process_was_killed()
    {
        var acknowledged = new HashSet<Guid>();
        var learners = new string[Writers];
        string[] questions = [];
        for (var round = 0; round < 2; round++)
        {
            var port = FreePort();
            using var server = await StartAsync(port);
            if (round == 0) (learners, questions) = await FillAsync(port);

            using var stop = new CancellationTokenSource();
            var writers = learners.Select(learner => WriteAsync(port, learner, questions, acknowledged, stop.Token));
            var work = Task.WhenAll(writers);
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            server.Kill();
            await server.WaitForExitAsync();
            await stop.CancelAsync();
            await work;
        }

        var last = FreePort();
        using var survivor = await StartAsync(last);
        var stored = new HashSet<Guid>();
        foreach (var learner in learners) stored.UnionWith(await StoredAsync(last, learner));
        survivor.Kill();
        await survivor.WaitForExitAsync();

        acknowledged.Should().HaveCountGreaterThan(20);
        acknowledged.Except(stored).Should().BeEmpty();
    }

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<Process> StartAsync(int port)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var dll = Path.Combine(
            SourceTree.Root, "LearnerGraph.Api", "bin", configuration, "net10.0", "LearnerGraph.Api.dll");
        var start = new ProcessStartInfo("dotnet", [dll, "serve", "--urls", $"http://127.0.0.1:{port}"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__OnEmptyStore"] = "false";
        start.Environment["Recommendations__DeadlineMs"] = "5000";
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var i = 0; i < 240 && !process.HasExited; i++)
        {
            try
            {
                if ((await _http.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode) return process;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(250);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    private async Task<(string[] Learners, string[] Questions)> FillAsync(int port)
    {
        await SendAsync(
            port, "mutation($i: UpsertCoursesInput!) { upsertCourses(input: $i) { errors { message } } }",
            new { i = new { courses = new[] { new { key = "c", title = "C" } } } });
        await SendAsync(
            port, "mutation($i: UpsertConceptsInput!) { upsertConcepts(input: $i) { errors { message } } }",
            new { i = new { concepts = new[] { new { key = "k", courseKey = "c", name = "K" } } } });
        var upserted = await SendAsync(
            port, "mutation($i: UpsertQuestionsInput!) { upsertQuestions(input: $i) { questions { id } } }",
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
        var learners = new string[Writers];
        for (var i = 0; i < Writers; i++)
        {
            var created = await SendAsync(
                port, "mutation($i: CreateLearnerInput!) { createLearner(input: $i) { learner { id } } }",
                new { i = new { externalId = $"learner-{i}", username = $"learner-{i}" } });
            learners[i] = created.GetProperty("createLearner").GetProperty("learner").GetProperty("id").GetString()!;
        }

        return (learners, [.. upserted.GetProperty("upsertQuestions").GetProperty("questions").EnumerateArray()
            .Select(question => question.GetProperty("id").GetString()!)]);
    }

    private async Task WriteAsync(
        int port, string learner, string[] questions, HashSet<Guid> acknowledged, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var ids = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToArray();
            try
            {
                var data = await SendAsync(
                    port, "mutation($i: SubmitAttemptsInput!) { submitAttempts(input: $i) { accepted } }",
                    new
                    {
                        i = new
                        {
                            learnerId = learner,
                            attempts = ids.Select((id, i) => new
                            {
                                clientAttemptId = id, questionId = questions[i], durationMs = 1000, answer = "a",
                                answeredAt = DateTimeOffset.UtcNow,
                            }),
                        },
                    });
                if (data.GetProperty("submitAttempts").GetProperty("accepted").GetInt32() != ids.Length) continue;

                lock (acknowledged) acknowledged.UnionWith(ids);
            }
            catch (Exception e)
                when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
            {
                // Cut off: not acknowledged, so nothing is promised.
                return;
            }
        }
    }

    private async Task<HashSet<Guid>> StoredAsync(int port, string learner)
    {
        var stored = new HashSet<Guid>();
        string? after = null;
        while (true)
        {
            var data = await SendAsync(
                port,
                "query($l: ID!, $a: String) { learner(id: $l) { attempts(first: 100, after: $a) { "
                + "nodes { clientAttemptId } pageInfo { hasNextPage endCursor } } } }",
                new { l = learner, a = after });
            var page = data.GetProperty("learner").GetProperty("attempts");
            stored.UnionWith(page.GetProperty("nodes").EnumerateArray()
                .Select(node => node.GetProperty("clientAttemptId").GetGuid()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) return stored;

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    private async Task<JsonElement> SendAsync(int port, string query, object variables)
    {
        using var response = await _http.PostAsJsonAsync($"http://127.0.0.1:{port}/graphql", new { query, variables });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("data");
    }
}
