using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>Finds relations that are not in the graph yet, from texts, levels, answers and labelled pairs.</summary>
/// <remarks>
/// The evidence for a direction is added up in log odds; docs/algorithms/relations.md lists the weights and why.
/// </remarks>
public sealed class RelationScorer
{
    /// <summary>The most that one search returns.</summary>
    public const int Most = 500;

    private const double AlmostSame = 0.9, SameName = 0.7, Undecided = 1, NoDirection = 0.4;
    private const double OfLevelWords = 1.2, OfDifficulty = 1.5, OfDepth = 0.4, OfLongerName = 0.7, OfModel = 2;
    private const double OfMention = 0.6, OfLongMention = 1, MostOfOrder = 2;
    private const int FewestLearners = 5;

    private readonly CatalogSnapshot _catalog;
    private readonly OrderEvidence _order;
    private readonly CoursePrerequisites? _model;

    /// <param name="model">Fitted to these concepts; null where there are too few labels.</param>
    public RelationScorer(CatalogSnapshot catalog, OrderEvidence order, CoursePrerequisites? model) =>
        (_catalog, _order, _model) = (catalog, order, model);

    /// <summary>
    /// What may be proposed between these concepts, surest first; nothing that is related already, that chains of
    /// prerequisites say already, or that would close a cycle with them or with a surer proposal.
    /// </summary>
    /// <param name="concepts">Dense indexes.</param>
    /// <param name="embeddings">Of the concepts' texts, in their order, all of one space.</param>
    /// <param name="minSimilarity">Pairs whose texts are less alike are not looked at.</param>
    public IReadOnlyList<FoundRelation> Find(
        IReadOnlyList<int> concepts, IReadOnlyList<Embedding> embeddings, double minSimilarity)
    {
        ArgumentNullException.ThrowIfNull(concepts);
        ArgumentNullException.ThrowIfNull(embeddings);
        var related = _catalog.Relations
            .SelectMany(one => new[] { (one.From, one.To), (one.To, one.From) }).ToHashSet();
        NameTerms[] names = [.. concepts.Select(index => NameTerms.Of(_catalog.Concepts[index].Name))];
        HashSet<string>[] words = [.. concepts.Select(index => Said(_catalog.Concepts[index]))];
        var found = new List<FoundRelation>();
        for (var i = 0; i < concepts.Count; i++)
        {
            for (var j = i + 1; j < concepts.Count; j++)
            {
                if (!embeddings[i].SimilarityTo(embeddings[j]).TryGet(out var similarity, out _)
                    || similarity < minSimilarity
                    || related.Contains((_catalog.Concepts[concepts[i]].Id, _catalog.Concepts[concepts[j]].Id)))
                {
                    continue;
                }

                var side = new Side(concepts[i], names[i], words[i]);
                if (Judge(side, new Side(concepts[j], names[j], words[j]), similarity) is { } relation)
                    found.Add(relation);
            }
        }

        return WithoutCycles(
            found.OrderByDescending(one => one.Confidence).ThenBy(one => one.From.Value).ThenBy(one => one.To.Value));
    }

    private sealed record Side(int Index, NameTerms Name, HashSet<string> Words);

    private FoundRelation? Judge(Side a, Side b, double similarity)
    {
        var (first, second) = (_catalog.Concepts[a.Index], _catalog.Concepts[b.Index]);
        HashSet<string> coreA = a.Name.CoreBeside(b.Name), coreB = b.Name.CoreBeside(a.Name);
        double shared = coreA.Intersect(coreB, StringComparer.Ordinal).Count();
        var containment = shared / Math.Min(coreA.Count, coreB.Count);
        var sameName = shared / (coreA.Count + coreB.Count - shared);
        var reasons = new List<string>();
        var towards = Direction(a, b, coreA, coreB, containment, reasons);
        var isNamedAlike = containment >= 1 && sameName >= SameName && a.Name.Level == b.Name.Level;
        var relatedness = 1 - ((1 - Math.Clamp(similarity, 0, 1)) * (1 - (0.8 * containment)));
        var sureness = 1 / (1 + Math.Exp(-Math.Abs(towards)));
        reasons.Insert(0, ConceptText.Reason(ConceptText.Of(first), ConceptText.Of(second)));

        if ((similarity >= AlmostSame || isNamedAlike) && Math.Abs(towards) < Undecided)
        {
            reasons.Insert(0, isNamedAlike ? "Their names say the same." : "Their texts say almost the same.");
            var (low, high) = first.Id.Value < second.Id.Value ? (first, second) : (second, first);
            return new FoundRelation(
                low.Id, high.Id, RelationType.Matches, similarity, relatedness * 2 * (1 - sureness) * 0.95,
                string.Join(' ', reasons));
        }

        if (Math.Abs(towards) < NoDirection) return null;

        var (later, earlier) = towards > 0 ? (first, second) : (second, first);
        var type = containment >= 1 ? RelationType.Extends : RelationType.Requires;
        return new FoundRelation(
            later.Id, earlier.Id, type, similarity, relatedness * sureness, string.Join(' ', reasons));
    }

    /// <summary>Log odds that `b` comes before `a`; the reasons are told as sentences.</summary>
    private double Direction(
        Side a, Side b, HashSet<string> coreA, HashSet<string> coreB, double containment, List<string> reasons)
    {
        var (first, second) = (_catalog.Concepts[a.Index], _catalog.Concepts[b.Index]);
        double sum = 0;

        Add(OfLevelWords * (a.Name.Level - b.Name.Level), (later, _) => $"{later} says that it is more advanced.");
        Add(
            OfDifficulty * Math.Tanh(4 * (first.Difficulty - second.Difficulty)),
            (later, _) => $"{later} is set to be harder.");
        Add(
            OfDepth * Math.Clamp(_catalog.Graph.Depth(a.Index) - _catalog.Graph.Depth(b.Index), -2, 2),
            (later, _) => $"{later} has the longer chain of prerequisites.");
        if (containment >= 1 && coreA.Count != coreB.Count)
            Add(OfLongerName * Math.Sign(coreA.Count - coreB.Count), (later, _) => $"{later} is the narrower name.");
        Add(
            Mention(a, coreB, coreA) - Mention(b, coreA, coreB),
            (later, earlier) => $"The text of {later} speaks of {earlier}.");

        int before = _order.Before(second.Id, first.Id), after = _order.Before(first.Id, second.Id);
        if (before + after >= FewestLearners)
        {
            Add(
                Math.Clamp(_order.LogOdds(second.Id, first.Id), -MostOfOrder, MostOfOrder),
                (_, earlier) => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Math.Max(before, after)} of {before + after} learners got {earlier} right first."));
        }

        if (_model is not null)
        {
            Add(
                OfModel * (_model.Chance(first.Id, second.Id) - _model.Chance(second.Id, first.Id)),
                (_, earlier) => $"The course's own prerequisites suggest that {earlier} comes first.");
        }

        return sum;

        void Add(double value, Func<string, string, string> say)
        {
            sum += value;
            if (Math.Abs(value) < 0.1) return;
            reasons.Add(value > 0 ? say(Quoted(first), Quoted(second)) : say(Quoted(second), Quoted(first)));
        }
    }

    /// <summary>How much one text speaks of the other's name, beyond what both names say.</summary>
    private static double Mention(Side of, HashSet<string> named, HashSet<string> own) =>
        named.IsSubsetOf(own) || !named.All(word => of.Words.Contains(word) || own.Contains(word)) ? 0
        : named.Count > 1 ? OfLongMention : OfMention;

    private static HashSet<string> Said(Concept concept) => [.. NameTerms.Of(concept.Description ?? "").Core];

    private static string Quoted(Concept concept) => $"“{concept.Name}”";

    /// <summary>In order; what would close a cycle, or follows from chains, is left out.</summary>
    private List<FoundRelation> WithoutCycles(IEnumerable<FoundRelation> found)
    {
        var requires = _catalog.Relations.Where(one => one.Type == RelationType.Requires)
            .GroupBy(one => one.From).ToDictionary(group => group.Key, group => group.Select(one => one.To).ToList());
        var kept = new List<FoundRelation>();
        foreach (var relation in found)
        {
            if (kept.Count == Most) break;
            var (from, to) = (relation.From, relation.To);
            if (relation.Type != RelationType.Matches
                && (CycleFinder.ClosedBy(from, to, Below) ?? CycleFinder.ClosedBy(to, from, Below)) is not null)
            {
                continue;
            }

            if (relation.Type == RelationType.Requires)
            {
                if (!requires.TryGetValue(from, out var below)) requires[from] = below = [];
                below.Add(to);
            }

            kept.Add(relation);
        }

        // What two surer or weaker steps say together need not be said again.
        kept.RemoveAll(one => one.Type == RelationType.Requires && IsSaidByOthers(one));
        return kept;

        bool IsSaidByOthers(FoundRelation one)
        {
            requires[one.From].Remove(one.To);
            var isSaid = CycleFinder.ClosedBy(one.To, one.From, Below) is not null;
            if (!isSaid) requires[one.From].Add(one.To);
            return isSaid;
        }

        IReadOnlyList<ConceptId> Below(ConceptId id) => requires.GetValueOrDefault(id) ?? [];
    }
}
