using System.Globalization;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>The catalog after a decision, and the relation that came of it; null where it was rejected.</summary>
public sealed record RelationDecision(CatalogSnapshot Catalog, Relation? Relation);

/// <summary>An author accepts a proposed relation into the graph, or rejects it; either is written down.</summary>
public sealed class DecideRelation(
    IRelationProposals proposals, ICatalogSource catalogs, EditCatalog edit, Audit audit, TimeProvider clock)
{
    public async ValueTask<Result<RelationDecision>> RunAsync(
        Caller caller, RelationProposalId id, bool isAccepted, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;

        var found = (await proposals.FindManyAsync(caller.Tenant, [id], ct)).GetValueOrDefault(id);
        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        if (found is null || catalog.Find(found.Found.From) is not { } from
            || catalog.Find(found.Found.To) is not { } to)
        {
            return new Problem.NotFound("RelationProposal", id.Value.ToString(CultureInfo.InvariantCulture));
        }

        if (found.State != ProposalState.Proposed) return Decided(found.State);

        var draft = new RelationDraft(
            from.Key, to.Key, found.Found.Type, 1, RelationOrigin.Detected, Math.Clamp(found.Found.Confidence, 0, 1));
        if (isAccepted)
        {
            var outcome = await edit.RunAsync(caller, new CatalogDrafts { Relations = [draft] }, ct);
            if (!outcome.IsDone) return outcome.Problems[0] with { Path = ["proposalId"] };
            catalog = outcome.Catalog;
        }

        var state = isAccepted ? ProposalState.Accepted : ProposalState.Rejected;
        if (!await proposals.DecideAsync(caller.Tenant, id, state, caller.Subject, clock.GetUtcNow(), ct))
            return await LostAsync(caller, id, found.Found, isAccepted, ct);

        await audit.WriteAsync(
            caller, isAccepted ? "acceptRelation" : "rejectRelation",
            $"relation:{from.Key}:{draft.Type.ToString().ToUpperInvariant()}:{to.Key}", found.Found.Reason, null, ct);
        return new RelationDecision(
            catalog,
            isAccepted
                ? catalog.Relations.First(one =>
                    one.From == from.Id && one.To == to.Id && one.Type == found.Found.Type)
                : null);
    }

    /// <summary>Somebody else decided in between; a relation that they rejected does not stay.</summary>
    private async ValueTask<Result<RelationDecision>> LostAsync(
        Caller caller, RelationProposalId id, FoundRelation found, bool isAccepted, CancellationToken ct)
    {
        var now = (await proposals.FindManyAsync(caller.Tenant, [id], ct)).GetValueOrDefault(id)?.State
            ?? ProposalState.Rejected;
        if (isAccepted && now == ProposalState.Rejected)
            await edit.RemoveRelationAsync(caller, found.From, found.To, found.Type, ct);
        return Decided(now);
    }

    private static Problem.Conflict Decided(ProposalState state) =>
        new($"The proposal is {state.ToString().ToUpperInvariant()} already.") { Path = ["proposalId"] };
}
