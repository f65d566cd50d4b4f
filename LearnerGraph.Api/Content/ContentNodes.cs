using LearnerGraph.Domain.Content;

namespace LearnerGraph.Api.Content;

/// <summary>
/// A course of one snapshot: what is below it comes from the same snapshot, without further look-ups.
/// </summary>
public sealed record CourseNode(CatalogSnapshot Catalog, Course Course);

/// <summary>A concept of one snapshot, by its dense index.</summary>
public sealed record ConceptNode(CatalogSnapshot Catalog, int Index)
{
    public Concept Concept => Catalog.Concepts[Index];
}

/// <summary>A question of one snapshot; an archived one is there for the sake of earlier answers.</summary>
public sealed record QuestionNode(CatalogSnapshot Catalog, Question Question)
{
    /// <summary>Dense, or -1 for an archived question.</summary>
    public int Index { get; } = Catalog.IndexOf(Question.Id);
}

/// <summary>A relation between two concepts of one snapshot.</summary>
public sealed record RelationNode(CatalogSnapshot Catalog, Relation Relation);

/// <summary>From ids to nodes.</summary>
public static class ContentNodes
{
    public static CourseNode? Node(this CatalogSnapshot catalog, CourseId id)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Find(id) is { } course ? new CourseNode(catalog, course) : null;
    }

    public static ConceptNode? Node(this CatalogSnapshot catalog, ConceptId id)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.IndexOf(id) is >= 0 and var index ? new ConceptNode(catalog, index) : null;
    }

    public static QuestionNode? Node(this CatalogSnapshot catalog, QuestionId id)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Find(id) is { } question ? new QuestionNode(catalog, question) : null;
    }

    /// <summary>Those that are still in the catalog.</summary>
    public static IReadOnlyList<ConceptNode> Nodes(this CatalogSnapshot catalog, IEnumerable<ConceptId> ids) =>
        [.. ids.Select(id => catalog.Node(id)).OfType<ConceptNode>()];

    /// <summary>Those that are still in the catalog.</summary>
    public static IReadOnlyList<QuestionNode> Nodes(this CatalogSnapshot catalog, IEnumerable<QuestionId> ids) =>
        [.. ids.Select(id => catalog.Node(id)).OfType<QuestionNode>()];

    public static IReadOnlyList<ConceptNode> ConceptNodes(this CatalogSnapshot catalog, ReadOnlySpan<int> indexes)
    {
        var nodes = new ConceptNode[indexes.Length];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = new ConceptNode(catalog, indexes[i]);
        return nodes;
    }
}
