using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public sealed class SqliteErasureTests : IAsyncLifetime
{
    private StoreHost _host = null!;

    public async Task InitializeAsync() => _host = await SqliteHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Erase_leaves_no_row_of_the_learner_in_any_table()
    {
        var catalog = await _host.CatalogAsync();
        var (learner, other) = (await _host.LearnerAsync(), await _host.LearnerAsync());
        foreach (var id in new[] { learner, other })
        {
            await _host.RecordAsync(id, StoreHost.Attempt(id, catalog.Questions[0]));
            await _host.Practice.ReplaceAsync(
                StoreHost.Tenant,
                [(id, StoreHost.Change(new()) with { Days = [new PracticeDay(new(739_000), 1, 1, 1, 0)] })], null,
                default);
            var set = await _host.Sets.AddAsync(StoreHost.Tenant, SampleSets.Set(id, StoreHost.Now), default);
            await _host.Sets.RecordFeedbackAsync(
                StoreHost.Tenant,
                [new FeedbackEvent(Guid.NewGuid(), new(set, 1), FeedbackAction.Shown, StoreHost.Now)],
                (before, _) => before, default);
            await _host.Audit.AddAsync(
                new AuditEntry(0, StoreHost.Tenant, StoreHost.Now, "a", "b", "c", Learner: id.Value), default);
        }

        var tables = await TablesWithLearnersAsync();
        tables.Should().Contain(["attempts", "practice_days", "recommendation_sets", "feedback_events"]);
        await _host.Learners.EraseAsync(StoreHost.Tenant, learner, default);

        foreach (var table in tables)
        {
            (await CountAsync($"SELECT count(*) FROM {table} WHERE learner_id = {learner.Value}"))
                .Should().Be(0, table);
        }

        (await CountAsync("SELECT count(*) FROM attempts")).Should().Be(1);
        (await CountAsync("SELECT count(*) FROM feedback_events")).Should().Be(1);
        (await CountAsync("SELECT count(*) FROM audit_log")).Should().Be(1);
    }

    [Fact]
    public async Task Every_table_has_a_tenant_and_is_strict()
    {
        var tables = await ListAsync(
            "SELECT name || ' ' || strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
            + "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'");
        var withTenant = await ListAsync(
            "SELECT t.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c WHERE c.name = 'tenant'");

        tables.Should().NotBeEmpty().And.OnlyContain(table => table.EndsWith(" 1"));
        withTenant.Should().BeEquivalentTo(tables.Select(table => table.Split(' ')[0]));
    }

    private Task<List<string>> TablesWithLearnersAsync() => ListAsync(
        "SELECT t.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c WHERE c.name = 'learner_id'");

    private async Task<long> CountAsync(string sql)
    {
        using var lease = await _host.Database.RentAsync(default);
        using var statement = lease.Session.Once(sql);
        return (await statement.LongAsync(default))!.Value;
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        using var lease = await _host.Database.RentAsync(default);
        using var statement = lease.Session.Once(sql);
        return await statement.ListAsync(row => row.GetString(0), default);
    }
}
