using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class AuditLogContract : StoreContract
{
    [StoreFact]
    public async Task Entries_keep_every_value_and_are_paged_newest_first()
    {
        var learner = await Host.LearnerAsync();
        var first = await Host.Audit.AddAsync(
            Entry("experiment:a") with { Before = "{}", After = "{\"x\":1}", Reason = "why", Learner = learner.Value },
            default);
        var second = await Host.Audit.AddAsync(Entry("experiment:b"), default);
        var third = await Host.Audit.AddAsync(Entry("experiment:a"), default);
        await Host.Audit.AddAsync(Entry("experiment:a") with { Tenant = StoreHost.Stranger }, default);

        var all = await Host.Audit.PageAsync(StoreHost.Tenant, null, null, 2, default);
        var rest = await Host.Audit.PageAsync(StoreHost.Tenant, null, all[^1].Id, 9, default);
        var ofA = await Host.Audit.PageAsync(StoreHost.Tenant, "experiment:a", null, 9, default);

        all.Should().Equal(third, second);
        rest.Should().Equal(first);
        ofA.Should().Equal(third, first);
        (await Host.Audit.CountAsync(StoreHost.Tenant, "experiment:a", default)).Should().Be(2);
        (await Host.Audit.FindManyAsync(StoreHost.Tenant, [first.Id, 99], default)).Values.Should().Equal(first);
    }

    private static AuditEntry Entry(string subject) =>
        new(0, StoreHost.Tenant, StoreHost.Now, "grace", "experiment.start", subject);
}

public sealed class SqliteAuditLogTests : AuditLogContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresAuditLogTests : AuditLogContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
