using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>Looks for relations inside a course and keeps them as proposals; for pipelines and authors alike.</summary>
public sealed class FindRelations(
    CourseSpaces courses, IPracticeFacts facts, IRelationProposals proposals, TimeProvider clock)
{
    /// <summary>Pairs less alike than this are no news to an author.</summary>
    public const double LeastSimilarity = 0.2;

    private const int Learners = 2_000;
    private const ulong Seed = 42;

    /// <summary>What is open of that which was found, surest first.</summary>
    public async ValueTask<Result<List<RelationProposal>>> RunAsync(
        TenantId tenant, CatalogSnapshot catalog, CourseId course, double minSimilarity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        int[] concepts = catalog.ConceptsOf(course).ToArray();
        Concept[] all = Array.ConvertAll(concepts, index => catalog.Concepts[index]);
        var found = new List<FoundRelation>();
        if (all.Length > 1)
        {
            var embedder = await courses.EmbedderAsync(tenant, catalog, course, ct);
            var embedded = await courses.EmbedAsync(tenant, course, embedder, all, [], ct);
            if (!embedded.TryGet(out var embeddings, out var problem)) return problem;

            var order = new OrderEvidence(await facts.FirstSuccessesAsync(tenant, course, Learners, ct));
            var scorer = new RelationScorer(catalog, order, CoursePrerequisites.Fit(catalog, concepts, Seed));
            found.AddRange(scorer.Find(concepts, embeddings, minSimilarity)
                .Select(one => one with { TextHash = HashOf(catalog, one) }));
        }

        await proposals.ProposeAsync(
            tenant, course, found, minSimilarity <= LeastSimilarity, clock.GetUtcNow(), ct);
        var place = found.Select((one, i) => (Ends: (one.From, one.To), i))
            .ToDictionary(one => one.Ends, one => one.i);
        return (await proposals.OfAsync(tenant, course, ProposalState.Proposed, ct))
            .Where(one => place.ContainsKey((one.Found.From, one.Found.To)))
            .OrderBy(one => place[(one.Found.From, one.Found.To)]).ToList();
    }

    private static string HashOf(CatalogSnapshot catalog, FoundRelation one) =>
        CourseSpaces.HashOf(string.Join('\n', new[] { one.From, one.To }.OrderBy(id => id.Value)
            .Select(id => ConceptText.Of(catalog.Find(id)!))));
}
