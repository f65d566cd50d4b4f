using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Sqlite;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private SqliteHost _host = null!;

    public async Task InitializeAsync() => _host = await SqliteHost.OpenAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Jobs_that_wait_together_share_a_commit()
    {
        var gate = new TaskCompletionSource();
        var first = _host.Database.WriteAsync(
            async (_, _) =>
            {
                await gate.Task;
                return 0;
            },
            default).AsTask();
        var acknowledged = 0;
        var seen = new List<int>();
        var rest = Enumerable.Range(0, 20).Select(async _ =>
        {
            await _host.Database.WriteAsync(
                (_, _) =>
                {
                    seen.Add(Volatile.Read(ref acknowledged));
                    return new ValueTask<int>(0);
                },
                default);
            Interlocked.Increment(ref acknowledged);
        }).ToArray();

        gate.SetResult();
        await first;
        await Task.WhenAll(rest);

        // None was acknowledged before the last had run: they ended together.
        seen.Should().HaveCount(20).And.OnlyContain(count => count == 0);
    }

    [Fact]
    public async Task A_full_disk_fails_writes_loses_nothing_acknowledged_and_is_got_over()
    {
        var catalog = await _host.CatalogAsync();
        var learner = await _host.LearnerAsync();
        await _host.RecordAsync(learner, StoreHost.Attempt(learner, catalog.Questions[0]));
        await PragmaAsync("PRAGMA max_page_count = 1");

        await FluentActions.Awaiting(() => BigWriteAsync(learner, catalog.Questions[0]))
            .Should().ThrowAsync<Exception>();

        (await _host.Practice.CountAttemptsAsync(StoreHost.Tenant, learner, null, default)).Should().Be(1);
        await PragmaAsync("PRAGMA max_page_count = 1073741823");
        await BigWriteAsync(learner, catalog.Questions[0]);
        (await _host.Practice.CountAttemptsAsync(StoreHost.Tenant, learner, null, default)).Should().Be(2);
    }

    [Fact]
    public async Task A_lock_of_another_process_is_waited_for()
    {
        await using var other = new SqliteDatabase($"Data Source={_host.File}");
        var held = new TaskCompletionSource();
        var holding = other.WriteAsync(
            async (session, ct) =>
            {
                await held.Task;
                return 0;
            },
            default).AsTask();

        var waiting = _host.LearnerAsync();
        held.SetResult();

        await holding;
        (await waiting).Value.Should().BePositive();
    }

    [Fact]
    public async Task A_cancelled_job_that_has_not_begun_is_not_run()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var write = async () => await _host.Database.WriteAsync<int>(
            (_, _) => throw new InvalidOperationException("ran"), cancelled.Token);

        await write.Should().ThrowAsync<OperationCanceledException>();
    }

    private async Task BigWriteAsync(LearnerId learner, QuestionId question) =>
        await _host.RecordAsync(
            learner, StoreHost.Attempt(learner, question) with { Answer = new string('x', 200_000) });

    private async Task PragmaAsync(string pragma) => await _host.Database.WriteAsync(
        async (session, ct) => await session.Once(pragma).LongAsync(ct), default);
}
