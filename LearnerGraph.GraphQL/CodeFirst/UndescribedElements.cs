using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL;

/// <summary>Lists what of a schema has no description.</summary>
public static class UndescribedElements
{
    /// <summary>Coordinates such as <c>Type.field(argument:)</c>.</summary>
    public static IReadOnlyList<string> Find(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var missing = new List<string>();
        foreach (var type in schema.Types.Where(type => !type.IsIntrospection))
        {
            Add(type.Description, type.Name);
            switch (type)
            {
                case FieldsType fields:
                    foreach (var field in fields.Fields)
                    {
                        Add(field.Description, field.Coordinate);
                        foreach (var argument in field.Arguments)
                        {
                            Add(argument.Description, $"{field.Coordinate}({argument.Name}:)");
                        }
                    }

                    break;
                case InputObjectType input:
                    foreach (var field in input.Fields)
                    {
                        Add(field.Description, $"{type.Name}.{field.Name}");
                    }

                    break;
                case EnumType enumeration:
                    foreach (var value in enumeration.Values)
                    {
                        Add(value.Description, $"{type.Name}.{value.Name}");
                    }

                    break;
            }
        }

        return missing;

        void Add(string? description, string coordinate)
        {
            if (string.IsNullOrWhiteSpace(description))
            {
                missing.Add(coordinate);
            }
        }
    }
}
