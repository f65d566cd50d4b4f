using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class LearnerChangesContract : StoreContract
{
    [StoreFact]
    public async Task Change_is_told_with_what_was_kept_and_not_otherwise()
    {
        var catalog = await Host.CatalogAsync();
        var learner = await Host.LearnerAsync();
        var first = await Host.Changes.NewestAsync(default);

        await Host.RecordAsync(
            learner, StoreHost.Attempt(learner, catalog.Questions[1]), StoreHost.Attempt(learner, catalog.Questions[1]),
            StoreHost.Attempt(learner, catalog.Questions[0], 0, AttemptStatus.PendingReview));
        await Host.Practice.ChangeAsync(StoreHost.Tenant, learner, snapshot => snapshot.State, default);
        await Host.Practice.ChangeAsync(StoreHost.Tenant, learner, _ => new Problem.Invalid("no"), default);
        await Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [], [], _ => new PracticeDecision.Refuse(new Problem.Invalid("no")), default);
        var failing = () => Host.Practice.RecordAsync(
            StoreHost.Tenant, learner, [], [], _ => throw new InvalidOperationException("planted"), default).AsTask();
        await failing.Should().ThrowAsync<InvalidOperationException>();

        first.Should().Be(0);
        var told = await Host.Changes.AfterAsync(first, 9, default);
        told.Should().HaveCount(2).And.OnlyContain(
            change => change.IsOurs && change.Learner == learner && change.Tenant == StoreHost.Tenant);
        told[0].Questions.Should().Equal(catalog.Questions[1]);
        told[1].Questions.Should().BeEmpty();
    }

    [StoreFact]
    public async Task After_loses_and_doubles_nothing_while_many_write()
    {
        var catalog = await Host.CatalogAsync();
        var learners = new[] { await Host.LearnerAsync(), await Host.LearnerAsync(), await Host.LearnerAsync() };
        var writing = Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
            await Host.RecordAsync(learners[i % 3], StoreHost.Attempt(learners[i % 3], catalog.Questions[0], i)))));

        var (told, last) = (new List<long>(), 0L);
        bool isDone;
        do
        {
            isDone = writing.IsCompleted;
            foreach (var change in await Host.Changes.AfterAsync(last, 7, default))
            {
                told.Add(last = change.Id);
                isDone = false;
            }
        }
        while (!isDone);

        await writing;
        told.Should().HaveCount(60).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [StoreFact]
    public async Task Forget_and_erasure_leave_nothing_behind_and_numbers_go_on()
    {
        var (a, b) = (await Host.LearnerAsync(), await Host.LearnerAsync());
        foreach (var learner in new[] { a, b, b })
        {
            await Host.Practice.ChangeAsync(StoreHost.Tenant, learner, snapshot => snapshot.State, default);
        }

        var newest = await Host.Changes.NewestAsync(default);
        (await Host.Changes.ForgetAsync(newest - 1, default)).Should().Be(2);
        await Host.Learners.EraseAsync(StoreHost.Tenant, b, default);
        (await Host.Changes.AfterAsync(0, 9, default)).Should().BeEmpty();
        await Host.Practice.ChangeAsync(StoreHost.Tenant, a, snapshot => snapshot.State, default);

        (await Host.Changes.NewestAsync(default)).Should().BeGreaterThan(newest);
    }
}

public sealed class SqliteLearnerChangesTests : LearnerChangesContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresLearnerChangesTests : LearnerChangesContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
