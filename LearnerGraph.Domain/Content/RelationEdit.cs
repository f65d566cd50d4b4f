using System.Globalization;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>Keys that an edit may refer to: those of the catalog and those that the edit itself brings.</summary>
internal sealed class KnownKeys(CatalogSnapshot catalog, CatalogDrafts drafts)
{
    public HashSet<string> Courses { get; } = new(
        catalog.Courses.Select(course => course.Key).Concat(drafts.Courses.Select(draft => draft.Key)),
        StringComparer.Ordinal);

    public HashSet<string> Concepts { get; } = new(
        catalog.Concepts.Select(concept => concept.Key).Concat(drafts.Concepts.Select(draft => draft.Key)),
        StringComparer.Ordinal);
}

/// <summary>
/// The relations part of an edit: what goes, what comes, and that no prerequisite comes before itself.
/// </summary>
internal static class RelationEdit
{
    private sealed record Wish(RelationDraft Draft, string List, int Row, string[] Place);

    public static (List<Relation> Replaced, List<RelationDraft> Added) Plan(
        CatalogSnapshot catalog, CatalogDrafts drafts, KnownKeys known, List<Problem> problems)
    {
        var wishes = Wishes(catalog, drafts, known, problems);
        var stored = new Dictionary<(string, string, RelationType), Relation>();
        foreach (var relation in catalog.Relations) stored[Identity(catalog, relation)] = relation;

        var wanted = wishes.Select(wish => Identity(wish.Draft)).ToHashSet();
        var owners = drafts.Concepts
            .SelectMany(draft =>
                Lists(draft).Where(list => list.Keys is not null).Select(list => (draft.Key, list.Type)))
            .ToHashSet();
        var replaced = catalog.Relations
            .Where(relation => relation.Origin == RelationOrigin.Authored
                && IsOwned(catalog, relation, owners) && !wanted.Contains(Identity(catalog, relation)))
            .ToList();

        var added = wishes
            .Where(wish => !stored.TryGetValue(Identity(wish.Draft), out var there) || IsMore(wish.Draft, there))
            .ToList();
        RefuseCycles(catalog, replaced, added, problems);
        return (replaced, [.. added.Select(wish => wish.Draft)]);
    }

    private static List<Wish> Wishes(
        CatalogSnapshot catalog, CatalogDrafts drafts, KnownKeys known, List<Problem> all)
    {
        var wishes = new List<Wish>();
        var seen = new HashSet<(string, string, RelationType)>();
        for (int row = 0; row < drafts.Concepts.Count; row++)
        {
            var concept = drafts.Concepts[row];
            foreach (var (keys, type, list) in Lists(concept))
            {
                for (int i = 0; i < (keys?.Count ?? 0); i++)
                {
                    var draft = Ordered(catalog, new RelationDraft(concept.Key, keys![i], type));
                    var wish = new Wish(
                        draft, "concepts", row, [list, i.ToString(CultureInfo.InvariantCulture)]);
                    if (IsFit(wish, known, all) && seen.Add(Identity(draft))) wishes.Add(wish);
                }
            }
        }

        for (int row = 0; row < drafts.Relations.Count; row++)
        {
            var wish = new Wish(Ordered(catalog, drafts.Relations[row]), "relations", row, []);
            if (IsFit(wish, known, all) && seen.Add(Identity(wish.Draft))) wishes.Add(wish);
        }

        return wishes;
    }

    private static bool IsFit(Wish wish, KnownKeys known, List<Problem> all)
    {
        var problems = new RowProblems(all, wish.List, wish.Row);
        var relation = wish.Draft;
        foreach (string key in (string[])[relation.FromKey, relation.ToKey])
        {
            if (!known.Concepts.Contains(key)) problems.Invalid($"There is no concept with the key {key}.", wish.Place);
        }

        if (relation.FromKey == relation.ToKey)
        {
            problems.Add(
                relation.Type == RelationType.Requires
                    ? Cycle([relation.FromKey, relation.ToKey])
                    : new Problem.Invalid("A concept cannot be related to itself."),
                wish.Place);
        }

        problems.Weight(relation.Weight, [.. wish.Place, "weight"]);
        if (!(relation.Confidence is >= 0 and <= 1))
            problems.Invalid("`confidence` is a number from 0 to 1.", [.. wish.Place, "confidence"]);
        return problems.IsClean;
    }

    /// <summary>In order; an edge that would close a cycle is refused and left out for those after it.</summary>
    private static void RefuseCycles(
        CatalogSnapshot catalog, List<Relation> replaced, List<Wish> added, List<Problem> all)
    {
        var gone = replaced.ToHashSet();
        var requires = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var relation in catalog.Relations)
        {
            if (relation.Type == RelationType.Requires && !gone.Contains(relation))
                Require(catalog.Find(relation.From)!.Key, catalog.Find(relation.To)!.Key);
        }

        foreach (var wish in added.FindAll(wish => wish.Draft.Type == RelationType.Requires))
        {
            var (from, to) = (wish.Draft.FromKey, wish.Draft.ToKey);
            var cycle = CycleFinder.ClosedBy(from, to, key => requires.GetValueOrDefault(key) ?? []);
            if (cycle is null)
            {
                Require(from, to);
                continue;
            }

            new RowProblems(all, wish.List, wish.Row).Add(Cycle([.. cycle]), wish.Place);
            added.Remove(wish);
        }

        void Require(string from, string to)
        {
            if (!requires.TryGetValue(from, out var below)) requires[from] = below = [];
            below.Add(to);
        }
    }

    private static Problem.Invalid Cycle(string[] keys) => new(
        $"A concept cannot come before itself: {string.Join(" → ", keys)}.", "PREREQUISITE_CYCLE");

    private static (IReadOnlyList<string>? Keys, RelationType Type, string List)[] Lists(ConceptDraft draft) =>
    [
        (draft.Requires, RelationType.Requires, "requires"),
        (draft.Extends, RelationType.Extends, "extends"),
        (draft.Matches, RelationType.Matches, "matches"),
    ];

    /// <summary>Matches have no direction: the smaller id first, and a stored concept before a new one.</summary>
    private static RelationDraft Ordered(CatalogSnapshot catalog, RelationDraft draft)
    {
        if (draft.Type != RelationType.Matches) return draft;
        int from = catalog.ConceptByKey(draft.FromKey)?.Id.Value ?? int.MaxValue;
        int to = catalog.ConceptByKey(draft.ToKey)?.Id.Value ?? int.MaxValue;
        return from <= to ? draft : draft with { FromKey = draft.ToKey, ToKey = draft.FromKey };
    }

    private static (string, string, RelationType) Identity(RelationDraft draft) =>
        draft.Type == RelationType.Matches && string.CompareOrdinal(draft.FromKey, draft.ToKey) > 0
            ? (draft.ToKey, draft.FromKey, draft.Type)
            : (draft.FromKey, draft.ToKey, draft.Type);

    private static (string, string, RelationType) Identity(CatalogSnapshot catalog, Relation relation) =>
        Identity(new RelationDraft(
            catalog.Find(relation.From)!.Key, catalog.Find(relation.To)!.Key, relation.Type));

    private static bool IsOwned(
        CatalogSnapshot catalog, Relation relation, HashSet<(string Key, RelationType Type)> owners) =>
        owners.Contains((catalog.Find(relation.From)!.Key, relation.Type))
        || (relation.Type == RelationType.Matches && owners.Contains((catalog.Find(relation.To)!.Key, relation.Type)));

    /// <summary>
    /// Whether storing the wish would tell more than what is stored: an author's word beats a detector's.
    /// </summary>
    private static bool IsMore(RelationDraft wish, Relation stored) =>
        wish.Origin < stored.Origin
        || (wish.Origin == stored.Origin && (wish.Weight != stored.Weight || wish.Confidence != stored.Confidence));
}
