using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace LearnerGraph.Tests.Api.Console;

/// <summary>The validator of HTML, kept running so that a page costs milliseconds and not a Java start.</summary>
internal sealed class MarkupValidator : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private MarkupValidator(Process process, int port)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("LearnerGraph.Tests");
    }

    public static async Task<MarkupValidator> StartAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo(BrowserTools.Java ?? throw new FileNotFoundException("There is no java."))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dnu.validator.servlet.bind-address=127.0.0.1",
            "-cp", BrowserTools.Validator, "nu.validator.servlet.Main", $"{port}",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var validator = new MarkupValidator(process, port);
        await validator.AwaitAsync();
        return validator;
    }

    /// <summary>Errors only, each with its place.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(string html)
    {
        using var content = new StringContent(html, System.Text.Encoding.UTF8, "text/html");
        using var response = await _http.PostAsync("?out=json", content);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return
        [
            .. answer.GetProperty("messages").EnumerateArray()
                .Where(message => message.GetProperty("type").GetString() is "error")
                .Select(message => $"{message.GetProperty("message").GetString()} at "
                    + (message.TryGetProperty("extract", out var extract) ? extract.GetString() : "?")),
        ];
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Kill();
        _process.Dispose();
    }

    private async Task AwaitAsync()
    {
        var until = Stopwatch.StartNew();
        while (!_process.HasExited && until.Elapsed < TimeSpan.FromSeconds(60))
        {
            try
            {
                await ErrorsAsync("<!doctype html><html lang=en><title>up</title>");
                return;
            }
            catch (HttpRequestException)
            {
                // Its port is not open yet; there is nothing else that tells when it is.
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("The validator of HTML did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
