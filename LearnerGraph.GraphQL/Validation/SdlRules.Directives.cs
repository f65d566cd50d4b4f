using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

internal sealed partial class SdlRules
{
    // Seen: the directives before at the same place, which for a type are also those of its extensions.
    private void CheckDirectives(
        IReadOnlyList<DirectiveNode> directives, DirectiveLocations location, List<DirectiveNode> seen)
    {
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            CheckGiven(directive);
            DirectiveLocations allowed;
            bool isRepeatable;
            IReadOnlyList<(string Name, TypeNode Type, bool IsRequired)> arguments;
            if (_directives.TryGetValue(name, out var own))
            {
                allowed = DirectiveLocations.None;
                foreach (var place in own.Locations)
                {
                    allowed |= DirectiveLocationNames.Find(place.Value);
                }

                isRepeatable = own.IsRepeatable;
                arguments = [.. own.Arguments.Select(argument =>
                    (argument.Name.Value, argument.Type, IsRequired(argument.Type, argument.DefaultValue)))];
            }
            else if (_standard.Find(name) is { } standard)
            {
                allowed = standard.Locations;
                isRepeatable = standard.IsRepeatable;
                arguments = [.. standard.Arguments.Select(argument => (
                    argument.Name, argument.TypeReference, IsRequired(argument.TypeReference, argument.DefaultValue)))];
            }
            else
            {
                Report($"Unknown directive \"@{name}\".", directive.Start);
                continue;
            }

            if ((allowed & location) == 0)
            {
                Report(
                    $"Directive \"@{name}\" may not be used on {DirectiveLocationNames.Of(location)[0]}.",
                    directive.Start);
            }

            if (!isRepeatable && seen.Find(other => other.Name.Value == name) is { } first)
            {
                Report(
                    $"The directive \"@{name}\" can only be used once at this location.", first.Start, directive.Start);
            }

            seen.Add(directive);
            CheckKnown(directive, arguments);
        }
    }

    private void CheckKnown(
        DirectiveNode directive, IReadOnlyList<(string Name, TypeNode Type, bool IsRequired)> arguments)
    {
        foreach (var given in directive.Arguments)
        {
            if (!arguments.Any(argument => argument.Name == given.Name.Value))
            {
                Report(
                    $"Unknown argument \"{given.Name.Value}\" on directive \"@{directive.Name.Value}\".", given.Start);
            }
        }

        foreach (var (name, type, isRequired) in arguments)
        {
            if (isRequired && directive.Find(name) is null)
            {
                Report(
                    $"Directive \"@{directive.Name.Value}\" argument \"{name}\" of type \"{type}\" is required, but it "
                    + "was not provided.",
                    directive.Start);
            }
        }
    }

    private void CheckGiven(DirectiveNode directive)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var argument in directive.Arguments)
        {
            if (!seen.TryAdd(argument.Name.Value, argument.Name.Start))
            {
                Report(
                    $"There can be only one argument named \"{argument.Name.Value}\".",
                    seen[argument.Name.Value],
                    argument.Name.Start);
            }

            CheckValue(argument.Value);
        }
    }

    private void CheckValue(ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Items)
                {
                    CheckValue(item);
                }

                break;
            case ObjectValueNode members:
                var seen = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (var field in members.Fields)
                {
                    if (!seen.TryAdd(field.Name.Value, field.Name.Start))
                    {
                        Report(
                            $"There can be only one input field named \"{field.Name.Value}\".",
                            seen[field.Name.Value],
                            field.Name.Start);
                    }

                    CheckValue(field.Value);
                }

                break;
        }
    }

    private static bool IsRequired(TypeNode type, ValueNode? defaultValue) =>
        type is NonNullTypeNode && defaultValue is null;
}
