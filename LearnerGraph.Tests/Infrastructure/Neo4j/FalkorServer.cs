using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LearnerGraph.Tests.Infrastructure.Neo4j;

/// <summary>
/// A FalkorDB on spare ports: one for the whole run, whose tests keep apart by graphs of their own, and one for each
/// test over Bolt, since a closed Bolt connection may make it stand still. Its Bolt port listens on all interfaces, so
/// it lives only as long as the run.
/// </summary>
internal sealed class FalkorServer : IDisposable
{
    private static readonly Lazy<Task<FalkorServer>> Shared = new(StartAsync);

    private readonly string _folder;
    private bool _isDown;

    private FalkorServer(string folder, int port, int boltPort) =>
        (_folder, Port, BoltPort) = (folder, port, boltPort);

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Missing { get; } = Find("valkey-server") is null || Find("npm") is null
        ? "There is no valkey-server (from Debian's backports) or no npm here."
        : null;

    public int Port { get; }

    public int BoltPort { get; }

    public static Task<FalkorServer> GetAsync() => Shared.Value;

    public static async Task<FalkorServer> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("learnergraph-falkor-").FullName;
        // The module stays for the next run; the script installs it where it is not there yet.
        string modules = Path.Combine(Path.GetTempPath(), "learnergraph-falkor-npm");
        Directory.CreateDirectory(modules);
        Directory.CreateSymbolicLink(Path.Combine(folder, "npm"), modules);
        var server = new FalkorServer(folder, SparePort(), SparePort());
        using var script = Process.Start(server.Script("up"))!;
        await script.WaitForExitAsync();
        if (script.ExitCode != 0) throw new InvalidOperationException("FalkorDB did not start; see its log.");

        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    public void Dispose()
    {
        if (_isDown) return;
        _isDown = true;
        using var down = Process.Start(Script("down"))!;
        down.WaitForExit();
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Script(string verb)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Reference", "servers", "falkor.sh");
        var start = new ProcessStartInfo("bash", [path, verb]);
        start.Environment["FD"] = _folder;
        start.Environment["FP"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["FQ"] = BoltPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return start;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Below 32,768: its Bolt takes no port above.</summary>
    private static int SparePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}

/// <summary>A test against a real FalkorDB: skipped, with the reason, where there is none; failing so in CI.</summary>
public sealed class FalkorFactAttribute : FactAttribute
{
    public FalkorFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Skip = FalkorServer.Missing;
    }
}
