using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Whether a built schema is valid by section 3 of the specification.</summary>
public sealed partial class SchemaValidator
{
    private readonly Schema _schema;
    private readonly List<GraphQLError> _errors = [];

    private SchemaValidator(Schema schema)
    {
        _schema = schema;
    }

    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var validator = new SchemaValidator(schema);
        validator.CheckRoots();
        validator.CheckDirectives();
        foreach (var type in schema.Types)
        {
            validator.CheckType(type);
        }

        validator.CheckInputCycles();
        return validator._errors;
    }

    private void CheckRoots()
    {
        if (_schema.Query is null)
        {
            Report("Query root type must be provided.");
        }

        ObjectType?[] roots = [_schema.Query, _schema.Mutation, _schema.Subscription];
        if (roots.OfType<ObjectType>().GroupBy(root => root).Any(group => group.Count() > 1))
        {
            Report("Root types must be different types.");
        }
    }

    private void CheckDirectives()
    {
        foreach (var directive in _schema.Directives)
        {
            CheckName(directive.Name);
            if (directive.Locations == DirectiveLocations.None)
            {
                Report($"Directive @{directive.Name} must include 1 or more locations.");
            }

            foreach (var argument in directive.Arguments)
            {
                CheckInput(argument, $"@{directive.Name}({argument.Name}:)", "argument");
            }
        }
    }

    private void CheckType(NamedType type)
    {
        if (type.IsIntrospection)
        {
            if (type.Index >= 0 && !IsOwn(type))
            {
                CheckName(type.Name);
            }

            return;
        }

        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                CheckInterfaces(fields);
                break;
            case UnionType union:
                if (union.PossibleTypes.Count == 0)
                {
                    Report($"Union type {union.Name} must define one or more member types.");
                }

                foreach (var twice in union.MemberNames.GroupBy(name => name).Where(names => names.Count() > 1))
                {
                    Report($"Union type {union.Name} can only include type {twice.Key} once.");
                }

                break;
            case EnumType enumeration:
                if (enumeration.Values.Count == 0)
                {
                    Report($"Enum type {enumeration.Name} must define one or more values.");
                }

                foreach (var value in enumeration.Values)
                {
                    CheckName(value.Name);
                }

                break;
            case InputObjectType input:
                CheckInputObject(input);
                break;
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.Fields.Count == 0)
        {
            Report($"Type {type.Name} must define one or more fields.");
        }

        foreach (var field in type.Fields)
        {
            CheckName(field.Name);
            if (!field.Type.IsOutput)
            {
                Report($"The type of {type.Name}.{field.Name} must be Output Type but got: {field.Type}.");
            }

            foreach (var argument in field.Arguments)
            {
                CheckInput(argument, $"{type.Name}.{field.Name}({argument.Name}:)", "argument");
            }
        }
    }

    private void CheckInputObject(InputObjectType input)
    {
        if (input.Fields.Count == 0)
        {
            Report($"Input Object type {input.Name} must define one or more fields.");
        }

        foreach (var field in input.Fields)
        {
            CheckInput(field, $"{input.Name}.{field.Name}", "input field");
            if (!input.IsOneOf)
            {
                continue;
            }

            if (field.Type.IsNonNull)
            {
                Report($"OneOf input field {input.Name}.{field.Name} must be nullable.");
            }

            if (field.DefaultValue is not null)
            {
                Report($"OneOf input field {input.Name}.{field.Name} cannot have a default value.");
            }
        }
    }

    private void CheckInput(InputValueDefinition input, string coordinate, string what)
    {
        CheckName(input.Name);
        if (!input.Type.IsInput)
        {
            Report($"The type of {coordinate} must be Input Type but got: {input.Type}.");
            return;
        }

        if (input.IsRequired && input.DeprecationReason is not null)
        {
            Report($"Required {what} {coordinate} cannot be deprecated.");
        }

        CheckDefault(input, coordinate);
    }

    private void CheckName(string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");
        }
    }

    private static bool IsOwn(NamedType type) =>
        type.Name is "__Schema" or "__Directive" or "__DirectiveLocation" or "__Type" or "__Field" or "__InputValue"
            or "__EnumValue" or "__TypeKind";

    private void Report(string message) => _errors.Add(new GraphQLError(message, ErrorCodes.ValidationFailed));
}
