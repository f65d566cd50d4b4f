using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>What must hold of a schema document before types can be made of it.</summary>
internal sealed partial class SdlRules
{
    private readonly DocumentNode _document;
    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<string, TypeDefinitionNode> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveDefinitionNode> _directives = new(StringComparer.Ordinal);

    // Fields and values by "Type.name", since extensions add to what they extend.
    private readonly Dictionary<(string Type, string Member), int> _members = [];
    private readonly Dictionary<OperationType, int> _roots = [];
    private readonly NamedList<DirectiveDefinition> _standard = [];

    private SdlRules(DocumentNode document)
    {
        _document = document;
        BuiltIns.AddDirectives(_standard);
        _standard.Add(CostDirectives.DefineCost());
        _standard.Add(CostDirectives.DefineListSize());
    }

    public static IReadOnlyList<GraphQLError> Check(DocumentNode document)
    {
        var rules = new SdlRules(document);
        rules.CollectDefinitions();
        rules.CheckDefinitions();
        return rules._errors;
    }

    private void CollectDefinitions()
    {
        var hasSchema = false;
        foreach (var definition in _document.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinitionNode { IsExtension: false }:
                    if (hasSchema)
                    {
                        Report("Must provide only one schema definition.", definition.Start);
                    }

                    hasSchema = true;
                    break;
                case TypeDefinitionNode { IsExtension: false } type:
                    if (!_types.TryAdd(type.Name.Value, type))
                    {
                        Report(
                            $"There can be only one type named \"{type.Name.Value}\".",
                            _types[type.Name.Value].Name.Start,
                            type.Name.Start);
                    }

                    break;
                case DirectiveDefinitionNode directive:
                    if (!_directives.TryAdd(directive.Name.Value, directive))
                    {
                        Report(
                            $"There can be only one directive named \"@{directive.Name.Value}\".",
                            _directives[directive.Name.Value].Name.Start,
                            directive.Name.Start);
                    }

                    break;
            }
        }
    }

    private void CheckDefinitions()
    {
        var schemaDirectives = new List<DirectiveNode>();
        var typeDirectives = new Dictionary<string, List<DirectiveNode>>(StringComparer.Ordinal);
        foreach (var definition in _document.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinitionNode schema:
                    CheckSchema(schema);
                    CheckDirectives(schema.Directives, DirectiveLocations.Schema, schemaDirectives);
                    break;
                case TypeDefinitionNode type:
                    if (!typeDirectives.TryGetValue(type.Name.Value, out var seen))
                    {
                        typeDirectives[type.Name.Value] = seen = [];
                    }

                    CheckExtension(type);
                    CheckDirectives(type.Directives, LocationOf(type), seen);
                    CheckType(type);
                    break;
                case DirectiveDefinitionNode directive:
                    CheckArguments(directive.Arguments, "@" + directive.Name.Value);
                    break;
                case FragmentDefinitionNode fragment:
                    // Executable parts are left alone, except that their types must exist.
                    CheckTypeName(fragment.TypeCondition);
                    break;
            }
        }
    }

    private void CheckSchema(SchemaDefinitionNode schema)
    {
        foreach (var operation in schema.OperationTypes)
        {
            if (!_roots.TryAdd(operation.Operation, operation.Start))
            {
                Report(
                    $"There can be only one {operation.Operation.ToString().ToLowerInvariant()} type in schema.",
                    _roots[operation.Operation],
                    operation.Start);
            }

            CheckTypeName(operation.Type);
        }
    }

    private void CheckExtension(TypeDefinitionNode type)
    {
        if (!type.IsExtension)
        {
            return;
        }

        if (!_types.TryGetValue(type.Name.Value, out var extended))
        {
            Report($"Cannot extend type \"{type.Name.Value}\" because it is not defined.", type.Name.Start);
        }
        else if (extended.Kind != type.Kind)
        {
            Report(
                $"Cannot extend non-{Describe(type)} type \"{type.Name.Value}\".", extended.Start, type.Start);
        }
    }

    private void CheckType(TypeDefinitionNode type)
    {
        switch (type)
        {
            case FieldsDefinitionNode fields:
                foreach (var implemented in fields.Interfaces)
                {
                    CheckTypeName(implemented);
                }

                foreach (var field in fields.Fields)
                {
                    CheckMember(type, field.Name, "Field");
                    CheckTypeName(field.Type.Named);
                    CheckDirectives(field.Directives, DirectiveLocations.FieldDefinition, []);
                    CheckArguments(field.Arguments, $"{type.Name.Value}.{field.Name.Value}");
                }

                break;
            case UnionTypeDefinitionNode union:
                foreach (var member in union.Types)
                {
                    CheckTypeName(member);
                }

                break;
            case EnumTypeDefinitionNode enumeration:
                foreach (var value in enumeration.Values)
                {
                    CheckMember(type, value.Name, "Enum value");
                    CheckDirectives(value.Directives, DirectiveLocations.EnumValue, []);
                }

                break;
            case InputObjectTypeDefinitionNode input:
                foreach (var field in input.Fields)
                {
                    CheckMember(type, field.Name, "Field");
                    CheckInput(field, DirectiveLocations.InputFieldDefinition);
                }

                break;
        }
    }

    private void CheckMember(TypeDefinitionNode type, NameNode name, string what)
    {
        var key = (type.Name.Value, name.Value);
        if (!_members.TryAdd(key, name.Start))
        {
            Report(
                $"{what} \"{type.Name.Value}.{name.Value}\" can only be defined once.", _members[key], name.Start);
        }
    }

    private void CheckArguments(IReadOnlyList<InputValueDefinitionNode> arguments, string owner)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            if (!seen.TryAdd(argument.Name.Value, argument.Name.Start))
            {
                Report(
                    $"Argument \"{owner}({argument.Name.Value}:)\" can only be defined once.",
                    seen[argument.Name.Value],
                    argument.Name.Start);
            }

            CheckInput(argument, DirectiveLocations.ArgumentDefinition);
        }
    }

    private void CheckInput(InputValueDefinitionNode input, DirectiveLocations location)
    {
        CheckTypeName(input.Type.Named);
        CheckDirectives(input.Directives, location, []);
        if (input.DefaultValue is { } value)
        {
            CheckValue(value);
        }
    }

    private void CheckTypeName(NamedTypeNode type)
    {
        if (!_types.ContainsKey(type.Name) && !BuiltIns.IsScalar(type.Name)
            && type.Name is not ("__Schema" or "__Directive" or "__DirectiveLocation" or "__Type" or "__Field"
                or "__InputValue" or "__EnumValue" or "__TypeKind"))
        {
            Report($"Unknown type \"{type.Name}\".", type.Start);
        }
    }

    private void Report(string message, params ReadOnlySpan<int> offsets)
    {
        var locations = new SourceLocation[offsets.Length];
        for (var i = 0; i < offsets.Length; i++)
        {
            locations[i] = _document.Source.Locate(offsets[i]);
        }

        _errors.Add(new GraphQLError(message, ErrorCodes.ValidationFailed) { Locations = locations });
    }

    private static string Describe(TypeDefinitionNode type) => type switch
    {
        ScalarTypeDefinitionNode => "scalar",
        ObjectTypeDefinitionNode => "object",
        InterfaceTypeDefinitionNode => "interface",
        UnionTypeDefinitionNode => "union",
        EnumTypeDefinitionNode => "enum",
        _ => "input object",
    };

    private static DirectiveLocations LocationOf(TypeDefinitionNode type) => type switch
    {
        ScalarTypeDefinitionNode => DirectiveLocations.Scalar,
        ObjectTypeDefinitionNode => DirectiveLocations.Object,
        InterfaceTypeDefinitionNode => DirectiveLocations.Interface,
        UnionTypeDefinitionNode => DirectiveLocations.Union,
        EnumTypeDefinitionNode => DirectiveLocations.Enum,
        _ => DirectiveLocations.InputObject,
    };
}
