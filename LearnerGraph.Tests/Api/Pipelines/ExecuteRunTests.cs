using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Pipelines;

/// <summary>Faults, kills and several workers, on an asset that a test holds in its hand.</summary>
public sealed class ExecuteRunTests
{
    private const string Name = "held";

    [Fact]
    public async Task RunAsync_tries_again_what_fails_and_goes_on_where_it_stopped()
    {
        var asset = new HeldAsset(500) { FailsAfter = new([200, 200]) };
        await using var host = await StartAsync(asset);

        var run = await PipelineHost.RunAsync(host, "training", [Name]);

        run.Status.Should().Be(RunStatus.Succeeded);
        (await PipelineHost.StepsAsync(host, run)).Single().Attempt.Should().Be(3);
        asset.Made.Should().OnlyHaveUniqueItems("what was written before a fault is not made again").And.HaveCount(500);
    }

    [Fact]
    public async Task RunAsync_gives_up_with_the_cause_and_retry_takes_up_the_rest()
    {
        var asset = new HeldAsset(10) { FailsAfter = new([0, 0, 0]) };
        await using var host = await StartAsync(asset);

        var failed = await PipelineHost.RunAsync(host, "training", [Name]);
        var retried = await host.Services.GetRequiredService<RunPipeline>()
            .RetryAsync(Caller.System(TenantId.Default), failed.Id, default);
        retried.TryGet(out var again, out _).Should().BeTrue();
        var ended = await host.Services.GetRequiredService<ExecuteRun>().RunAsync(again!, default);

        failed.Error.Should().Be("held [*]: the disk is full");
        again!.RetryOf.Should().Be(failed.Id);
        ended.Status.Should().Be(RunStatus.Succeeded);
        (await host.Services.GetRequiredService<RunPipeline>()
            .RetryAsync(Caller.System(TenantId.Default), ended.Id, default)).IsOk.Should().BeFalse();
    }

    [Fact]
    public async Task RunAsync_resumes_what_a_worker_left_that_was_killed_in_the_middle()
    {
        // The first host writes 200 of 500 items and never gets any further, nor gives its leases back.
        var stuck = new HeldAsset(500) { StopsAfter = 200 };
        await using var host = await StartAsync(stuck);
        var asked = await PipelineHost.AskAsync(host, "training", [Name]);
        using var kill = new CancellationTokenSource();
        var abandoned = host.Services.GetRequiredService<ExecuteRun>().RunAsync(asked, kill.Token).AsTask();
        await stuck.Stopped;

        var second = Another(host);
        (await second.RunAsync(asked, default)).IsOver.Should().BeFalse("the first still has it");
        stuck.StopsAfter = null;
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var resumed = await second.RunAsync(asked, default);

        resumed.Status.Should().Be(RunStatus.Succeeded);
        stuck.Made.Should().OnlyHaveUniqueItems().And.HaveCount(500);
        (await PipelineHost.StepsAsync(host, resumed)).Single().Attempt.Should().Be(2);
        await kill.CancelAsync();
        await FluentActions.Awaiting(() => abandoned).Should().ThrowAsync<OperationCanceledException>();
        (await host.Services.GetRequiredService<IPipelineStore>()
            .FindRunsAsync(TenantId.Default, [asked.Id], default))[asked.Id].Status.Should().Be(RunStatus.Succeeded);
    }

    [Fact]
    public async Task RunAsync_of_two_workers_makes_a_part_once()
    {
        var asset = new HeldAsset(300);
        await using var host = await StartAsync(asset);
        var first = await PipelineHost.AskAsync(host, "training", [Name]);
        var second = await PipelineHost.AskAsync(host, "training", [Name]);

        var ended = await Task.WhenAll(
            host.Services.GetRequiredService<ExecuteRun>().RunAsync(first, default).AsTask(),
            Another(host).RunAsync(second, default).AsTask());

        ended.Select(run => run.Status).Should().BeEquivalentTo([RunStatus.Succeeded, RunStatus.Skipped]);
        asset.Made.Should().OnlyHaveUniqueItems().And.HaveCount(300);
    }

    [Fact]
    public async Task RunAsync_with_force_makes_everything_again()
    {
        var asset = new HeldAsset(10);
        await using var host = await StartAsync(asset);
        await PipelineHost.RunAsync(host, "training", [Name]);

        await PipelineHost.RunAsync(host, "training", [Name], force: true);

        asset.Made.Should().HaveCount(20);
    }

    [Fact]
    public async Task SubscribeAsync_tells_the_run_as_it_is_and_again_when_it_moves()
    {
        using var feed = new PipelineFeed();
        var id = new PipelineRunId(7);
        await using var told = feed.SubscribeAsync(TenantId.Default, id, default).GetAsyncEnumerator();

        (await told.MoveNextAsync()).Should().BeTrue();
        var next = told.MoveNextAsync().AsTask();
        feed.Publish(TenantId.Default, new PipelineRunId(8));
        feed.Publish(new TenantId("other"), id);
        next.IsCompleted.Should().BeFalse();
        feed.Publish(TenantId.Default, id);

        (await next).Should().BeTrue();
    }

    private static Task<ApiHost> StartAsync(HeldAsset asset) =>
        PipelineHost.StartAsync(services => services.AddSingleton<IAsset>(asset));

    private static ExecuteRun Another(ApiHost host) => ActivatorUtilities.CreateInstance<ExecuteRun>(host.Services);

    private sealed class HeldAsset(int items) : IAsset
    {
        private readonly TaskCompletionSource _stopped = new();
        private readonly List<string> _made = [];

        /// <summary>At each attempt: fail once so many items were written.</summary>
        public Queue<int> FailsAfter { get; init; } = new();

        public int? StopsAfter { get; set; }

        public Task Stopped => _stopped.Task;

        public IReadOnlyList<string> Made => _made;

        public AssetDefinition Definition { get; } = new(Name, "models", "ML", 1, "For the test.", []);

        public ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyList<PartitionSource>>([new(AssetDefinition.WholeKey, "same")]);

        public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
        {
            var limit = FailsAfter.TryDequeue(out var fails) ? fails : (int?)null;
            var written = 0;
            return await work.KeepAsync(
                [.. Enumerable.Range(0, items).Select(i => new ItemStamp($"{i:0000}", "stamp"))],
                async (stamps, token) =>
                {
                    if (written >= limit) throw new InvalidOperationException("the disk is full");
                    if (written >= StopsAfter)
                    {
                        _stopped.TrySetResult();
                        await Task.Delay(Timeout.Infinite, token);
                    }

                    written += stamps.Count;
                    _made.AddRange(stamps.Select(stamp => stamp.Key));
                    return [.. stamps.Select(stamp => new AssetItem(stamp.Key, stamp.Hash, "document"))];
                },
                [], ct);
        }
    }
}
