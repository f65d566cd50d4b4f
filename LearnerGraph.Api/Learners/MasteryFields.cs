using System.Globalization;
using LearnerGraph.Api.Content;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

public readonly record struct MasteryId(LearnerId Learner, ConceptId Concept)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Learner.Value}-{Concept.Value}");

    public static MasteryId? Parse(string raw) =>
        raw.Split('-') is [var learner, var concept]
        && long.TryParse(learner, NumberStyles.None, CultureInfo.InvariantCulture, out var learnerId)
        && int.TryParse(concept, NumberStyles.None, CultureInfo.InvariantCulture, out var conceptId)
            ? new MasteryId(new LearnerId(learnerId), new ConceptId(conceptId))
            : null;
}

/// <summary>How one learner stands on one concept of a snapshot.</summary>
public sealed record MasteryNode(LearnerId Learner, ConceptNode Concept, ConceptMastery Mastery);

/// <summary>Beliefs as they stand now.</summary>
public sealed class MasteryView(Tracer tracer, TimeProvider clock)
{
    /// <summary>Of the given concepts, in their order; those that the catalog no longer has are left out.</summary>
    public IReadOnlyList<MasteryNode> Of(
        LearnerSnapshot learner, CatalogSnapshot catalog, IEnumerable<ConceptId> concepts)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. catalog.Nodes(concepts).Select(node => new MasteryNode(
                learner.Learner.Id, node,
                ConceptMastery.Of(tracer.Rules, catalog, learner, node.Concept.Id, now))),
        ];
    }

    /// <summary>Of all concepts with evidence, by id.</summary>
    public IReadOnlyList<MasteryNode> Started(LearnerSnapshot learner, CatalogSnapshot catalog) =>
    [
        .. ConceptMastery.Started(tracer.Rules, catalog, learner, clock.GetUtcNow())
            .Select(mastery => new MasteryNode(learner.Learner.Id, catalog.Node(mastery.Concept)!, mastery)),
    ];
}

[ObjectType<MasteryNode>(Name = "Mastery")]
[Node]
[GraphQLDescription("What is believed of one learner and one concept. Three numbers that are not the same: the chance "
    + "of a right answer, how sure that is, and the chance of recall.")]
public static class MasteryFields
{
    [GraphQLDescription("Global id.")]
    public static MasteryId Id([Parent] MasteryNode node) => new(node.Learner, node.Concept.Concept.Id);

    [GraphQLDescription("Of what.")]
    public static ConceptNode Concept([Parent] MasteryNode node) => node.Concept;

    [GraphQLDescription("Probability that the learner answers an average question of the concept right, if asked now.")]
    public static double Probability([Parent] MasteryNode node) => node.Mastery.Probability;

    [GraphQLDescription("Of `probability`.")]
    public static double StandardError([Parent] MasteryNode node) => node.Mastery.StandardError;

    [GraphQLDescription("Probability of recall now, by the memory model; null before the first attempt.")]
    public static double? Retrievability([Parent] MasteryNode node) => node.Mastery.Retrievability;

    [GraphQLDescription("Days until recall falls to 90%.")]
    public static double? StabilityDays([Parent] MasteryNode node) => node.Mastery.StabilityDays;

    [GraphQLDescription("In four steps, with guessing taken out.")]
    public static MasteryLevel Level([Parent] MasteryNode node) => node.Mastery.Level;

    [GraphQLDescription("Accepted answers at the concept.")]
    public static int Attempts([Parent] MasteryNode node) => node.Mastery.Attempts;

    [GraphQLDescription("Time of the last one.")]
    public static DateTimeOffset? LastPracticedAt([Parent] MasteryNode node) => node.Mastery.LastPracticedAt;

    [GraphQLDescription("When recall falls to the desired retention.")]
    public static DateTimeOffset? NextReviewAt([Parent] MasteryNode node) => node.Mastery.NextReviewAt;

    [NodeResolver]
    public static async ValueTask<MasteryNode?> FindAsync(
        MasteryId id, Caller caller, SnapshotLoader snapshots, RequestCatalog catalogs, MasteryView view,
        CancellationToken ct) =>
        caller.MayRead(id.Learner) is null && await snapshots.LoadAsync(id.Learner, ct) is { } learner
            ? view.Of(learner, await catalogs.GetAsync(ct), [id.Concept]).SingleOrDefault()
            : null;
}
