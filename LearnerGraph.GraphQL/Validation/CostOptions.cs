namespace LearnerGraph.GraphQL.Validation;

/// <summary>What an operation may cost, and what is counted where the schema says nothing.</summary>
public sealed record CostOptions
{
    public static readonly CostOptions Default = new();

    /// <summary>Limit of the work of resolvers.</summary>
    public double MaxFieldCost { get; init; } = 1_000;

    /// <summary>Limit of the objects returned.</summary>
    public double MaxTypeCost { get; init; } = 1_000;

    /// <summary>Items of a list without @listSize.</summary>
    public int DefaultListSize { get; init; } = 1;

    /// <summary>Weight of a field of the mutation root.</summary>
    public double MutationWeight { get; init; } = 10;
}
