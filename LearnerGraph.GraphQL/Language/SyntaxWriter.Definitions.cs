namespace LearnerGraph.GraphQL.Language;

internal sealed partial class SyntaxWriter
{
    private void WriteDefinition(SyntaxNode node)
    {
        if (node is TypeSystemNode definition)
        {
            WriteDescription(definition.Description);
            if (definition.IsExtension)
            {
                text.Append("extend ");
            }
        }

        switch (node)
        {
            case SchemaDefinitionNode schema:
                text.Append("schema");
                WriteDirectives(schema.Directives);
                WriteMembers(schema.OperationTypes);
                break;
            case OperationTypeDefinitionNode operation:
                text.Append(OperationName(operation.Operation)).Append(": ").Append(operation.Type.Name);
                break;
            case ScalarTypeDefinitionNode scalar:
                WriteHead("scalar", scalar);
                break;
            case FieldsDefinitionNode fields:
                WriteHead(fields is ObjectTypeDefinitionNode ? "type" : "interface", fields);
                WriteMembers(fields.Fields);
                break;
            case UnionTypeDefinitionNode union:
                WriteHead("union", union);
                for (var i = 0; i < union.Types.Count; i++)
                {
                    text.Append(i == 0 ? " = " : " | ").Append(union.Types[i].Name);
                }

                break;
            case EnumTypeDefinitionNode enumeration:
                WriteHead("enum", enumeration);
                WriteMembers(enumeration.Values);
                break;
            case EnumValueDefinitionNode value:
                WriteDescription(value.Description);
                text.Append(value.Name.Value);
                WriteDirectives(value.Directives);
                break;
            case InputObjectTypeDefinitionNode input:
                WriteHead("input", input);
                WriteMembers(input.Fields);
                break;
            case FieldDefinitionNode field:
                WriteDescription(field.Description);
                text.Append(field.Name.Value);
                WriteArgumentDefinitions(field.Arguments);
                text.Append(": ");
                WriteType(field.Type);
                WriteDirectives(field.Directives);
                break;
            case InputValueDefinitionNode input:
                WriteInput(input);
                break;
            case DirectiveDefinitionNode directive:
                WriteDirectiveDefinition(directive);
                break;
        }
    }

    private void WriteHead(string keyword, TypeDefinitionNode type)
    {
        text.Append(keyword).Append(' ').Append(type.Name.Value);
        if (type is FieldsDefinitionNode { Interfaces.Count: > 0 } fields)
        {
            for (var i = 0; i < fields.Interfaces.Count; i++)
            {
                text.Append(i == 0 ? " implements " : " & ").Append(fields.Interfaces[i].Name);
            }
        }

        WriteDirectives(type.Directives);
    }

    private void WriteMembers(IReadOnlyList<SyntaxNode> members)
    {
        if (members.Count == 0)
        {
            return;
        }

        text.Append(" {");
        _indent++;
        foreach (var member in members)
        {
            NewLine();
            Write(member);
        }

        _indent--;
        NewLine();
        text.Append('}');
    }

    private void WriteArgumentDefinitions(IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        if (!arguments.Any(argument => argument.Description is not null))
        {
            WriteJoined('(', arguments, ')');
            return;
        }

        text.Append('(');
        _indent++;
        foreach (var argument in arguments)
        {
            NewLine();
            WriteInput(argument);
        }

        _indent--;
        NewLine();
        text.Append(')');
    }

    private void WriteInput(InputValueDefinitionNode input)
    {
        WriteDescription(input.Description);
        text.Append(input.Name.Value).Append(": ");
        WriteType(input.Type);
        if (input.DefaultValue is { } value)
        {
            text.Append(" = ");
            WriteValue(value);
        }

        WriteDirectives(input.Directives);
    }

    private void WriteDirectiveDefinition(DirectiveDefinitionNode directive)
    {
        text.Append("directive @").Append(directive.Name.Value);
        WriteArgumentDefinitions(directive.Arguments);
        text.Append(directive.IsRepeatable ? " repeatable on " : " on ");
        for (var i = 0; i < directive.Locations.Count; i++)
        {
            text.Append(i == 0 ? "" : " | ").Append(directive.Locations[i].Value);
        }
    }
}
