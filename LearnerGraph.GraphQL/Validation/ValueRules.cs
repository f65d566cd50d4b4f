using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Literals where values of a type are expected (section 5.6); variables in them wait for later.</summary>
internal sealed class ValueRules(ValidationContext context)
{
    public void CheckArgument(ArgumentNode argument, InputValueDefinition? definition, DefinitionFacts? facts) =>
        Visit(argument.Value, definition?.Type, definition?.DefaultValue is not null, null, facts);

    /// <summary>Arguments of something unknown: only what is wrong without types.</summary>
    public void CheckUntyped(IReadOnlyList<ArgumentNode> arguments, DefinitionFacts? facts)
    {
        for (var i = 0; i < arguments.Count && !context.IsFull; i++)
        {
            CheckUnique(arguments, i);
            Visit(arguments[i].Value, null, false, null, facts);
        }
    }

    /// <summary>A default value, in which there are no variables.</summary>
    public void Check(ValueNode value, SchemaType? type, DefinitionFacts? facts) =>
        Visit(value, type, false, null, facts);

    /// <summary>Whether the argument at the index repeats one before it.</summary>
    public void CheckUnique(IReadOnlyList<ArgumentNode> arguments, int index)
    {
        var name = arguments[index].Name;
        for (var i = 0; i < index; i++)
        {
            if (arguments[i].Name.Value == name.Value)
            {
                context.Report(
                    $"There can be only one argument named \"{name.Value}\".", arguments[i].Name.Start, name.Start);
                return;
            }
        }
    }

    private void Visit(
        ValueNode value, SchemaType? type, bool hasDefault, InputObjectType? oneOf, DefinitionFacts? facts)
    {
        if (context.IsFull)
        {
            return;
        }

        switch (value)
        {
            case VariableNode variable:
                facts?.Usages.Add(new VariableUsage(variable, type, hasDefault, oneOf));
                break;
            case NullValueNode:
                if (type is NonNullType)
                {
                    context.Report($"Expected value of type \"{type}\", found null.", value.Start);
                }

                break;
            case ListValueNode list:
                VisitList(list, type, facts);
                break;
            case ObjectValueNode members:
                VisitObject(members, type, facts);
                break;
            default:
                CheckLeaf(value, type);
                break;
        }
    }

    private void VisitList(ListValueNode list, SchemaType? type, DefinitionFacts? facts)
    {
        SchemaType? item = null;
        if (type is not null)
        {
            if (type.Nullable is ListType listType)
            {
                item = listType.Item;
            }
            else
            {
                CheckLeaf(list, type);
            }
        }

        for (var i = 0; i < list.Items.Count && !context.IsFull; i++)
        {
            Visit(list.Items[i], item, false, null, facts);
        }
    }

    private void VisitObject(ObjectValueNode members, SchemaType? type, DefinitionFacts? facts)
    {
        var input = type?.Named as InputObjectType;
        if (type is not null && input is null)
        {
            CheckLeaf(members, type);
        }

        // The reference implementation judges a variable in a oneOf object only where the object's place is nullable;
        // elsewhere coercion finds the null.
        var oneOf = input is { IsOneOf: true } && type is InputObjectType ? input : null;
        CheckUniqueFields(members);
        for (var i = 0; i < members.Fields.Count && !context.IsFull; i++)
        {
            var field = members.Fields[i];
            InputValueDefinition? definition = null;
            if (input is not null && !input.Fields.TryFind(field.Name.Value, out definition))
            {
                context.Report($"Field \"{field.Name.Value}\" is not defined by type \"{input.Name}\".", field.Start);
            }

            Visit(field.Value, definition?.Type, definition?.DefaultValue is not null, oneOf, facts);
        }

        if (input is not null)
        {
            CheckMembers(members, input);
        }
    }

    private void CheckUniqueFields(ObjectValueNode members)
    {
        if (members.Fields.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, int>(members.Fields.Count, StringComparer.Ordinal);
        for (var i = 0; i < members.Fields.Count && !context.IsFull; i++)
        {
            var name = members.Fields[i].Name;
            if (!seen.TryAdd(name.Value, name.Start))
            {
                context.Report(
                    $"There can be only one input field named \"{name.Value}\".", seen[name.Value], name.Start);
            }
        }
    }

    private void CheckMembers(ObjectValueNode members, InputObjectType input)
    {
        foreach (var wanted in input.Fields.Span)
        {
            if (wanted.IsRequired && members.Find(wanted.Name) is null)
            {
                context.Report(
                    $"Field \"{input.Name}.{wanted.Name}\" of required type \"{wanted.Type}\" was not provided.",
                    members.Start);
            }
        }

        if (!input.IsOneOf)
        {
            return;
        }

        if (members.Fields.Count != 1)
        {
            context.Report($"OneOf Input Object \"{input.Name}\" must specify exactly one key.", members.Start);
        }
        else if (members.Fields[0].Value is NullValueNode)
        {
            context.Report($"Field \"{input.Name}.{members.Fields[0].Name.Value}\" must be non-null.", members.Start);
        }
    }

    private void CheckLeaf(ValueNode value, SchemaType? type)
    {
        if (type is null)
        {
            return;
        }

        switch (type.Named)
        {
            case ScalarType { ParseLiteral: { } parse }:
                if (!HasVariable(value) && parse(value, out _) is { } wrong)
                {
                    context.Report(wrong, value.Start);
                }

                break;
            case ScalarType:
                break;
            case EnumType enumeration:
                if (value is not EnumValueNode name)
                {
                    context.Report(
                        $"Enum \"{enumeration.Name}\" cannot represent non-enum value: {value}.", value.Start);
                }
                else if (!enumeration.Values.Contains(name.Name))
                {
                    context.Report(
                        $"Value \"{name.Name}\" does not exist in \"{enumeration.Name}\" enum.", value.Start);
                }

                break;
            default:
                context.Report($"Expected value of type \"{type}\", found {value}.", value.Start);
                break;
        }
    }

    // What a variable gives a custom scalar is known only when the request is coerced.
    private static bool HasVariable(ValueNode value)
    {
        switch (value)
        {
            case VariableNode:
                return true;
            case ListValueNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (HasVariable(list.Items[i]))
                    {
                        return true;
                    }
                }

                return false;
            case ObjectValueNode members:
                for (var i = 0; i < members.Fields.Count; i++)
                {
                    if (HasVariable(members.Fields[i].Value))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }
}
