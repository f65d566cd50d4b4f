using System.Diagnostics;
using System.Text.Json;
using LearnerGraph.Tests.Infrastructure.Redis;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Faults;

/// <summary>Whatever happens to Redis, clients get the sets that they would get without it.</summary>
public sealed class CacheFaultTests : IAsyncLifetime
{
    private const string Ask = "query($l: ID!) { learner(id: $l) { recommendations { source items "
        + "{ rank lane score concept { key } questions { key } } } } }";

    private RedisServer _redis = null!;
    private ApiHost _host = null!;
    private readonly List<string> _learners = [];

    public async Task InitializeAsync()
    {
        if (RedisServer.Binary is null) return;
        _redis = await RedisServer.StartAsync();
        _host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Cache:Redis"] = _redis.Address, ["Cache:Entries"] = "0", ["Exploration:Epsilon"] = "0",
            ["Catalog:StatesMs"] = "600000",
        });
        var school = await SampleSchool.OpenAsync(_host);
        for (var i = 0; i < 6; i++)
        {
            var (id, _) = await school.EnrolAsync($"learner-{i}");
            await school.SubmitAsync(id, school.Attempts(10 + i));
            _learners.Add(id);
        }
    }

    public async Task DisposeAsync()
    {
        if (_host is null) return;
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [RedisFact, Trait("fault", "F5")]
    public async Task Stopped_redis_slows_nobody_down_once_its_circuit_is_open_and_answers_stay_the_same()
    {
        var expected = await SetsAsync();
        await SharedAgainAsync();
        await _redis.StopAnsweringAsync();
        await SetsAsync();

        var latencies = new List<double>();
        var end = Stopwatch.GetTimestamp() + ((FaultRun.IsLong ? 20 : 1) * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            foreach (var learner in _learners)
            {
                var start = Stopwatch.GetTimestamp();
                Same(await SetAsync(learner), expected[learner]);
                latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        await _redis.GoOnAsync();
        await SharedAgainAsync();
        latencies.Sort();
        var p99 = latencies[latencies.Count * 99 / 100];
        if (FaultRun.IsLong) p99.Should().BeLessThan(100);
        FaultRun.Tell("F5", $"{latencies.Count} sets while stopped, all the same as without a cache, p99 {p99:0.0} ms");
    }

    [RedisFact, Trait("fault", "F6")]
    public async Task Redis_that_is_flushed_full_read_only_locked_or_gone_costs_no_errors()
    {
        var expected = await SetsAsync();
        await SharedAgainAsync();
        foreach (var (fault, command, undo) in new (string, string[], string[])[]
        {
            ("flushed", ["FLUSHALL"], ["PING"]),
            ("full", ["CONFIG", "SET", "maxmemory", "1mb"], ["CONFIG", "SET", "maxmemory", "0"]),
            ("read-only", ["REPLICAOF", "127.0.0.1", "1"], ["REPLICAOF", "NO", "ONE"]),
        })
        {
            await _redis.CommandAsync(command[0], command[1..]);
            foreach (var (learner, set) in await SetsAsync()) Same(set, expected[learner], fault);
            await _redis.CommandAsync(undo[0], undo[1..]);
            await SharedAgainAsync();
        }

        await _redis.LockAsync("another");
        foreach (var (learner, set) in await SetsAsync()) Same(set, expected[learner], "locked");

        await _redis.KillAsync();
        for (var i = 0; i < 3; i++)
        {
            foreach (var (learner, set) in await SetsAsync()) Same(set, expected[learner], "gone");
        }

        (await _host.Http.GetStringAsync("/metrics")).Should().Contain("redis_failures_total{");
        await _redis.RestartAsync();
        await SharedAgainAsync();
        FaultRun.Tell(
            "F6", "flushed, full, read-only, password changed, killed: 0 errors, sets as without a cache, counted");
    }

    [RedisFact, Trait("fault", "F7")]
    public async Task Poisoned_values_are_misses_and_never_somebody_elses_set()
    {
        var expected = await SetsAsync();
        await SharedAgainAsync();
        var names = ((StackExchange.Redis.RedisResult[])(await _redis.CommandAsync("KEYS", "lg:set:*"))!)
            .Select(name => (string)name!).Order().ToArray();
        names.Should().HaveCountGreaterThanOrEqualTo(_learners.Count);
        var good = (byte[])(await _redis.CommandAsync("GET", names[0]))!;
        var random = new Random(FaultRun.Seed);
        // Another learner's set; rubbish, nothing, something huge, another version, turned bits, pieces.
        var poisons = new List<byte[]>
        {
            good, "rubbish"u8.ToArray(), Array.Empty<byte>(), new byte[5_000_000],
            (byte[])[(byte)(good[0] + 1), .. good[1..]],
        };
        for (var i = 0; i < (FaultRun.IsLong ? 600 : 12); i++)
        {
            var turned = good.ToArray();
            turned[random.Next(turned.Length)] ^= (byte)(1 << random.Next(8));
            poisons.Add(i % 2 == 0 ? turned : good[..random.Next(good.Length)]);
        }

        foreach (var some in poisons.Chunk(names.Length - 1))
        {
            for (var i = 0; i < some.Length; i++) await _redis.CommandAsync("SET", names[i + 1], some[i]);
            foreach (var (learner, set) in await SetsAsync()) Same(set, expected[learner], $"seed {FaultRun.Seed}");
        }

        FaultRun.Tell("F7", $"{poisons.Count} poisoned values: all taken as misses, seed {FaultRun.Seed}");
    }

    private static void Same(JsonElement set, JsonElement expected, string because = "") =>
        set.GetProperty("items").ToString().Should().Be(expected.GetProperty("items").ToString(), because);

    private async Task<JsonElement> SetAsync(string learner) => (await _host.DataAsync(Ask, new { l = learner }))
        .GetProperty("learner").GetProperty("recommendations");

    private async Task<Dictionary<string, JsonElement>> SetsAsync()
    {
        var sets = new Dictionary<string, JsonElement>();
        foreach (var learner in _learners) sets[learner] = await SetAsync(learner);
        return sets;
    }

    /// <summary>Awaits that sets come from Redis: the circuit closes by itself.</summary>
    private async Task SharedAgainAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while ((await SetsAsync()).Values.Any(set => set.GetProperty("source").GetString() != "CACHE"))
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
