using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>
/// One course as it truly is: its authors erred about the difficulty of its questions, and no product is told.
/// </summary>
internal sealed class TrueCourse
{
    /// <summary>Standard deviation of the authors' error, in logits.</summary>
    private const double AuthorError = 0.5;

    private readonly double[] _difficulty;
    private readonly double _deepest;

    public TrueCourse(CatalogSnapshot catalog, Course course, ulong seed)
    {
        (Catalog, Course) = (catalog, course);
        var random = Prng.Stream(~seed, 0);
        _difficulty = new double[catalog.Questions.Count];
        for (int q = 0; q < _difficulty.Length; q++)
            _difficulty[q] = catalog.Table.Difficulty[q] + (AuthorError * random.NextGaussian());
        var concepts = new HashSet<int>();
        foreach (int concept in catalog.ConceptsOf(course.Id))
        {
            if (catalog.Table.OfConcept(concept).Length > 0) concepts.Add(concept);
        }

        var order = new List<int>(concepts.Count);
        foreach (int concept in catalog.Graph.Order)
        {
            if (concepts.Contains(concept)) order.Add(concept);
        }

        Concepts = [.. order];
        for (int c = 0; c < catalog.Concepts.Count; c++) _deepest = Math.Max(_deepest, catalog.Graph.Depth(c));
    }

    public CatalogSnapshot Catalog { get; }

    public Course Course { get; }

    /// <summary>Concepts with questions, prerequisites first.</summary>
    public int[] Concepts { get; }

    /// <summary>In logits, as it truly is.</summary>
    public double Difficulty(int question) => _difficulty[question];

    /// <summary>0 for a root, towards 1 for the deepest.</summary>
    public double RelativeDepth(int concept) => Catalog.Graph.Depth(concept) / (1 + _deepest);
}
