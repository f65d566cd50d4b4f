using System.Globalization;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Faults;

/// <summary>A PostgreSQL of the test's own that commits as in production, to be killed and stopped.</summary>
internal sealed class DurablePostgres : IAsyncDisposable
{
    private readonly int _port = ServerProcess.FreePort();
    private readonly string _folder;

    private DurablePostgres() => _folder = Path.Combine(Path.GetTempPath(), $"learnergraph-fault-pg-{_port}");

    public string Address =>
        $"Host=127.0.0.1;Port={_port};Username=lg;Password=lgpw;Database=learnergraph;Maximum Pool Size=20";

    public static async Task<DurablePostgres> StartAsync()
    {
        var server = new DurablePostgres();
        await PostgresServer.RunAsync(
            "up", server._folder, server._port, "-c fsync=on -c full_page_writes=on -c synchronous_commit=on");
        return server;
    }

    /// <summary>The postmaster, then everything that it has started.</summary>
    public int[] Processes()
    {
        var first = File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First();
        var children = File.ReadAllText($"/proc/{first}/task/{first}/children");
        return [.. $"{first} {children}".Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    /// <summary>Kills it all and starts it again.</summary>
    public async Task CrashAsync()
    {
        var processes = Processes();
        await Signals.SendAsync("KILL", processes[0]);
        while (processes[1..].Any(id => Directory.Exists($"/proc/{id}"))) await Task.Delay(20);
        await PostgresServer.RunAsync("again", _folder, _port);
    }

    public async ValueTask DisposeAsync()
    {
        await PostgresServer.RunAsync("down", _folder, _port);
        File.Delete($"{_folder}.log");
    }
}
