using System.Text.RegularExpressions;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>
/// No statement of a request reads more than what it asks for, also in a store that was never analysed.
/// </summary>
public sealed class SqlitePlanTests : IAsyncLifetime
{
    private SqliteHost _host = null!;

    public async Task InitializeAsync() => _host = await SqliteHost.OpenAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Every_statement_of_a_request_is_carried_out_by_an_index_and_without_sorting()
    {
        await UseEverythingAsync();
        var texts = await _host.Database.WriteAsync(
            (session, _) => new ValueTask<string[]>(session.PreparedTexts.ToArray()), default);
        var plans = new List<string>();
        using (var lease = await _host.Database.RentAsync(default))
        {
            foreach (var text in texts.Concat(lease.Session.PreparedTexts.ToArray()).Distinct().Where(IsOfARequest))
            {
                using var explain = lease.Session.Once("EXPLAIN QUERY PLAN " + text);
                foreach (Match name in Regex.Matches(text, @"@\w+")) explain.Offer(name.Value, 1);

                foreach (var step in await explain.ListAsync(row => row.GetString(3), default))
                {
                    plans.Add($"{step} <- {text}");
                }
            }
        }

        plans.Should().HaveCountGreaterThan(20);
        plans.Where(IsCostly).Should().BeEmpty();
    }

    // Whole catalogs and rebuilds read all of a tenant, and counts of learners count.
    private static bool IsOfARequest(string text) =>
        !text.StartsWith("PRAGMA") && !text.StartsWith("BEGIN") && !text.StartsWith("COMMIT")
        && !text.Contains("SAVEPOINT") && !text.Contains(" job") && !text.Contains("count(*) FROM learners")
        && !text.Contains("ORDER BY judged_at") && !text.StartsWith("DELETE FROM question_states");

    // "(tenant=?)" alone: all rows of the tenant.
    private static bool IsCostly(string plan) =>
        plan.StartsWith("SCAN ")
        || (plan.Contains("(tenant=?) <-") && !plan.Contains("catalog_versions"))
        || plan.Contains("TEMP B-TREE FOR ORDER BY");

    private async Task UseEverythingAsync()
    {
        var catalog = await _host.CatalogAsync();
        var (learner, question) = (await _host.LearnerAsync(), catalog.Questions[0]);
        var tenant = StoreHost.Tenant;
        await _host.Catalog.VersionAsync(tenant, default);
        var recorded = await _host.RecordAsync(learner, StoreHost.Attempt(learner, question));
        await _host.Practice.RecordAsync(
            tenant, learner, [Guid.NewGuid()], [question],
            context => context.History is null
                ? new PracticeDecision.NeedHistory()
                : new PracticeDecision.Apply(StoreHost.Change(context.State with { Hours = [1] }) with
                {
                    Days = [new PracticeDay(new(1), 1, 1, 1, 1)], DaysAreComplete = true,
                    Judged = [context.History[0]],
                    Questions = new Dictionary<QuestionId, QuestionState> { [question] = default },
                }),
            default);
        await _host.Practice.LoadAsync(tenant, [learner], default);
        await _host.Practice.ChangeAsync(tenant, learner, snapshot => snapshot.State, default);
        await _host.Practice.FindAttemptsAsync(tenant, [recorded.Added[0].Id], default);
        foreach (var concept in new ConceptId?[] { null, catalog.Concepts[0] })
        {
            await _host.Practice.PageAttemptsAsync(tenant, learner, concept, null, 5, default);
            await _host.Practice.PageAttemptsAsync(tenant, learner, concept, recorded.Added[0].Id, 5, default);
            await _host.Practice.CountAttemptsAsync(tenant, learner, concept, default);
        }

        await _host.Practice.AnsweredAsync(tenant, learner, catalog.Questions, default);
        await _host.Practice.DaysAsync(tenant, learner, new(1), default);
        await foreach (var _ in _host.Practice.HistoriesAsync(tenant, default)) ;
        await _host.Learners.FindManyAsync(tenant, [learner], default);
        var found = await _host.Learners.FindByExternalIdAsync(tenant, "l1", default);
        await _host.Learners.SaveAsync(found!, default);
        await _host.Learners.PageAsync(tenant, null, null, null, 5, false, default);
        await _host.Learners.PageAsync(tenant, null, null, new LearnerId(9), 5, true, default);
        var set = await _host.Sets.AddAsync(tenant, SampleSets.Set(learner, StoreHost.Now), default);
        await _host.Sets.FindManyAsync(tenant, [set], default);
        await _host.Sets.FindActiveAsync(tenant, learner, StoreHost.Now, default);
        await foreach (var _ in _host.Sets.SinceAsync(tenant, StoreHost.Now, default)) ;
        await _host.Sets.RecordFeedbackAsync(
            tenant, [new FeedbackEvent(Guid.NewGuid(), new(set, 1), FeedbackAction.Rejected, StoreHost.Now)],
            (_, _) => RecommendationStatus.Rejected, default);
        await _host.Learners.EraseAsync(tenant, learner, default);
    }
}
