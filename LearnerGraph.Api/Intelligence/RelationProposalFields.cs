using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence;

/// <summary>A proposal with the snapshot that its concepts are in.</summary>
public sealed record ProposalNode(CatalogSnapshot Catalog, RelationProposal Proposal)
{
    /// <summary>Proposals of concepts that are archived by now are left out.</summary>
    public static List<ProposalNode> Of(CatalogSnapshot catalog, IEnumerable<RelationProposal> proposals) =>
    [
        .. proposals.Where(one => catalog.Find(one.Found.From) is not null && catalog.Find(one.Found.To) is not null)
            .Select(one => new ProposalNode(catalog, one)),
    ];
}

[Node]
[ObjectType<ProposalNode>(Name = "RelationProposal")]
[GraphQLDescription("A relation that evidence speaks for, until an author decides.")]
public static class RelationProposalFields
{
    [GraphQLDescription("Global id.")]
    public static RelationProposalId Id([Parent] ProposalNode node) => node.Proposal.Id;

    [GraphQLDescription("The concept that the sentence begins with.")]
    public static ConceptNode From([Parent] ProposalNode node) => node.Catalog.Node(node.Proposal.Found.From)!;

    [GraphQLDescription("The concept that the sentence ends with.")]
    public static ConceptNode To([Parent] ProposalNode node) => node.Catalog.Node(node.Proposal.Found.To)!;

    [GraphQLDescription("The verb of the sentence.")]
    public static RelationType Type([Parent] ProposalNode node) => node.Proposal.Found.Type;

    [GraphQLDescription("Of the two texts, by the metric of their space.")]
    public static double Similarity([Parent] ProposalNode node) => node.Proposal.Found.Similarity;

    [GraphQLDescription("How sure the evidence makes, in [0, 1].")]
    public static double Confidence([Parent] ProposalNode node) => node.Proposal.Found.Confidence;

    [GraphQLDescription("The evidence in sentences.")]
    public static string Reason([Parent] ProposalNode node) => node.Proposal.Found.Reason;

    [GraphQLDescription("Whether it waits for an author.")]
    public static ProposalState State([Parent] ProposalNode node) => node.Proposal.State;

    [NodeResolver]
    public static async ValueTask<ProposalNode?> FindAsync(
        RelationProposalId id, Caller caller, IRelationProposals proposals, RequestCatalog catalog,
        CancellationToken ct) =>
        caller.Needs(Role.Author) is null
        && (await proposals.FindManyAsync(caller.Tenant, [id], ct)).GetValueOrDefault(id) is { } found
            ? ProposalNode.Of(await catalog.GetAsync(ct), [found]).FirstOrDefault() : null;
}

[QueryType]
public static class RelationProposalQueries
{
    [UsePaging]
    [GraphQLDescription("A course's proposed relations, oldest first; for authors.")]
    public static async ValueTask<Connection<ProposalNode>?> RelationProposalsAsync(
        [GraphQLDescription("Whose.")] CourseId courseId,
        PagingArguments paging,
        Caller caller,
        IRelationProposals proposals,
        RequestCatalog catalog,
        [GraphQLDescription("Open ones, or those that were decided so.")]
        ProposalState? state = ProposalState.Proposed,
        CancellationToken ct = default)
    {
        caller.Needs(Role.Author).ThrowIfAny();
        var found = await proposals.OfAsync(caller.Tenant, courseId, state ?? ProposalState.Proposed, ct);
        return Pages.Of(ProposalNode.Of(await catalog.GetAsync(ct), found), node => node.Proposal.Id.Value, paging);
    }
}

[InputType]
[GraphQLDescription("A course to look for relations in.")]
public sealed record DetectRelationsInput(
    [GraphQLDescription("Whose concepts.")] CourseId CourseId,
    [GraphQLDescription("Only pairs whose texts are at least so alike, 0 to 1.")] [GraphQLDefault("0.7")]
    double? MinSimilarity = 0.7,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A proposal to decide.")]
public sealed record RelationDecisionInput(
    [GraphQLDescription("Which.")] RelationProposalId ProposalId,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("What was found.")]
public sealed record DetectRelationsPayload(
    [GraphQLDescription("Open ones, surest first.")] IReadOnlyList<ProposalNode> Proposals,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("What a decision came to.")]
public sealed record RelationDecisionPayload(
    [GraphQLDescription("As it is in the graph now; null where it was rejected.")] RelationNode? Relation,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[MutationType]
public static class RelationProposalMutations
{
    [Cost(50)]
    [GraphQLDescription(
        "Looks for REQUIRES, EXTENDS and MATCHES relations inside a course and proposes them; the graph stays as it "
        + "is until one is accepted.")]
    public static async ValueTask<DetectRelationsPayload> DetectRelationsAsync(
        [GraphQLDescription("Where.")] DetectRelationsInput input,
        Caller caller,
        RequestCatalog catalog,
        DetectRelations detect,
        CancellationToken ct)
    {
        var snapshot = await catalog.GetAsync(ct);
        var outcome = await detect.RunAsync(caller, snapshot, input.CourseId, input.MinSimilarity ?? 0.7, ct);
        return outcome.TryGet(out var found, out var problem)
            ? new(ProposalNode.Of(snapshot, found), Contract.Errors.None) : new([], problem.ToErrors());
    }

    [GraphQLDescription("Puts a proposed relation into the graph; refused where it would close a cycle.")]
    public static async ValueTask<RelationDecisionPayload> AcceptRelationAsync(
        [GraphQLDescription("Which.")] RelationDecisionInput input,
        Caller caller,
        DecideRelation decide,
        CancellationToken ct) =>
        PayloadOf(await decide.RunAsync(caller, input.ProposalId, true, ct));

    [GraphQLDescription("Turns a proposed relation down; it does not come again while both texts stay as they are.")]
    public static async ValueTask<RelationDecisionPayload> RejectRelationAsync(
        [GraphQLDescription("Which.")] RelationDecisionInput input,
        Caller caller,
        DecideRelation decide,
        CancellationToken ct) =>
        PayloadOf(await decide.RunAsync(caller, input.ProposalId, false, ct));

    private static RelationDecisionPayload PayloadOf(Result<RelationDecision> outcome) =>
        outcome.TryGet(out var decision, out var problem)
            ? new(
                decision.Relation is { } relation ? new RelationNode(decision.Catalog, relation) : null,
                Contract.Errors.None)
            : new(null, problem.ToErrors());
}
