using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Support;

/// <summary>The real server in a process of its own, for tests that kill, stop or signal it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private readonly Process _process;
    private readonly StringBuilder _output;

    private ServerProcess(Process process, StringBuilder output, int port) =>
        (_process, _output, Port) = (process, output, port);

    public static string Dll { get; } = Path.Combine(
        SourceTree.Root, "LearnerGraph.Api", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        "net10.0", "LearnerGraph.Api.dll");

    public int Port { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>From the start of the process to its first answer that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>What it has written to standard output and standard error.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it with its store in a folder; it need not become ready.</summary>
    public static ServerProcess Launch(
        string folder, IReadOnlyDictionary<string, string>? settings = null, IReadOnlyList<string>? before = null)
    {
        var port = FreePort();
        string[] command = [.. before ?? [], "dotnet", Dll, "serve", "--urls", $"http://127.0.0.1:{port}"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__OnEmptyStore"] = "false";
        start.Environment["Recommendations__DeadlineMs"] = "5000";
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        var output = new StringBuilder();
        void Take(object sender, DataReceivedEventArgs line)
        {
            lock (output) output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServerProcess(process, output, port);
    }

    public static async Task<ServerProcess> StartAsync(
        string folder, IReadOnlyDictionary<string, string>? settings = null, IReadOnlyList<string>? before = null)
    {
        var server = Launch(folder, settings, before);
        if (await server.WaitUntilReadyAsync()) return server;

        await server.DisposeAsync();
        throw new InvalidOperationException($"The server did not start: {server.Output}");
    }

    /// <summary>False where it ended first, or was not ready within a minute.</summary>
    public async Task<bool> WaitUntilReadyAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1))
        {
            if (await StatusAsync("/health/ready") == HttpStatusCode.OK)
            {
                ReadyAfter = Stopwatch.GetElapsedTime(start);
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>Null where nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri($"http://127.0.0.1:{Port}{path}"));
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public Task<HttpResponseMessage> PostAsync(string query, object variables, CancellationToken ct = default) =>
        Http.PostAsJsonAsync($"http://127.0.0.1:{Port}/graphql", new { query, variables }, ct);

    /// <summary>The answer's data; fails where there are errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object variables)
    {
        using var response = await PostAsync(query, variables);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.TryGetProperty("errors", out var errors).Should().BeFalse(errors.ToString());
        return answer.GetProperty("data");
    }

    public Task SignalAsync(string signal) => Signals.SendAsync(signal, Id);

    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(end.Token);
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
