using System.Net;
using LearnerGraph.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LearnerGraph.Tests.Faults;

/// <summary>The real process on a file of its own, killed, told to stop, started twice.</summary>
public sealed class ProcessFaultTests : IDisposable
{
    private const int Writers = 4;

    private readonly FaultBench _bench = new(FaultRun.Seed);

    public void Dispose() => _bench.Dispose();

    [Fact, Trait("fault", "F1")]
    public async Task Killed_at_work_it_has_lost_nothing_acknowledged_and_counts_nothing_twice()
    {
        var rounds = FaultRun.IsLong ? 30 : 2;
        var slowest = TimeSpan.Zero;
        var server = await ServerProcess.StartAsync(_bench.Folder);
        await _bench.Practice.FillAsync(server, Writers);
        for (var round = 0; round < rounds; round++)
        {
            await _bench.WhileWorkingAsync(() => server, async () =>
            {
                await _bench.AcknowledgedAsync(_bench.Random.Next(20, FaultRun.IsLong ? 400 : 80));
                await server.KillAsync();
            });
            await server.DisposeAsync();
            server = await ServerProcess.StartAsync(_bench.Folder);
            if (server.ReadyAfter > slowest) slowest = server.ReadyAfter;
        }

        await _bench.Practice.FinishAsync(server);
        await _bench.Practice.VerifyAsync(server);
        await server.DisposeAsync();
        Integrity().Should().Be("ok");
        FaultRun.Tell(
            "F1", $"{rounds} kills, {_bench.Journal.Count} attempts acknowledged, 0 lost, 0 twice; integrity ok; "
            + $"ready again after {slowest.TotalSeconds:0.0} s at most");
    }

    [Fact, Trait("fault", "F15")]
    public async Task Told_to_stop_it_is_not_ready_at_once_finishes_what_it_has_begun_and_ends_with_0()
    {
        await using var server = await ServerProcess.StartAsync(
            _bench.Folder, new Dictionary<string, string> { ["Http:DrainSeconds"] = "1" });
        await _bench.Practice.FillAsync(server, Writers);
        await _bench.WhileWorkingAsync(() => server, async () =>
        {
            await _bench.AcknowledgedAsync(50);
            await server.SignalAsync("TERM");
            var refusal = await server.StatusAsync("/health/ready");
            while (refusal == HttpStatusCode.OK) refusal = await server.StatusAsync("/health/ready");
            refusal.Should().Be(HttpStatusCode.ServiceUnavailable);
            await _bench.AcknowledgedAsync(20);
            (await server.WaitForExitAsync(TimeSpan.FromSeconds(25))).Should().Be(0, server.Output);
        });

        await using var next = await ServerProcess.StartAsync(_bench.Folder);
        await _bench.Practice.FinishAsync(next);
        await _bench.Practice.VerifyAsync(next);
        FaultRun.Tell("F15", $"not ready at once, served on, exit code 0; {_bench.Journal.Count} acknowledged, 0 lost");
    }

    [Fact, Trait("fault", "F17")]
    public async Task Two_that_start_at_once_on_nothing_make_the_store_once_and_both_serve()
    {
        await using var first = ServerProcess.Launch(_bench.Folder);
        await using var second = ServerProcess.Launch(_bench.Folder);

        var ready = await Task.WhenAll(first.WaitUntilReadyAsync(), second.WaitUntilReadyAsync());

        ready.Should().Equal([true, true], first.Output + second.Output);
        await _bench.Practice.FillAsync(first, 2);
        var turn = 0;
        await _bench.WhileWorkingAsync(
            () => Interlocked.Increment(ref turn) % 2 == 0 ? first : second, () => _bench.AcknowledgedAsync(100));
        await _bench.Practice.FinishAsync(first);
        await _bench.Practice.VerifyAsync(first);
        Ask("SELECT count(*) FROM __EFMigrationsHistory").Should().Be("1");
        FaultRun.Tell("F17", $"both ready, one migration; {_bench.Journal.Count} answers by both, 0 lost, 0 twice");
    }

    [LongFact, Trait("fault", "F16")]
    public async Task Told_to_stop_again_or_while_it_starts_it_leaves_a_store_that_starts()
    {
        for (var wait = 0; wait <= 2_000; wait += 100)
        {
            await using var server = ServerProcess.Launch(_bench.Folder);
            await Task.Delay(wait);
            foreach (var signal in new[] { "TERM", "INT" })
            {
                if (!server.HasExited) await server.SignalAsync(signal);
            }

            await server.WaitForExitAsync(TimeSpan.FromSeconds(25));
        }

        await using var last = await ServerProcess.StartAsync(_bench.Folder);
        Ask("SELECT count(*) FROM __EFMigrationsHistory").Should().Be("1");
        Integrity().Should().Be("ok");
        FaultRun.Tell("F16", "SIGTERM then SIGINT at every 100 ms of the first 2 s of a start: the next start works");
    }

    [LongFact, Trait("fault", "F18")]
    public async Task Killed_while_it_migrates_the_next_start_completes_the_schema()
    {
        var whole = Directory.CreateDirectory(Path.Combine(_bench.Folder, "whole")).FullName;
        await (await ServerProcess.StartAsync(whole)).DisposeAsync();
        var schema = Ask("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)", whole);
        var killed = 0;
        for (var attempt = 0; attempt < 25; attempt++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_bench.Folder, $"{attempt}")).FullName;
            await using (var server = ServerProcess.Launch(folder))
            {
                var file = Path.Combine(folder, "learnergraph.db-wal");
                while (!File.Exists(file) && !server.HasExited) await Task.Delay(1);
                await Task.Delay(_bench.Random.Next(0, 400));
                await server.KillAsync();
                killed++;
            }

            await (await ServerProcess.StartAsync(folder)).DisposeAsync();
            Ask("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)", folder)
                .Should().Be(schema, $"seed {FaultRun.Seed}, attempt {attempt}");
        }

        FaultRun.Tell("F18", $"{killed} kills within the migration, each time the next start made the same schema");
    }

    [LongFact, Trait("fault", "F9")]
    public async Task A_full_disk_refuses_writes_keeps_reads_and_is_got_over_without_a_restart()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_bench.Folder, "disk")).FullName;
        await ShellAsync($"mount -t tmpfs -o size=24m none {disk}");
        try
        {
            await using (var server = await ServerProcess.StartAsync(disk))
            {
                await _bench.Practice.FillAsync(server, Writers);
                var filler = Path.Combine(disk, "filler");
                var refused = 0;
                await _bench.WhileWorkingAsync(() => server, async () =>
                {
                    await _bench.AcknowledgedAsync(100);
                    await ShellAsync($"dd if=/dev/zero of={filler} bs=64k 2> /dev/null; true");
                    while (_bench.Practice.Refused == refused) await Task.Delay(20);
                    refused = _bench.Practice.Refused;
                    await server.DataAsync("query($n: Int) { learners(first: $n) { totalCount } }", new { n = 1 });
                    (await server.StatusAsync("/health/live")).Should().Be(HttpStatusCode.OK);
                    File.Delete(filler);
                    await _bench.AcknowledgedAsync(100);
                });
                await _bench.Practice.FinishAsync(server);
                await _bench.Practice.VerifyAsync(server);
                await server.SignalAsync("TERM");
                (await server.WaitForExitAsync(TimeSpan.FromSeconds(25))).Should().Be(0);
                FaultRun.Tell(
                    "F9", $"{_bench.Practice.Refused} submissions refused while full, reads went on; "
                    + $"{_bench.Journal.Count} acknowledged, 0 lost, 0 twice; exit code 0");
            }

            Ask("PRAGMA integrity_check", disk).Should().Be("ok");
        }
        finally
        {
            await ShellAsync($"umount {disk}");
        }
    }

    [LongFact, Trait("fault", "F10")]
    public async Task Failing_disk_calls_refuse_submissions_and_lose_nothing_acknowledged()
    {
        await using (var server = await ServerProcess.StartAsync(_bench.Folder))
        {
            await _bench.Practice.FillAsync(server, Writers);
            await _bench.WhileWorkingAsync(() => server, async () =>
            {
                await _bench.AcknowledgedAsync(50);
                (string, string)[] faults = [("pwrite64", "EIO"), ("fdatasync", "EIO"), ("pwrite64", "ENOSPC")];
                foreach (var (call, error) in faults)
                {
                    // Some seconds in which every twentieth call fails.
                    await ShellAsync(
                        $"timeout -s INT 4 strace -f -qq -e trace={call} -e inject={call}:error={error}:when=5+20 "
                        + $"-o /dev/null -p {server.Id}; true");
                    await _bench.AcknowledgedAsync(50);
                }
            });
            await _bench.Practice.FinishAsync(server);
            await _bench.Practice.VerifyAsync(server);
        }

        Integrity().Should().Be("ok");
        FaultRun.Tell(
            "F10", $"every 20th pwrite64 or fdatasync failed for 3 x 4 s: {_bench.Practice.Refused} refused, "
            + $"{_bench.Journal.Count} acknowledged, 0 lost, 0 twice; integrity ok");
    }

    [LongFact, Trait("fault", "F13")]
    public async Task Without_file_descriptors_it_recovers_and_leaks_none()
    {
        await using var server = await ServerProcess.StartAsync(_bench.Folder);
        await _bench.Practice.FillAsync(server, Writers);
        int Open() => Directory.GetFiles($"/proc/{server.Id}/fd").Length;
        var before = Open();
        await ShellAsync($"prlimit --nofile={before + 40} --pid {server.Id}");
        var clients = new List<System.Net.Sockets.TcpClient>();
        for (var i = 0; i < 300; i++)
        {
            var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, server.Port);
            clients.Add(client);
        }

        foreach (var client in clients) client.Dispose();
        await _bench.WhileWorkingAsync(() => server, () => _bench.AcknowledgedAsync(50));
        await _bench.Practice.FinishAsync(server);
        await _bench.Practice.VerifyAsync(server);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Open() > before + 20) await Task.Delay(100, limit.Token);
        FaultRun.Tell("F13", $"300 connections at {before + 40} descriptors; {before} open before, {Open()} after");
    }

    private static async Task ShellAsync(string command)
    {
        using var shell = System.Diagnostics.Process.Start("bash", ["-c", command]);
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0) throw new InvalidOperationException($"{command}: {shell.ExitCode}");
    }

    private string Integrity() => Ask("PRAGMA integrity_check");

    private string Ask(string sql, string? folder = null)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder ?? _bench.Folder, "learnergraph.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }
}
