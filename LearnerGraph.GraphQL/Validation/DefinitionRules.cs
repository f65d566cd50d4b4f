using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Rules on definitions as wholes: sections 5.1, 5.2.1, 5.2.2, 5.5.1.1 and 5.8.1.</summary>
internal static class DefinitionRules
{
    public static void Check(ValidationContext context)
    {
        var definitions = context.Document.Definitions;
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var operations = 0;
        for (var i = 0; i < definitions.Count; i++)
        {
            operations += definitions[i] is OperationDefinitionNode ? 1 : 0;
        }

        for (var i = 0; i < definitions.Count && !context.IsFull; i++)
        {
            switch (definitions[i])
            {
                case OperationDefinitionNode operation:
                    CheckOperation(context, operation, names, operations);
                    break;
                case FragmentDefinitionNode fragment:
                    CheckFragment(context, fragment);
                    break;
                default:
                    var name = definitions[i] switch
                    {
                        TypeDefinitionNode type => $"\"{type.Name.Value}\"",
                        DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
                        _ => "schema",
                    };
                    context.Report($"The {name} definition is not executable.", definitions[i].Start);
                    break;
            }
        }
    }

    private static void CheckOperation(
        ValidationContext context, OperationDefinitionNode operation, Dictionary<string, int> names, int operations)
    {
        if (operation.Name is { } name)
        {
            if (!names.TryAdd(name.Value, name.Start))
            {
                context.Report(
                    $"There can be only one operation named \"{name.Value}\".", names[name.Value], name.Start);
            }
        }
        else if (operations > 1)
        {
            context.Report("This anonymous operation must be the only defined operation.", operation.Start);
        }

        var root = context.Schema.RootOf(operation.Operation);
        if (root is null)
        {
            context.Report(
                $"The schema is not configured to execute {operation.Operation.ToString().ToLowerInvariant()} "
                + "operations.",
                operation.Start);
        }

        context.Operations.Add(new DefinitionFacts(operation, operation.SelectionSet) { Type = root });
        CheckVariables(context, operation);
    }

    private static void CheckVariables(ValidationContext context, OperationDefinitionNode operation)
    {
        if (operation.Variables.Count == 0)
        {
            return;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < operation.Variables.Count && !context.IsFull; i++)
        {
            var variable = operation.Variables[i].Variable;
            var start = variable.End - variable.Name.Length;
            if (!seen.TryAdd(variable.Name, start))
            {
                context.Report(
                    $"There can be only one variable named \"${variable.Name}\".", seen[variable.Name], start);
            }
        }
    }

    private static void CheckFragment(ValidationContext context, FragmentDefinitionNode fragment)
    {
        var facts = new DefinitionFacts(fragment, fragment.SelectionSet);
        if (!context.Fragments.TryAdd(fragment.Name.Value, facts))
        {
            var first = context.Fragments[fragment.Name.Value].Fragment!;
            context.Report(
                $"There can be only one fragment named \"{fragment.Name.Value}\".",
                first.Name.Start,
                fragment.Name.Start);
        }
    }
}
