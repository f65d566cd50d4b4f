using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Infrastructure.Persistence.Intelligence;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>What authors are asked, and what they answered.</summary>
public abstract class RelationProposalsContract : StoreContract
{
    [StoreFact]
    public async Task Proposals_are_one_for_two_concepts_and_decided_once()
    {
        var catalog = await Host.CatalogAsync();
        var (course, a, b) = (catalog.Courses[0], catalog.Concepts[0], catalog.Concepts[1]);
        var store = new RelationProposals(Host.Database);
        var found = new FoundRelation(b, a, RelationType.Requires, 0.5, 0.25, "why") { TextHash = "h" };
        await store.ProposeAsync(StoreHost.Tenant, course, [found], true, StoreHost.Now, default);
        var turned = found with { From = a, To = b, Type = RelationType.Extends };
        await store.ProposeAsync(StoreHost.Tenant, course, [turned], false, StoreHost.Now, default);

        var open = (await store.OfAsync(StoreHost.Tenant, course, ProposalState.Proposed, default)).Single();
        var foreign = await store.DecideAsync(
            StoreHost.Stranger, open.Id, ProposalState.Rejected, "eve", StoreHost.Now, default);
        var first = await store.DecideAsync(
            StoreHost.Tenant, open.Id, ProposalState.Rejected, "ada", StoreHost.Now, default);
        var second = await store.DecideAsync(
            StoreHost.Tenant, open.Id, ProposalState.Accepted, "bob", StoreHost.Now, default);
        await store.ProposeAsync(StoreHost.Tenant, course, [found], true, StoreHost.Now, default);
        var kept = await store.FindManyAsync(StoreHost.Tenant, [open.Id], default);
        await store.ProposeAsync(
            StoreHost.Tenant, course, [found with { TextHash = "i" }], true, StoreHost.Now, default);
        var again = await store.FindManyAsync(StoreHost.Tenant, [open.Id], default);
        await store.ProposeAsync(StoreHost.Tenant, course, [], true, StoreHost.Now, default);

        open.Should().Be(new RelationProposal(open.Id, course, turned, ProposalState.Proposed, StoreHost.Now));
        (foreign, first, second).Should().Be((false, true, false));
        kept[open.Id].State.Should().Be(ProposalState.Rejected);
        again[open.Id].Should().Match<RelationProposal>(
            one => one.State == ProposalState.Proposed && one.Found.From == b);
        (await store.FindManyAsync(StoreHost.Tenant, [open.Id], default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Feedback_is_told_newest_first_and_forgotten_by_description()
    {
        var catalog = await Host.CatalogAsync();
        var (course, a, b) = (catalog.Courses[0], catalog.Concepts[0], catalog.Concepts[1]);
        var store = new SuggestionFeedbackStore(Host.Database);
        var first = new SuggestionFeedback(0, course, "adding", a, [b], StoreHost.Now, "ada");
        await store.AddAsync(StoreHost.Tenant, first, default);
        await store.AddAsync(StoreHost.Tenant, first with { Description = "taking", Rejected = [] }, default);

        var all = await store.NewestAsync(StoreHost.Tenant, course, 9, default);
        var newest = await store.NewestAsync(StoreHost.Tenant, course, 1, default);
        var foreign = await store.RemoveAsync(StoreHost.Stranger, course, null, default);
        var one = await store.RemoveAsync(StoreHost.Tenant, course, "taking", default);
        var rest = await store.RemoveAsync(StoreHost.Tenant, course, null, default);

        all.Select(entry => entry.Description).Should().Equal("taking", "adding");
        all[1].Should().BeEquivalentTo(first with { Id = all[1].Id });
        newest.Should().ContainSingle().Which.Rejected.Should().BeEmpty();
        (foreign, one, rest).Should().Be((0, 1, 1));
    }

    [StoreFact]
    public async Task FirstSuccesses_are_empty_where_nobody_has_answered()
    {
        var course = (await Host.CatalogAsync()).Courses[0];

        (await new PracticeFacts(Host.Database).FirstSuccessesAsync(StoreHost.Tenant, course, 10, default))
            .Should().BeEmpty();
    }
}

public sealed class SqliteRelationProposalsTests : RelationProposalsContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresRelationProposalsTests : RelationProposalsContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
