using System.Diagnostics;
using System.Net;
using LearnerGraph.Tests.Infrastructure.Redis;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Faults;

/// <summary>Processes on one PostgreSQL, killed and replaced; and PostgreSQL killed and stopped under them.</summary>
public sealed class ReplicaFaultTests : IAsyncLifetime, IDisposable
{
    private const int Writers = 4;

    private readonly FaultBench _bench = new(FaultRun.Seed);
    private readonly List<ServerProcess> _replicas = [];
    private DurablePostgres _postgres = null!;
    private int _turn;

    public async Task InitializeAsync() => _postgres = FaultRun.IsLong ? await DurablePostgres.StartAsync() : null!;

    public async Task DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    public void Dispose() => _bench.Dispose();

    [LongFact, Trait("fault", "F2")]
    public async Task Killed_at_work_on_PostgreSQL_it_has_lost_nothing_and_counts_nothing_twice()
    {
        await StartAsync();
        await _bench.Practice.FillAsync(_replicas[0], Writers);
        for (var round = 0; round < 15; round++)
        {
            await _bench.WhileWorkingAsync(() => _replicas[0], async () =>
            {
                await _bench.AcknowledgedAsync(_bench.Random.Next(20, 400));
                await _replicas[0].KillAsync();
            });
            _replicas.Clear();
            await StartAsync();
        }

        await FinishAsync("F2", "15 kills");
    }

    [LongFact, Trait("fault", "F3")]
    public async Task PostgreSQL_killed_is_got_over_without_a_restart()
    {
        await StartAsync();
        await _bench.Practice.FillAsync(_replicas[0], Writers);
        var slowest = TimeSpan.Zero;
        await _bench.WhileWorkingAsync(() => _replicas[0], async () =>
        {
            for (var round = 0; round < 5; round++)
            {
                await _bench.AcknowledgedAsync(100);
                await Signals.SendAsync("KILL", _postgres.Processes()[^1]);
                await _bench.AcknowledgedAsync(20);
                await _postgres.CrashAsync();
                var start = Stopwatch.GetTimestamp();
                await _bench.AcknowledgedAsync(20);
                if (Stopwatch.GetElapsedTime(start) > slowest) slowest = Stopwatch.GetElapsedTime(start);
            }
        });
        slowest.Should().BeLessThan(TimeSpan.FromSeconds(10));

        await FinishAsync(
            "F3", $"5 backends and 5 postmasters killed, healed after {slowest.TotalSeconds:0.0} s at most");
    }

    [LongFact, Trait("fault", "F4")]
    public async Task PostgreSQL_that_stands_still_for_20_s_is_told_of_and_got_over()
    {
        await StartAsync();
        await _bench.Practice.FillAsync(_replicas[0], Writers);
        var (live, ready) = (HttpStatusCode.OK, HttpStatusCode.OK);
        await _bench.WhileWorkingAsync(() => _replicas[0], async () =>
        {
            await _bench.AcknowledgedAsync(100);
            var processes = _postgres.Processes();
            await Signals.SendAsync("STOP", processes);
            await Task.Delay(TimeSpan.FromSeconds(12));
            live = await _replicas[0].StatusAsync("/health/live") ?? 0;
            ready = await _replicas[0].StatusAsync("/health/ready") ?? 0;
            await Task.Delay(TimeSpan.FromSeconds(8));
            await Signals.SendAsync("CONT", processes);
            await _bench.AcknowledgedAsync(100);
        });
        live.Should().Be(HttpStatusCode.OK);
        ready.Should().Be(HttpStatusCode.ServiceUnavailable);

        await FinishAsync("F4", "live 200, ready 503 while it stood still");
    }

    [LongFact, Trait("fault", "three-replicas")]
    public async Task One_of_three_replicas_killed_costs_nothing_acknowledged()
    {
        for (var i = 0; i < 3; i++) await StartAsync();
        await _bench.Practice.FillAsync(_replicas[0], Writers);
        await _bench.WhileWorkingAsync(Next, async () =>
        {
            await _bench.AcknowledgedAsync(300);
            await _replicas[1].KillAsync();
            await _bench.AcknowledgedAsync(300);
        });
        _replicas.RemoveAt(1);

        await FinishAsync("three-replicas", "one of three killed, the others went on");
    }

    [LongFact, Trait("fault", "rolling")]
    public async Task Replicas_replaced_one_after_the_other_fail_no_request()
    {
        for (var i = 0; i < 3; i++) await StartAsync();
        await _bench.Practice.FillAsync(_replicas[0], Writers);
        await using var balancer = new Balancer();
        foreach (var replica in _replicas) await balancer.AddAsync(replica);
        await _bench.WhileWorkingAsync(balancer.Next, async () =>
        {
            foreach (var old in _replicas.ToArray())
            {
                await _bench.AcknowledgedAsync(100);
                await StartAsync();
                await balancer.AddAsync(_replicas[^1]);
                await old.SignalAsync("TERM");
                (await old.WaitForExitAsync(TimeSpan.FromSeconds(25))).Should().Be(0, old.Output);
                _replicas.Remove(old);
            }

            await _bench.AcknowledgedAsync(100);
        });
        (_bench.Practice.Refused + _bench.Practice.Unanswered).Should().Be(0);

        await FinishAsync("rolling", "three replicas replaced under load, 0 failed requests");
    }

    [LongFact, Trait("fault", "cluster")]
    public async Task Master_of_a_redis_cluster_killed_under_load_costs_no_errors_and_is_got_over()
    {
        await using var cluster = await RedisCluster.StartAsync("redis-server");
        await using var other = await RedisCluster.StartAsync("valkey-server");
        foreach (var server in new[] { cluster, other })
        {
            await StartAsync(new Dictionary<string, string>
            {
                ["Cache:Redis"] = server.Addresses, ["Cache:Entries"] = "0", ["Catalog:StatesMs"] = "600000",
            });
        }

        await _bench.Practice.FillAsync(_replicas[0], 40);
        await _bench.WhileWorkingAsync(Next, async () =>
        {
            await _bench.AcknowledgedAsync(400);
            await _bench.Practice.CachedAsync(_replicas[0]);
            await cluster.KillMasterAsync();
            await other.KillMasterAsync();
            await _bench.AcknowledgedAsync(400);
            for (var i = 0; i < 50; i++) await _bench.Practice.CachedAsync(_replicas[i % 2]);
        });
        (_bench.Practice.Refused + _bench.Practice.Unanswered).Should().Be(0);
        foreach (var replica in _replicas)
        {
            // Every slot has a master again, and the circuit has closed by itself.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await _bench.Practice.CachedAsync(replica) < 40) await Task.Delay(200, limit.Token);
        }

        await FinishAsync("cluster", "redis 7 and valkey 8, 3+3: a master killed, 0 errors, all keys cached again");
    }

    private async Task StartAsync(Dictionary<string, string>? settings = null)
    {
        settings ??= [];
        settings["ConnectionStrings:Main"] = _postgres.Address;
        settings["Http:DrainSeconds"] = "2";
        _replicas.Add(await ServerProcess.StartAsync(_bench.Folder, settings));
    }

    private ServerProcess Next() => _replicas[Interlocked.Increment(ref _turn) % _replicas.Count];

    private async Task FinishAsync(string fault, string seen)
    {
        await _bench.Practice.FinishAsync(_replicas[0]);
        await _bench.Practice.VerifyAsync(_replicas[0]);
        FaultRun.Tell(fault, $"{seen}; {_bench.Journal.Count} attempts acknowledged, 0 lost, 0 twice");
    }
}
