using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;
using LearnerGraph.Tests.Infrastructure.Redis;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api;

/// <summary>Needs PostgreSQL and Redis: skipped, with the reason, where one is missing; failing so in CI.</summary>
public sealed class ReplicaFactAttribute : FactAttribute
{
    public ReplicaFactAttribute() => Skip = new PostgresFactAttribute().Skip ?? new RedisFactAttribute().Skip;
}

/// <summary>Two processes' worth of the application on one PostgreSQL and one Redis.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private const int Seed = 20_261_120;

    private readonly Caller _caller = Caller.System(TenantId.Default);
    private readonly ApiHost[] _replicas = new ApiHost[2];
    private RedisServer _redis = null!;
    private string _store = "";
    private SampleSchool _school = null!;
    private QuestionId[] _questions = [];

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _store = await PostgresDatabases.LendAsync();
        for (var i = 0; i < _replicas.Length; i++)
        {
            _replicas[i] = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
            {
                ["ConnectionStrings:Main"] = _store,
                ["Cache:Redis"] = _redis.Address,
                ["Cache:DeadlineMs"] = "5000",
                ["Catalog:RefreshMs"] = i == 0 ? "600000" : "0",
                ["Events:PollMs"] = "20",
                ["Catalog:StatesMs"] = "600000",
            });
        }

        _school = await SampleSchool.OpenAsync(_replicas[0]);
        var catalog = await _replicas[0].Services.GetRequiredService<ICatalogStore>()
            .LoadAsync(TenantId.Default, default);
        _questions = [.. catalog.Questions.Select(question => question.Id)];
    }

    public async Task DisposeAsync()
    {
        if (_store.Length == 0) return;
        foreach (var replica in _replicas) await replica.DisposeAsync();
        await PostgresDatabases.GiveBackAsync(_store);
        await _redis.DisposeAsync();
    }

    [ReplicaFact]
    public async Task Set_is_never_older_than_an_acknowledged_attempt()
    {
        var rounds = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") == "1" ? 10_000 : 500;
        var random = new Random(Seed);
        var learners = new List<LearnerId>();
        for (var i = 0; i < 4; i++) learners.Add((await _school.EnrolAsync($"learner-{i}")).Id);
        var acknowledged = new long[learners.Count];
        var (stale, fromCache) = (0, 0);

        async Task SubmitAsync(int who, ApiHost at, QuestionId question, Guid id)
        {
            var submitted = await at.Services.GetRequiredService<SubmitAttempts>().RunAsync(
                _caller, learners[who],
                [new AttemptDraft(id, question, at.Clock.GetUtcNow(), 20_000, Answer: "secret answer")], default);
            submitted.TryGet(out var receipt, out var problem).Should().BeTrue(problem?.Message);
            Raise(ref acknowledged[who], receipt!.Change.State.Version);
        }

        async Task ReadAsync(int who, ApiHost at)
        {
            var floor = Interlocked.Read(ref acknowledged[who]);
            var snapshot = (await at.Services.GetRequiredService<IPracticeStore>()
                .LoadAsync(TenantId.Default, [learners[who]], default))[learners[who]];
            var served = await at.Services.GetRequiredService<RecommendNext>()
                .RunAsync(_caller, snapshot, new RecommendationRequest(5), isFresh: false, default);
            served.TryGet(out var set, out var problem).Should().BeTrue(problem?.Message);
            if (set!.Set.Trace.LearnerVersion < floor) Interlocked.Increment(ref stale);
            if (set.Source is RecommendationSource.Cache) Interlocked.Increment(ref fromCache);
        }

        for (var round = 0; round < rounds; round++)
        {
            var steps = Enumerable.Range(0, random.Next(2, 5)).Select(_ => (
                Who: random.Next(learners.Count), At: _replicas[random.Next(2)], IsSubmit: random.Next(3) == 0,
                Question: _questions[random.Next(_questions.Length)], Id: NewId(random))).ToArray();
            await Task.WhenAll(steps.Select(step => Task.Run(() => step.IsSubmit
                ? SubmitAsync(step.Who, step.At, step.Question, step.Id)
                : ReadAsync(step.Who, step.At))));
        }

        stale.Should().Be(0, $"of seed {Seed}");
        fromCache.Should().BeGreaterThan(rounds / 10, "otherwise the cache was not tried");
    }

    [ReplicaFact]
    public async Task Computed_set_and_submit_need_no_more_commands_than_on_one_machine()
    {
        var (learner, _) = await _school.EnrolAsync("counted");
        await _school.SubmitAsync(learner, _school.Attempts(30));
        var ask = "query($l: ID!) { learner(id: $l) { recommendations { items { status concept { name } } } } }";
        await _replicas[0].DataAsync(ask, new { l = learner });
        await _school.SubmitAsync(learner, _school.Attempts(1));

        var count = SqlCounter.Begin();
        await _replicas[0].DataAsync(ask, new { l = learner });
        count.Commands.Should().BeInRange(1, 3);

        var before = await TransactionsAsync();
        await _school.SubmitAsync(learner, _school.Attempts(5));
        (await TransactionsAsync() - before).Should().Be(1);
    }

    [ReplicaFact]
    public async Task Subscriber_hears_what_another_replica_committed()
    {
        var (learner, id) = await _school.EnrolAsync("heard");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var heard = _replicas[1].Services.GetRequiredService<LearnerFeed>()
            .SubscribeAsync(TenantId.Default, id, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = heard.MoveNextAsync();

        await _school.SubmitAsync(learner, _school.Attempts(1));

        (await next).Should().BeTrue();
        heard.Current.Learner.Should().Be(id);
        heard.Current.Concepts.Should().ContainSingle();
    }

    [ReplicaFact]
    public async Task Edit_of_the_catalog_at_one_replica_is_seen_at_the_other()
    {
        await _replicas[1].DataAsync("{ concepts { totalCount } }");
        await _replicas[0].DataAsync(
            "mutation($i: UpsertConceptsInput!) { upsertConcepts(input: $i) { errors { message } } }",
            new { i = new { concepts = new[] { new { key = "fresh", courseKey = "maths", name = "Fresh" } } } });

        var seen = await _replicas[1].DataAsync("{ concepts(first: 50) { nodes { key } } }");

        seen.ToString().Should().Contain("fresh");
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static void Raise(ref long value, long to)
    {
        var seen = Interlocked.Read(ref value);
        while (seen < to)
        {
            var found = Interlocked.CompareExchange(ref value, to, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    /// <summary>How many transactions have written the attempts that are there.</summary>
    private async Task<long> TransactionsAsync()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_store + ";Pooling=false");
        await using var command = source.CreateCommand("SELECT count(DISTINCT xmin::text) FROM attempts");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
