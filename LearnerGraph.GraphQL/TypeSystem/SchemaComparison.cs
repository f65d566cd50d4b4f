namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>
/// Tells in words which changes between two schemas break documents that were valid, or answers that were understood.
/// The cases are those that the reference implementation counts as breaking.
/// </summary>
public static class SchemaComparison
{
    /// <summary>One line for each break, ordered as the types of <paramref name="before"/> are by name.</summary>
    public static IReadOnlyList<string> FindBreaks(Schema before, Schema after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var breaks = new List<string>();
        CompareRoot("query", before.Query, after.Query, breaks);
        CompareRoot("mutation", before.Mutation, after.Mutation, breaks);
        CompareRoot("subscription", before.Subscription, after.Subscription, breaks);
        foreach (var type in before.Types.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            if (after.FindType(type.Name) is not { } changed)
            {
                breaks.Add($"Type {type.Name} was removed.");
            }
            else if (changed.Kind != type.Kind)
            {
                breaks.Add($"Type {type.Name} was {Words(type.Kind)} and is {Words(changed.Kind)} now.");
            }
            else
            {
                CompareType(type, changed, breaks);
            }
        }

        foreach (var directive in before.Directives.OrderBy(directive => directive.Name, StringComparer.Ordinal))
        {
            CompareDirective(directive, after.FindDirective(directive.Name), breaks);
        }

        return breaks;
    }

    private static void CompareRoot(string name, ObjectType? before, ObjectType? after, List<string> breaks)
    {
        if (before is not null && after?.Name != before.Name)
        {
            breaks.Add(after is null
                ? $"The {name} root {before.Name} was removed."
                : $"The {name} root was {before.Name} and is {after.Name} now.");
        }
    }

    private static void CompareType(NamedType before, NamedType after, List<string> breaks)
    {
        switch (before)
        {
            case FieldsType fields:
                CompareFields(fields, (FieldsType)after, breaks);
                break;
            case UnionType union:
                breaks.AddRange(union.MemberNames.Except(((UnionType)after).MemberNames)
                    .Select(member => $"Union {before.Name} lost its member {member}."));
                break;
            case EnumType enumeration:
                breaks.AddRange(enumeration.Values.Where(value => !((EnumType)after).Values.Contains(value.Name))
                    .Select(value => $"Enum value {before.Name}.{value.Name} was removed."));
                break;
            case InputObjectType input:
                var changed = (InputObjectType)after;
                if (changed.IsOneOf && !input.IsOneOf)
                {
                    breaks.Add($"Input {before.Name} takes exactly one field now.");
                }

                CompareInputs(
                    "Input field", name => $"{before.Name}.{name}", input.Fields, changed.Fields, breaks);
                break;
        }
    }

    private static void CompareFields(FieldsType before, FieldsType after, List<string> breaks)
    {
        breaks.AddRange(before.InterfaceNames.Except(after.InterfaceNames)
            .Select(name => $"Type {before.Name} implements {name} no more."));
        foreach (var field in before.Fields)
        {
            var coordinate = $"{before.Name}.{field.Name}";
            if (!after.Fields.TryFind(field.Name, out var changed))
            {
                breaks.Add($"Field {coordinate} was removed.");
                continue;
            }

            if (!IsFineForReaders(field.Type, changed.Type))
            {
                breaks.Add(IsFineForReaders(changed.Type, field.Type)
                    ? $"Field {coordinate} can be null where it could not: {field.Type} became {changed.Type}."
                    : $"Field {coordinate} was {field.Type} and is {changed.Type} now.");
            }

            CompareInputs(
                "Argument", name => $"{coordinate}({name}:)", field.Arguments, changed.Arguments, breaks);
        }
    }

    private static void CompareInputs(
        string kind,
        Func<string, string> coordinate,
        NamedList<InputValueDefinition> before,
        NamedList<InputValueDefinition> after,
        List<string> breaks)
    {
        foreach (var input in before)
        {
            if (!after.TryFind(input.Name, out var changed))
            {
                breaks.Add($"{kind} {coordinate(input.Name)} was removed.");
            }
            else if (!IsFineForWriters(input.Type, changed.Type))
            {
                breaks.Add(IsFineForWriters(changed.Type, input.Type)
                    ? $"{kind} {coordinate(input.Name)} takes null no more: {input.Type} became {changed.Type}."
                    : $"{kind} {coordinate(input.Name)} was {input.Type} and is {changed.Type} now.");
            }
            else if (changed.IsRequired && !input.IsRequired)
            {
                breaks.Add($"{kind} {coordinate(input.Name)} lost its default and is required now.");
            }
        }

        breaks.AddRange(after.Where(input => input.IsRequired && !before.Contains(input.Name))
            .Select(input => $"{kind} {coordinate(input.Name)} is new and required."));
    }

    private static void CompareDirective(DirectiveDefinition before, DirectiveDefinition? after, List<string> breaks)
    {
        if (after is null)
        {
            breaks.Add($"Directive {before} was removed.");
            return;
        }

        if (before.IsRepeatable && !after.IsRepeatable)
        {
            breaks.Add($"Directive {before} cannot be repeated any more.");
        }

        breaks.AddRange(DirectiveLocationNames.Of(before.Locations & ~after.Locations)
            .Select(location => $"Directive {before} cannot stand on {location} any more."));
        CompareInputs("Argument", name => $"{before}({name}:)", before.Arguments, after.Arguments, breaks);
    }

    // Whoever reads may get less: non-null instead of nullable, at any depth.
    private static bool IsFineForReaders(SchemaType before, SchemaType after) => (before, after) switch
    {
        (NonNullType old, NonNullType now) => IsFineForReaders(old.Nullable, now.Nullable),
        (NonNullType, _) => false,
        (_, NonNullType now) => IsFineForReaders(before, now.Nullable),
        (ListType old, ListType now) => IsFineForReaders(old.Item, now.Item),
        (NamedType old, NamedType now) => old.Name == now.Name,
        _ => false,
    };

    // Whoever writes may say more: null where it was refused, at any depth. It is the same rule backwards.
    private static bool IsFineForWriters(SchemaType before, SchemaType after) => IsFineForReaders(after, before);

    private static string Words(TypeKind kind) => kind switch
    {
        TypeKind.Scalar => "a scalar",
        TypeKind.Object => "an object type",
        TypeKind.Interface => "an interface",
        TypeKind.Union => "a union",
        TypeKind.Enum => "an enum",
        _ => "an input",
    };
}
