using System.Globalization;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// Static cost of an operation from @cost and @listSize: field cost is the weight of the fields resolved, type cost the
/// number of objects returned, both with the sizes of lists multiplied in. Make one per schema; it is safe to share.
/// </summary>
public sealed class CostAnalyzer(Schema schema, CostOptions options)
{
    private readonly CostModel _model = new(schema, options);

    public CostOptions Options { get; } = options;

    /// <summary>
    /// The cost of an operation of a valid document. <paramref name="variable"/> gives the coerced value of a variable
    /// of that name, or null; list sizes may depend on it. An operation that does not say how large a list shall be,
    /// where the schema demands it, is refused.
    /// </summary>
    public OperationCost Measure(
        DocumentNode document,
        OperationDefinitionNode operation,
        Func<string, object?>? variable,
        out GraphQLError? refusal)
    {
        refusal = null;
        var root = schema.RootOf(operation.Operation);
        if (root is null)
        {
            return default;
        }

        var walk = new CostWalk(schema, _model, document, variable);
        var cost = walk.Measure(operation.SelectionSet, root, null) + new OperationCost(0, 1);
        refusal = walk.Refusal;
        return cost;
    }

    /// <summary>The error of an operation that costs too much, or null.</summary>
    public GraphQLError? Check(OperationCost cost) =>
        cost.FieldCost > Options.MaxFieldCost ? TooMuch("field", cost.FieldCost, Options.MaxFieldCost, cost)
        : cost.TypeCost > Options.MaxTypeCost ? TooMuch("type", cost.TypeCost, Options.MaxTypeCost, cost)
        : null;

    private static GraphQLError TooMuch(string what, double actual, double max, OperationCost cost) =>
        new(
            $"The operation's {what} cost is {actual.ToString("0.##", CultureInfo.InvariantCulture)}, more than "
            + $"{max.ToString("0.##", CultureInfo.InvariantCulture)} is not allowed.",
            ErrorCodes.CostLimit)
        {
            Extensions = new Dictionary<string, object?>
            {
                ["fieldCost"] = cost.FieldCost, ["typeCost"] = cost.TypeCost,
            },
        };
}
