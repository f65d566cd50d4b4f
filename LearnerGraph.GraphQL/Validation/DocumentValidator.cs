using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Validates documents against a schema: all rules of the specification's section 5, and the limits.</summary>
public static class DocumentValidator
{
    /// <summary>The errors of the document; none when it may be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(
        Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        var context = new ValidationContext(schema, document, options ?? ValidationOptions.Default);
        DefinitionRules.Check(context);
        var walk = new SelectionWalk(context);
        walk.Run();
        if (context.IsFull)
        {
            return context.Errors;
        }

        FragmentRules.Check(context, out var isAcyclic);
        if (context.IsFull || !isAcyclic)
        {
            return context.Errors;
        }

        // From here on fragments are followed, which ends because they make no cycle.
        VariableRules.Check(context);
        SubscriptionRule.Check(context);
        if (!context.IsFull && DepthLimits.Check(context))
        {
            MergeRule.Check(context);
        }

        return context.Errors;
    }
}
