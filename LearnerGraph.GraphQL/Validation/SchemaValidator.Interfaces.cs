using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

public sealed partial class SchemaValidator
{
    private void CheckInterfaces(FieldsType type)
    {
        var seen = new HashSet<InterfaceType>();
        foreach (var implemented in type.Interfaces)
        {
            if (ReferenceEquals(implemented, type))
            {
                Report($"Type {type.Name} cannot implement itself because it would create a circular reference.");
                continue;
            }

            if (!seen.Add(implemented))
            {
                Report($"Type {type.Name} can only implement {implemented.Name} once.");
                continue;
            }

            foreach (var ancestor in implemented.Interfaces)
            {
                if (!type.Implements(ancestor))
                {
                    Report(ReferenceEquals(ancestor, type)
                        ? $"Type {type.Name} cannot implement {implemented.Name} because it would create a circular "
                            + "reference."
                        : $"Type {type.Name} must implement {ancestor.Name} because it is implemented by "
                            + $"{implemented.Name}.");
                }
            }

            foreach (var field in implemented.Fields)
            {
                CheckImplementation(type, implemented, field);
            }
        }
    }

    private void CheckImplementation(FieldsType type, InterfaceType implemented, FieldDefinition wanted)
    {
        var coordinate = $"{implemented.Name}.{wanted.Name}";
        if (!type.Fields.TryFind(wanted.Name, out var field))
        {
            Report($"Interface field {coordinate} expected but {type.Name} does not provide it.");
            return;
        }

        if (!IsSubtype(field.Type, wanted.Type))
        {
            Report(
                $"Interface field {coordinate} expects type {wanted.Type} but {type.Name}.{field.Name} is type "
                + $"{field.Type}.");
        }

        foreach (var argument in wanted.Arguments)
        {
            if (!field.Arguments.TryFind(argument.Name, out var own))
            {
                Report(
                    $"Interface field argument {coordinate}({argument.Name}:) expected but {type.Name}.{field.Name} "
                    + "does not provide it.");
            }
            else if (!ReferenceEquals(own.Type, argument.Type))
            {
                Report(
                    $"Interface field argument {coordinate}({argument.Name}:) expects type {argument.Type} but "
                    + $"{type.Name}.{field.Name}({argument.Name}:) is type {own.Type}.");
            }
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && !wanted.Arguments.Contains(argument.Name))
            {
                Report(
                    $"Object field {type.Name}.{field.Name} includes required argument {argument.Name} that is missing "
                    + $"from the Interface field {coordinate}.");
            }
        }
    }

    private static bool IsSubtype(SchemaType type, SchemaType super) => (type, super) switch
    {
        _ when ReferenceEquals(type, super) => true,
        (NonNullType a, NonNullType b) => IsSubtype(a.Nullable, b.Nullable),
        (NonNullType a, _) => IsSubtype(a.Nullable, super),
        (ListType a, ListType b) => IsSubtype(a.Item, b.Item),
        (NamedType a, NamedType b) => Schema.IsPossible(b, a),
        _ => false,
    };

    // Non-null fields that lead back to their own input object could never be given a value.
    private void CheckInputCycles()
    {
        var visited = new HashSet<InputObjectType>();
        var open = new Dictionary<InputObjectType, int>();
        var path = new List<string>();
        foreach (var type in _schema.Types)
        {
            if (type is InputObjectType input)
            {
                FindCycle(input, visited, open, path);
            }
        }
    }

    private void FindCycle(
        InputObjectType input,
        HashSet<InputObjectType> visited,
        Dictionary<InputObjectType, int> open,
        List<string> path)
    {
        if (!visited.Add(input))
        {
            return;
        }

        open.Add(input, path.Count);
        foreach (var field in input.Fields)
        {
            if (field.Type is not NonNullType { Nullable: InputObjectType next })
            {
                continue;
            }

            path.Add(field.Name);
            if (open.TryGetValue(next, out var start))
            {
                Report(
                    $"Cannot reference Input Object \"{next.Name}\" within itself through a series of non-null fields: "
                    + $"\"{string.Join('.', path[start..])}\".");
            }
            else
            {
                FindCycle(next, visited, open, path);
            }

            path.RemoveAt(path.Count - 1);
        }

        open.Remove(input);
    }
}
