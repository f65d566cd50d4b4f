using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Moving;
using LearnerGraph.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

public sealed class StoreMoveTests : IAsyncLifetime
{
    private SqliteHost _source = null!;

    public async Task InitializeAsync() => _source = await SqliteHost.OpenAsync();

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [PostgresFact]
    public async Task Move_brings_every_row_and_new_rows_get_numbers_after_them()
    {
        var learner = await FillAsync();
        await using var target = await PostgresHost.OpenAsync();
        var progress = new List<double>();

        var moved = await MoveAsync(target, progress.Add);

        moved.TryGet(out var report, out var problem).Should().BeTrue(problem?.Message);
        report!.Rows["attempts"].Should().Be(40);
        report.Rows["learners"].Should().Be(2);
        progress.Should().BeInAscendingOrder().And.EndWith(1);
        var before = (await _source.Practice.LoadAsync(StoreHost.Tenant, [learner], default))[learner];
        var after = (await target.Practice.LoadAsync(StoreHost.Tenant, [learner], default))[learner];
        after.Should().BeEquivalentTo(before);
        (await target.Learners.AddAsync(StoreHost.Draft("new"), default)).TryGet(out var added, out _)
            .Should().BeTrue();
        added!.Id.Value.Should().Be(3);
        var questions = (await target.Catalog.LoadAsync(StoreHost.Tenant, default)).Questions;
        var recorded = await target.RecordAsync(learner, StoreHost.Attempt(learner, questions[0].Id));
        recorded.Added[0].Id.Value.Should().Be(41);
    }

    [PostgresFact]
    public async Task Move_refuses_a_target_that_holds_anything()
    {
        await FillAsync();
        await using var target = await PostgresHost.OpenAsync();
        await target.LearnerAsync();

        var moved = await MoveAsync(target);

        moved.TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().BeOfType<Problem.Conflict>().Which.Message.Should().Contain("learners");
        (await target.Learners.CountAsync(StoreHost.Tenant, null, default)).Should().Be(1);
    }

    [PostgresFact]
    public async Task Move_goes_on_where_it_was_interrupted()
    {
        await FillAsync();
        await using var target = await PostgresHost.OpenAsync();
        using var stop = new CancellationTokenSource();
        var interrupted = () => MoveAsync(
            target,
            done =>
            {
                if (done > 0.4) stop.Cancel();
            },
            stop.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();

        var other = await SqliteHost.OpenAsync();
        (await StoreMove.RunAsync(other.File, target.ConnectionString, new Told(null), default))
            .TryGet(out _, out var problem).Should().BeFalse();
        problem!.Message.Should().Contain("being moved");
        await other.DisposeAsync();
        (await MoveAsync(target)).TryGet(out var report, out _).Should().BeTrue();
        report!.Rows["attempts"].Should().Be(40);
    }

    [PostgresFact]
    public async Task Backup_and_restore_bring_back_what_was_there()
    {
        await using var host = await PostgresHost.OpenAsync();
        var learner = await host.LearnerAsync();
        var file = Path.Combine(Path.GetTempPath(), $"learnergraph-{Guid.NewGuid():N}.dump");
        try
        {
            await PostgresCopy.BackupAsync(host.ConnectionString, file, default);
            await host.LearnerAsync();

            await PostgresCopy.RestoreAsync(host.ConnectionString, file, default);

            (await host.Learners.PageAsync(StoreHost.Tenant, null, null, null, 9, false, default))
                .Select(one => one.Id).Should().Equal(learner);
            var again = () => PostgresCopy.BackupAsync(host.ConnectionString, file, default);
            await again.Should().ThrowAsync<IOException>();
            await File.WriteAllTextAsync(file, "no copy");
            var broken = () => PostgresCopy.RestoreAsync(host.ConnectionString, file, default);
            (await broken.Should().ThrowAsync<IOException>()).Which.Message.Should().Contain("pg_restore");
            (await host.Learners.CountAsync(StoreHost.Tenant, null, default)).Should().Be(1);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<LearnerId> FillAsync()
    {
        var catalog = await _source.CatalogAsync();
        var learner = await _source.LearnerAsync();
        await _source.LearnerAsync(StoreHost.Stranger);
        for (var i = 0; i < 4; i++)
        {
            await _source.RecordAsync(
                learner,
                [.. Enumerable.Range(0, 10).Select(at => StoreHost.Attempt(learner, catalog.Questions[i], at))]);
        }

        await _source.Sets.AddAsync(StoreHost.Tenant, SampleSets.Set(learner, StoreHost.Now), default);
        return learner;
    }

    private Task<Result<StoreMoved>> MoveAsync(
        PostgresHost target, Action<double>? progress = null, CancellationToken ct = default) =>
        StoreMove.RunAsync(_source.File, target.ConnectionString, new Told(progress), ct).AsTask();

    private sealed class Told(Action<double>? told) : IProgress<double>
    {
        public void Report(double value) => told?.Invoke(value);
    }
}
