using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>Between a catalog and its concept graph by keys.</summary>
public static class GraphContents
{
    /// <summary>Courses, concepts and relations of a catalog, each ordered by key.</summary>
    public static GraphContent Of(CatalogSnapshot catalog) => new(
        catalog.Version,
        [
            .. catalog.Courses.OrderBy(course => course.Key, StringComparer.Ordinal)
                .Select(course => new CourseDraft(course.Key, course.Title)),
        ],
        [
            .. catalog.Concepts.OrderBy(concept => concept.Key, StringComparer.Ordinal)
                .Select(concept => new ConceptDraft(
                    concept.Key, catalog.Find(concept.CourseId)!.Key, concept.Name, concept.Description,
                    concept.Tags, concept.EstimatedMinutes, concept.Difficulty)),
        ],
        [
            .. catalog.Relations.Select(relation => Draft(catalog, relation))
                .OrderBy(one => one.FromKey, StringComparer.Ordinal).ThenBy(one => one.Type)
                .ThenBy(one => one.ToKey, StringComparer.Ordinal),
        ]);

    /// <summary>
    /// What must go before the content can be written: relations that it tells otherwise and, where it is the whole,
    /// relations and concepts that it does not hold. Questions of a concept that goes are archived with it.
    /// </summary>
    public static Result<CatalogChange> Removal(CatalogSnapshot catalog, GraphContent content, bool isWhole)
    {
        var wanted = new Dictionary<(string, string, RelationType), RelationDraft>();
        foreach (var relation in content.Relations) wanted[Identity(relation)] = relation;
        var keys = content.Concepts.Select(concept => concept.Key).ToHashSet(StringComparer.Ordinal);

        List<ConceptId> archived = isWhole
            ? [.. catalog.Concepts.Where(concept => !keys.Contains(concept.Key)).Select(concept => concept.Id)]
            : [];
        var archiving = CatalogEditor.ArchiveConcepts(catalog, archived);
        if (!archiving.TryGet(out var change, out _)) return archiving;

        var gone = catalog.Relations.Where(relation =>
        {
            var stored = Draft(catalog, relation);
            return wanted.TryGetValue(Identity(stored), out var other) ? !IsSame(stored, other) : isWhole;
        });
        return change with { ReplacedRelations = [.. change.ReplacedRelations.Union(gone)] };
    }

    /// <summary>Concepts along Requires from one, by distance and key; empty for an unknown concept.</summary>
    public static IReadOnlyList<GraphStep> Walk(
        CatalogSnapshot catalog, string key, int depth, RelationDirection direction)
    {
        if (catalog.ConceptByKey(key) is not { } start) return [];

        var seen = new HashSet<int> { catalog.IndexOf(start.Id) };
        List<int> level = [.. seen];
        var steps = new List<GraphStep>();
        for (int distance = 1; distance <= depth && level.Count > 0; distance++)
        {
            var next = new List<int>();
            foreach (int concept in level)
            {
                foreach (var relation in catalog.RelationsOf(concept, direction, [RelationType.Requires]))
                {
                    int other = catalog.IndexOf(
                        direction == RelationDirection.Outgoing ? relation.To : relation.From);
                    if (seen.Add(other)) next.Add(other);
                }
            }

            int at = distance;
            steps.AddRange(next.Select(concept => catalog.Concepts[concept].Key).Order(StringComparer.Ordinal)
                .Select(one => new GraphStep(one, at)));
            level = next;
        }

        return steps;
    }

    private static RelationDraft Draft(CatalogSnapshot catalog, Relation relation) => new(
        catalog.Find(relation.From)!.Key, catalog.Find(relation.To)!.Key, relation.Type, relation.Weight,
        relation.Origin, relation.Confidence);

    private static (string, string, RelationType) Identity(RelationDraft draft) =>
        draft.Type == RelationType.Matches && string.CompareOrdinal(draft.FromKey, draft.ToKey) > 0
            ? (draft.ToKey, draft.FromKey, draft.Type)
            : (draft.FromKey, draft.ToKey, draft.Type);

    private static bool IsSame(RelationDraft one, RelationDraft other) =>
        one.Weight == other.Weight && one.Origin == other.Origin && one.Confidence == other.Confidence;
}
