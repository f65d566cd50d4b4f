using System.Diagnostics;
using System.Globalization;
using LearnerGraph.Tests.Architecture;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Infrastructure.Redis;

/// <summary>Three masters and three replicas of the test's own.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private const int Nodes = 6;

    private readonly string _binary;
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-cluster-").FullName;

    // Each node's own bus is at its port plus 10,000.
    private readonly int _port = 20_000 + Random.Shared.Next(1_000) * 10;

    private RedisCluster(string binary) => _binary = binary;

    public string Addresses => string.Join(',', Enumerable.Range(_port, Nodes).Select(port => $"127.0.0.1:{port}"));

    public static async Task<RedisCluster> StartAsync(string binary)
    {
        var cluster = new RedisCluster(binary);
        await cluster.RunAsync("up");
        return cluster;
    }

    public Task KillMasterAsync() => Signals.SendAsync(
        "KILL",
        int.Parse(File.ReadAllText(Path.Combine(_folder, $"{_port + 2}", "pid")), CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        while (Directory.Exists(_folder))
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // A node is still writing its last words.
                await Task.Delay(50);
            }
        }
    }

    private async Task RunAsync(string what)
    {
        using var script = Process.Start(new ProcessStartInfo(
            "bash",
            [Path.Combine(SourceTree.Root, "LearnerGraph.Tests/Reference/servers/redis-cluster.sh"), what, _binary])
        {
            RedirectStandardOutput = true,
            Environment = { ["ROOT"] = _folder, ["BASE"] = $"{_port}" },
        })!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        script.ExitCode.Should().Be(0, output);
    }
}
