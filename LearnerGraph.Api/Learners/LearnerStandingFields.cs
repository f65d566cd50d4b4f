using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

/// <summary>What is derived from a learner's answers.</summary>
[ExtendObjectType<LearnerNode>]
public static class LearnerStandingFields
{
    [GraphQLDescription("Counters.")]
    public static async ValueTask<LearnerStats> StatsAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, RequestCatalog catalogs, Tracer tracer, TimeProvider clock,
        CancellationToken ct) =>
        LearnerStats.Of(
            tracer.Rules, await catalogs.GetAsync(ct), await snapshots.OfAsync(node, ct), clock.GetUtcNow());

    [GraphQLDescription("How far the learner has come.")]
    public static async ValueTask<LearnerProgress> ProgressAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, RequestCatalog catalogs, Tracer tracer, TimeProvider clock,
        CancellationToken ct) =>
        LearnerProgress.Of(
            tracer.Rules, await catalogs.GetAsync(ct), await snapshots.OfAsync(node, ct), clock.GetUtcNow());

    [GraphQLDescription("How the learner practises.")]
    public static async ValueTask<LearningProfile> LearningProfileAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, RequestCatalog catalogs, Tracer tracer, TimeProvider clock,
        CancellationToken ct) =>
        LearningProfile.Of(
            tracer.Rules, await catalogs.GetAsync(ct), await snapshots.OfAsync(node, ct), clock.GetUtcNow());

    [UsePaging]
    [GraphQLDescription("Beliefs by concept: those with evidence, or those asked for.")]
    public static async ValueTask<Connection<MasteryNode>> MasteryAsync(
        [Parent] LearnerNode node,
        PagingArguments paging,
        SnapshotLoader snapshots,
        RequestCatalog catalogs,
        MasteryView view,
        [GraphQLDescription("These, with evidence or without.")] IReadOnlyList<ConceptId>? conceptIds = null,
        CancellationToken ct = default)
    {
        var catalog = await catalogs.GetAsync(ct);
        var learner = await snapshots.OfAsync(node, ct);
        var all = conceptIds is null
            ? view.Started(learner, catalog)
            : view.Of(learner, catalog, conceptIds.Distinct().OrderBy(id => id.Value));
        return Pages.Of(all, one => one.Concept.Concept.Id.Value, paging);
    }

    [GraphQLDescription("One for each kind.")]
    public static async ValueTask<IReadOnlyList<StreakNode>> StreaksAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, StreakView view, CancellationToken ct) =>
        view.Of(await snapshots.OfAsync(node, ct));

    [GraphQLDescription("Lengths of streaks reached, in the order earned.")]
    public static async ValueTask<IReadOnlyList<Milestone>> MilestonesAsync(
        [Parent] LearnerNode node, SnapshotLoader snapshots, CancellationToken ct) =>
        (await snapshots.OfAsync(node, ct)).State.Milestones;

    [GraphQLDescription(
        "The shortest walk through the prerequisite graph to a goal, weakest needed concepts first "
        + "where order is free.")]
    public static async ValueTask<PathNode?> LearningPathAsync(
        [Parent] LearnerNode node,
        SnapshotLoader snapshots,
        RequestCatalog catalogs,
        MasteryView view,
        Tracer tracer,
        [GraphQLDescription("Where to.")] ConceptId goalConceptId,
        [GraphQLDescription("At most so many steps.")] int? maxLength = 10,
        CancellationToken ct = default)
    {
        var catalog = await catalogs.GetAsync(ct);
        if (catalog.IndexOf(goalConceptId) is not (>= 0 and var goal)) return null;
        if (maxLength is < 1) throw new GraphQLException("A path has at least one step.", "BAD_USER_INPUT");

        var count = catalog.Concepts.Count;
        var (isMastered, knowledge) = (new bool[count], new double[count]);
        var minutes = new double[count];
        for (var i = 0; i < count; i++) minutes[i] = catalog.Concepts[i].EstimatedMinutes;
        foreach (var one in view.Started(await snapshots.OfAsync(node, ct), catalog))
        {
            isMastered[one.Concept.Index] = one.Mastery.Level is MasteryLevel.Mastered;
            knowledge[one.Concept.Index] = one.Mastery.Knowledge;
        }

        var path = LearningPath.To(
            catalog.Graph, goal, isMastered, knowledge, minutes, tracer.Rules.Mastery.Mastered, maxLength ?? 10);
        return new PathNode(catalog, path);
    }
}
