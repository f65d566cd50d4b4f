using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// Goes once over every definition with the types at hand: fields, leaves, arguments, directives and values (sections
/// 5.3, 5.4, 5.6, 5.7), and notes fragment spreads and variable usages for the rules that follow. The parser limits
/// nesting, so recursion is safe.
/// </summary>
internal sealed class SelectionWalk(ValidationContext context)
{
    private readonly Schema _schema = context.Schema;
    private readonly ValueRules _values = new(context);
    private readonly DirectiveRules _directives = new(context);

    public void Run()
    {
        foreach (var operation in context.Operations)
        {
            if (context.IsFull)
            {
                return;
            }

            WalkOperation(operation);
        }

        foreach (var fragment in context.Fragments.Values)
        {
            if (context.IsFull)
            {
                return;
            }

            WalkFragment(fragment);
        }
    }

    private void WalkOperation(DefinitionFacts facts)
    {
        var operation = facts.Operation!;
        for (var i = 0; i < operation.Variables.Count; i++)
        {
            WalkVariable(operation.Variables[i]);
        }

        var location = operation.Operation switch
        {
            OperationType.Query => DirectiveLocations.Query,
            OperationType.Mutation => DirectiveLocations.Mutation,
            _ => DirectiveLocations.Subscription,
        };
        _directives.Check(operation.Directives, location, facts);
        WalkSelections(operation.SelectionSet, facts.Type, facts);
    }

    private void WalkVariable(VariableDefinitionNode variable)
    {
        var type = ResolveType(variable.Type);
        if (type is { IsInput: false })
        {
            context.Report(
                $"Variable \"${variable.Variable.Name}\" cannot be non-input type \"{variable.Type}\".",
                variable.Type.Start);
        }
        else if (variable.DefaultValue is { } value)
        {
            _values.Check(value, type, null);
        }

        _directives.Check(variable.Directives, DirectiveLocations.VariableDefinition, null);
    }

    private void WalkFragment(DefinitionFacts facts)
    {
        var fragment = facts.Fragment!;
        facts.Type = ResolveComposite(fragment.TypeCondition, fragment.Name.Value);
        _directives.Check(fragment.Directives, DirectiveLocations.FragmentDefinition, facts);
        WalkSelections(fragment.SelectionSet, facts.Type, facts);
    }

    private void WalkSelections(SelectionSetNode set, NamedType? parent, DefinitionFacts facts)
    {
        for (var i = 0; i < set.Selections.Count && !context.IsFull; i++)
        {
            switch (set.Selections[i])
            {
                case FieldNode field:
                    WalkField(field, parent, facts);
                    break;
                case FragmentSpreadNode spread:
                    facts.Spreads.Add(spread);
                    _directives.Check(spread.Directives, DirectiveLocations.FragmentSpread, facts);
                    CheckSpread(spread, parent);
                    break;
                case InlineFragmentNode inline:
                    WalkInline(inline, parent, facts);
                    break;
            }
        }
    }

    private void WalkField(FieldNode field, NamedType? parent, DefinitionFacts facts)
    {
        var definition = parent is null ? null : _schema.FindField(parent, field.Name.Value);
        if (definition is null)
        {
            if (parent is not null)
            {
                context.Report($"Cannot query field \"{field.Name.Value}\" on type \"{parent.Name}\".", field.Start);
            }

            _directives.Check(field.Directives, DirectiveLocations.Field, facts);
            _values.CheckUntyped(field.Arguments, facts);
            if (field.SelectionSet is { } unknown)
            {
                WalkSelections(unknown, null, facts);
            }

            return;
        }

        if (!context.Options.AllowIntrospection && definition.Type.Named.IsIntrospection)
        {
            context.Report(
                $"Introspection is not allowed here, but \"{field.Name.Value}\" was asked for.", field.Start);
        }

        CheckArguments(field, definition, parent!, facts);
        _directives.Check(field.Directives, DirectiveLocations.Field, facts);
        var named = definition.Type.Named;
        if (named.IsLeaf)
        {
            if (field.SelectionSet is { } surplus)
            {
                context.Report(
                    $"Field \"{field.Name.Value}\" must not have a selection since type \"{definition.Type}\" has no "
                    + "subfields.",
                    surplus.Start);
                WalkSelections(surplus, null, facts);
            }
        }
        else if (field.SelectionSet is { } set)
        {
            WalkSelections(set, named, facts);
        }
        else
        {
            context.Report(
                $"Field \"{field.Name.Value}\" of type \"{definition.Type}\" must have a selection of subfields. Did "
                + $"you mean \"{field.Name.Value} {{ ... }}\"?",
                field.Start);
        }
    }

    private void CheckArguments(FieldNode field, FieldDefinition definition, NamedType parent, DefinitionFacts facts)
    {
        var arguments = field.Arguments;
        for (var i = 0; i < arguments.Count && !context.IsFull; i++)
        {
            var argument = arguments[i];
            if (!definition.Arguments.TryFind(argument.Name.Value, out var known))
            {
                context.Report(
                    $"Unknown argument \"{argument.Name.Value}\" on field \"{parent.Name}.{definition.Name}\".",
                    argument.Start);
            }

            _values.CheckUnique(arguments, i);
            _values.CheckArgument(argument, known, facts);
        }

        foreach (var wanted in definition.Arguments.Span)
        {
            if (wanted.IsRequired && !IsGiven(arguments, wanted.Name))
            {
                context.Report(
                    $"Field \"{definition.Name}\" argument \"{wanted.Name}\" of type \"{wanted.Type}\" is required, "
                    + "but it was not provided.",
                    field.Start);
            }
        }
    }

    private static bool IsGiven(IReadOnlyList<ArgumentNode> arguments, string name)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Name.Value == name)
            {
                return true;
            }
        }

        return false;
    }

    private void WalkInline(InlineFragmentNode inline, NamedType? parent, DefinitionFacts facts)
    {
        var type = inline.TypeCondition is { } condition ? ResolveComposite(condition, null) : parent;
        _directives.Check(inline.Directives, DirectiveLocations.InlineFragment, facts);
        if (type is not null && parent is not null && !Schema.Overlap(type, parent))
        {
            context.Report(
                $"Fragment cannot be spread here as objects of type \"{parent.Name}\" can never be of type "
                + $"\"{type.Name}\".",
                inline.Start);
        }

        WalkSelections(inline.SelectionSet, type, facts);
    }

    private void CheckSpread(FragmentSpreadNode spread, NamedType? parent)
    {
        if (!context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
        {
            context.Report($"Unknown fragment \"{spread.Name.Value}\".", spread.Name.Start);
            return;
        }

        if (parent is not null
            && _schema.FindType(fragment.Fragment!.TypeCondition.Name) is { IsComposite: true } type
            && !Schema.Overlap(type, parent))
        {
            context.Report(
                $"Fragment \"{spread.Name.Value}\" cannot be spread here as objects of type \"{parent.Name}\" can "
                + $"never be of type \"{type.Name}\".",
                spread.Start);
        }
    }

    private NamedType? ResolveComposite(NamedTypeNode condition, string? fragment)
    {
        var type = ResolveType(condition) as NamedType;
        if (type is null || type.IsComposite)
        {
            return type;
        }

        context.Report(
            fragment is null
                ? $"Fragment cannot condition on non composite type \"{type.Name}\"."
                : $"Fragment \"{fragment}\" cannot condition on non composite type \"{type.Name}\".",
            condition.Start);
        return null;
    }

    private SchemaType? ResolveType(TypeNode reference)
    {
        var type = _schema.Resolve(reference);
        if (type is null)
        {
            context.Report($"Unknown type \"{reference.Named.Name}\".", reference.Named.Start);
        }

        return type;
    }
}
