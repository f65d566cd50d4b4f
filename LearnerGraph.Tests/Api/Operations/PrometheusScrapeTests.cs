using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Operations;

/// <summary>A real Prometheus scrapes the real server.</summary>
public sealed class PrometheusScrapeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Http = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-prometheus-").FullName;
    private WebApplication? _app;
    private Process? _prometheus;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_prometheus is not null)
        {
            _prometheus.Kill();
            await _prometheus.WaitForExitAsync();
            _prometheus.Dispose();
        }

        if (_app is not null) await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [PrometheusFact]
    public async Task Prometheus_scrapes_counts_and_exemplars()
    {
        var target = await ServeAsync();
        for (var i = 0; i < 3; i++)
        {
            await Http.PostAsJsonAsync($"{target}/graphql", new { query = "{ __typename }" });
        }

        var prometheus = await ScrapeAsync(new Uri(target).Authority);
        var sum = await WaitForAsync(
            $"{prometheus}/api/v1/query?query=graphql_operation_duration_seconds_count", HasResult);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var exemplars = await WaitForAsync(
            $"{prometheus}/api/v1/query_exemplars?query=graphql_operation_duration_seconds_bucket"
            + $"&start={now - 600}&end={now + 600}",
            answer => answer.GetProperty("data").GetArrayLength() > 0);

        var result = sum.GetProperty("data").GetProperty("result")[0];
        result.GetProperty("metric").GetProperty("tenant").GetString().Should().Be("default");
        result.GetProperty("value")[1].GetString().Should().Be("3");
        exemplars.GetProperty("data")[0].GetProperty("exemplars")[0].GetProperty("labels").GetProperty("trace_id")
            .GetString().Should().MatchRegex("^[0-9a-f]{32}$");
    }

    private static bool HasResult(JsonElement answer) =>
        answer.GetProperty("data").GetProperty("result").GetArrayLength() > 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> ServeAsync()
    {
        _app = ApiApplication.Build(["--environment=Development", "--urls=http://127.0.0.1:0"], builder =>
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Main"] = $"Data Source={Path.Combine(_folder, "test.db")}",
                ["Auth:Key"] = ApiHost.Key,
                ["Demo:OnEmptyStore"] = "false",
                ["Pipelines:Worker"] = "false",
                ["Logging:LogLevel:Default"] = "None",
            }));
        await _app.PrepareAsync(CancellationToken.None);
        await _app.StartAsync();
        var server = _app.Services.GetRequiredService<IServer>();
        return server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    private async Task<string> ScrapeAsync(string target)
    {
        var configuration = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, $"""
            global: {"{"} scrape_interval: 1s, scrape_timeout: 1s {"}"}
            scrape_configs:
              - job_name: learnergraph
                static_configs: [{"{"} targets: ['{target}'] {"}"}]
            """);
        var address = $"127.0.0.1:{FreePort()}";
        _prometheus = Process.Start(new ProcessStartInfo("prometheus",
        [
            $"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(_folder, "data")}",
            $"--web.listen-address={address}", "--enable-feature=exemplar-storage", "--log.level=error",
        ])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        _prometheus.ErrorDataReceived += static (_, _) => { };
        _prometheus.OutputDataReceived += static (_, _) => { };
        _prometheus.BeginErrorReadLine();
        _prometheus.BeginOutputReadLine();
        return $"http://{address}";
    }

    // Prometheus tells nobody that it has scraped: it is asked until it knows.
    private static async Task<JsonElement> WaitForAsync(string question, Func<JsonElement, bool> isThere)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var answer = await Http.GetFromJsonAsync<JsonElement>(question, limit.Token);
                if (isThere(answer)) return answer;
            }
            catch (HttpRequestException)
            {
                // It is not up yet.
            }

            await Task.Delay(50, limit.Token);
        }
    }
}
