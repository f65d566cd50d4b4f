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

/// <summary>What an operation costs by static analysis.</summary>
public readonly record struct OperationCost(double FieldCost, double TypeCost)
{
    public static OperationCost operator +(OperationCost a, OperationCost b) =>
        new(a.FieldCost + b.FieldCost, a.TypeCost + b.TypeCost);

    public static OperationCost operator *(OperationCost cost, double times) =>
        new(cost.FieldCost * times, cost.TypeCost * times);

    /// <summary>The larger of both, each figure by itself.</summary>
    public static OperationCost Max(OperationCost a, OperationCost b) =>
        new(Math.Max(a.FieldCost, b.FieldCost), Math.Max(a.TypeCost, b.TypeCost));
}
