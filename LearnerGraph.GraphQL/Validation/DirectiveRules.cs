using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Directives of executable documents: known, in place, once where not repeatable, with arguments.</summary>
internal sealed class DirectiveRules(ValidationContext context)
{
    private readonly ValueRules _values = new(context);

    public void Check(IReadOnlyList<DirectiveNode> directives, DirectiveLocations location, DefinitionFacts? facts)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            var node = directives[i];
            var definition = context.Schema.FindDirective(node.Name.Value);
            if (definition is null)
            {
                context.Report($"Unknown directive \"@{node.Name.Value}\".", node.Start);
                _values.CheckUntyped(node.Arguments, facts);
                continue;
            }

            if ((definition.Locations & location) == 0)
            {
                context.Report(
                    $"Directive \"@{definition.Name}\" may not be used on {DirectiveLocationNames.Of(location)[0]}.",
                    node.Start);
            }

            if (!definition.IsRepeatable)
            {
                CheckOnce(directives, i);
            }

            CheckArguments(node, definition, facts);
        }
    }

    private void CheckOnce(IReadOnlyList<DirectiveNode> directives, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (directives[i].Name.Value == directives[index].Name.Value)
            {
                context.Report(
                    $"The directive \"@{directives[index].Name.Value}\" can only be used once at this location.",
                    directives[i].Start,
                    directives[index].Start);
                return;
            }
        }
    }

    private void CheckArguments(DirectiveNode node, DirectiveDefinition definition, DefinitionFacts? facts)
    {
        for (var i = 0; i < node.Arguments.Count && !context.IsFull; i++)
        {
            var argument = node.Arguments[i];
            if (!definition.Arguments.TryFind(argument.Name.Value, out var known))
            {
                context.Report(
                    $"Unknown argument \"{argument.Name.Value}\" on directive \"@{definition.Name}\".", argument.Start);
            }

            _values.CheckUnique(node.Arguments, i);
            _values.CheckArgument(argument, known, facts);
        }

        foreach (var wanted in definition.Arguments.Span)
        {
            if (wanted.IsRequired && node.Find(wanted.Name) is null)
            {
                context.Report(
                    $"Directive \"@{definition.Name}\" argument \"{wanted.Name}\" of type \"{wanted.Type}\" is "
                    + "required, but it was not provided.",
                    node.Start);
            }
        }
    }
}
