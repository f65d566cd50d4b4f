using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Every name of a schema, so that parsing a document makes no strings for them.</summary>
internal static class SchemaNames
{
    public static NameTable Of(Schema schema) => new(All(schema));

    private static IEnumerable<string> All(Schema schema)
    {
        foreach (var name in (string[])["__typename", "__schema", "__type", "if", "skip", "include"])
        {
            yield return name;
        }

        foreach (var directive in schema.Directives)
        {
            yield return directive.Name;
            foreach (var argument in directive.Arguments)
            {
                yield return argument.Name;
            }
        }

        foreach (var type in schema.Types)
        {
            yield return type.Name;
            foreach (var name in MembersOf(type))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> MembersOf(NamedType type) => type switch
    {
        FieldsType fields => fields.Fields.SelectMany(
            field => field.Arguments.Select(argument => argument.Name).Prepend(field.Name)),
        InputObjectType input => input.Fields.Select(field => field.Name),
        EnumType enumeration => enumeration.Values.Select(value => value.Name),
        _ => [],
    };
}
