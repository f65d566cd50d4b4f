namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>Something found by name in its list.</summary>
public interface INamed
{
    string Name { get; }
}
