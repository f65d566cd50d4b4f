using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LearnerGraph.Tests.Support;
using StackExchange.Redis;

namespace LearnerGraph.Tests.Infrastructure.Redis;

/// <summary>A redis-server of the test's own on a free loopback port, in memory only.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private Process? _process;
    private ConnectionMultiplexer? _operator;

    private RedisServer(int port) => Port = port;

    public static string? Binary { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(FreePort());
        await server.RestartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            Binary ?? throw new InvalidOperationException("There is no redis-server on the path."),
            $"--port {Port} --bind 127.0.0.1 --save \"\" --appendonly no --dir {Path.GetTempPath()}")
        {
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await AnswersAsync(limit.Token)) await Task.Delay(20, limit.Token);
    }

    /// <summary>Answers nobody until it is let go on.</summary>
    public Task StopAnsweringAsync() => Signals.SendAsync("STOP", _process!.Id);

    public Task GoOnAsync() => Signals.SendAsync("CONT", _process!.Id);

    /// <summary>An operator's command and its answer.</summary>
    public async Task<RedisResult> CommandAsync(string command, params object[] arguments)
    {
        _operator ??= await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
        return await _operator.GetDatabase().ExecuteAsync(command, arguments);
    }

    /// <summary>Asks everybody for a password from now on, until it is started again.</summary>
    public async Task LockAsync(string password)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        var commands = $"CONFIG SET requirepass {password}\r\nCLIENT KILL TYPE normal SKIPME yes\r\nQUIT\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(commands));
        using var answers = new StreamReader(client.GetStream());
        (await answers.ReadToEndAsync()).Should().NotContain("-");
    }

    public async Task KillAsync()
    {
        _operator?.Dispose();
        _operator = null;
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;

        await GoOnAsync();
        await KillAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, ct);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), ct);
            var answer = new byte[7];
            await client.GetStream().ReadExactlyAsync(answer, ct);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
