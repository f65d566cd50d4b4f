using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>What a course's own prerequisites teach of its other pairs.</summary>
public sealed class CoursePrerequisites
{
    /// <summary>With fewer prerequisites a course teaches nothing that its names do not say.</summary>
    public const int FewestLabels = 20;

    /// <summary>Chains cost the cube of the concepts; a longer course goes without.</summary>
    public const int MostConcepts = 300;

    private const int MostLabels = 200;

    private readonly PrerequisiteModel _model;
    private readonly Dictionary<ConceptId, string> _names;

    private CoursePrerequisites(PrerequisiteModel model, Dictionary<ConceptId, string> names) =>
        (_model, _names) = (model, names);

    /// <summary>
    /// Null where the course has too few; a "no" is a reverse, or two concepts, drawn, without any relation.
    /// </summary>
    /// <param name="concepts">Dense indexes of one course.</param>
    public static CoursePrerequisites? Fit(CatalogSnapshot catalog, IReadOnlyList<int> concepts, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(concepts);
        if (concepts.Count > MostConcepts) return null;

        Concept[] all = [.. concepts.Select(index => catalog.Concepts[index])];
        var namesakes = all.CountBy(one => one.Name, StringComparer.Ordinal).ToDictionary();
        var names = all.ToDictionary(
            one => one.Id, one => namesakes[one.Name] == 1 ? one.Name : $"{one.Name} {one.Key}");
        if (names.Values.Distinct(StringComparer.Ordinal).Count() < names.Count) return null;

        Relation[] requires =
        [
            .. catalog.Relations.Where(one =>
                one.Type == RelationType.Requires && names.ContainsKey(one.From) && names.ContainsKey(one.To)),
        ];
        if (requires.Length < FewestLabels) return null;

        var random = new Prng(seed);
        random.Shuffle(requires.AsSpan());
        var related = catalog.Relations
            .SelectMany(one => new[] { (one.From, one.To), (one.To, one.From) }).ToHashSet();
        var pairs = new List<PrerequisitePair>();
        foreach (var one in requires.Take(MostLabels))
        {
            pairs.Add(new(names[one.From], names[one.To], true));
            pairs.Add(new(names[one.To], names[one.From], false));
            ConceptId from = all[random.NextInt(all.Length)].Id, to = all[random.NextInt(all.Length)].Id;
            if (from != to && related.Add((from, to))) pairs.Add(new(names[from], names[to], false));
        }

        return new CoursePrerequisites(
            PrerequisiteModel.Fit(pairs, [.. names.Values.Order(StringComparer.Ordinal)], seed), names);
    }

    /// <summary>In [0, 1]: that the concept requires the candidate; only for concepts of the course.</summary>
    public double Chance(ConceptId concept, ConceptId candidate) => _model.Chance(_names[concept], _names[candidate]);
}
