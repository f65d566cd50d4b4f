using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

/// <summary>One PostgreSQL for the run, started when the first test asks, on a port and folder of its own.</summary>
internal static class PostgresServer
{
    public const string Missing = "There is no PostgreSQL here (apt-get install postgresql-15).";

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    public static bool IsHere { get; } = Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateFiles("/usr/lib/postgresql", "initdb", SearchOption.AllDirectories).Any();

    public static bool IsSkipped => !IsHere && Environment.GetEnvironmentVariable("CI") != "true";

    /// <summary>A connection string that lacks only the database.</summary>
    public static Task<string> AddressAsync() => Started.Value;

    private static async Task<string> StartAsync()
    {
        if (!IsHere) throw new InvalidOperationException(Missing);

        var port = FreePort();
        var folder = Path.Combine(Path.GetTempPath(), $"learnergraph-pg-{port}");
        await RunAsync("up", folder, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsync("down", folder, port).GetAwaiter().GetResult();
            File.Delete($"{folder}.log");
        };
        return $"Host=127.0.0.1;Port={port};Username=lg;Password=lgpw;Maximum Pool Size=20";
    }

    /// <summary>Does something to the server in a folder: up, again after its death, down.</summary>
    public static async Task RunAsync(string what, string folder, int port, string options = "")
    {
        var start = new ProcessStartInfo(
            Path.Combine(SourceTree.Root, "LearnerGraph.Tests", "Reference", "servers", "pg.sh"), what)
        {
            RedirectStandardOutput = true,
            Environment = { ["PGD"] = folder, ["PGP"] = $"{port}", ["PGO"] = options },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"pg.sh {what} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
