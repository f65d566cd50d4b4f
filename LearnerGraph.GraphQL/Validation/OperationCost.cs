namespace LearnerGraph.GraphQL.Validation;

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
