using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Language;

internal ref partial struct SyntaxParser
{
    // The keyword may be the current token or, behind a description, the next one. Null: no such keyword.
    private TypeSystemNode? ParseTypeSystemDefinition(Lexer keyword)
    {
        var name = keyword.Bytes;
        if (!(name.SequenceEqual("schema"u8) || name.SequenceEqual("scalar"u8) || name.SequenceEqual("type"u8)
            || name.SequenceEqual("interface"u8) || name.SequenceEqual("union"u8) || name.SequenceEqual("enum"u8)
            || name.SequenceEqual("input"u8) || name.SequenceEqual("directive"u8)))
        {
            return null;
        }

        var start = _lexer.Start;
        var description = ParseDescription();
        return ParseTypeSystem(start, description, isExtension: false);
    }

    private TypeSystemNode ParseExtension()
    {
        var start = _lexer.Start;
        Advance();
        if (_lexer.Kind != TokenKind.Name || IsKeyword("directive"u8))
        {
            throw Unexpected(_lexer);
        }

        return ParseTypeSystem(start, null, isExtension: true);
    }

    private TypeSystemNode ParseTypeSystem(int start, StringValueNode? description, bool isExtension)
    {
        var keyword = _lexer;
        var bytes = keyword.Bytes;
        if (bytes.SequenceEqual("type"u8))
        {
            return ParseObjectType(start, description, isExtension);
        }

        if (bytes.SequenceEqual("interface"u8))
        {
            return ParseInterfaceType(start, description, isExtension);
        }

        if (bytes.SequenceEqual("input"u8))
        {
            return ParseInputType(start, description, isExtension);
        }

        if (bytes.SequenceEqual("enum"u8))
        {
            return ParseEnumType(start, description, isExtension);
        }

        if (bytes.SequenceEqual("union"u8))
        {
            return ParseUnionType(start, description, isExtension);
        }

        if (bytes.SequenceEqual("scalar"u8))
        {
            return ParseScalarType(start, description, isExtension);
        }

        if (bytes.SequenceEqual("schema"u8))
        {
            return ParseSchema(start, description, isExtension);
        }

        return bytes.SequenceEqual("directive"u8)
            ? ParseDirectiveDefinition(start, description)
            : throw Unexpected(keyword);
    }

    private SchemaDefinitionNode ParseSchema(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var directives = ParseDirectives(isConst: true);
        var operations = default(NodeList<OperationTypeDefinitionNode>);
        if (!isExtension || _lexer.Kind == TokenKind.BraceOpen)
        {
            Expect(TokenKind.BraceOpen);
            do
            {
                var operationStart = _lexer.Start;
                var operation = ParseOperationType();
                Expect(TokenKind.Colon);
                var type = ParseNamedType();
                operations.Add(new OperationTypeDefinitionNode(operation, type, operationStart, _lastEnd));
            }
            while (!Skip(TokenKind.BraceClose));
        }

        RequireContent(isExtension, directives.Length + operations.Count);
        return new SchemaDefinitionNode(start, _lastEnd)
        {
            Description = description,
            IsExtension = isExtension,
            Directives = directives,
            OperationTypes = operations.ToArray(),
        };
    }

    private ScalarTypeDefinitionNode ParseScalarType(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        RequireContent(isExtension, directives.Length);
        return new ScalarTypeDefinitionNode(start, _lastEnd)
        {
            Description = description, IsExtension = isExtension, Name = name, Directives = directives,
        };
    }

    private ObjectTypeDefinitionNode ParseObjectType(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        RequireContent(isExtension, interfaces.Length + directives.Length + fields.Length);
        return new ObjectTypeDefinitionNode(start, _lastEnd)
        {
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
        };
    }

    private InterfaceTypeDefinitionNode ParseInterfaceType(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        RequireContent(isExtension, interfaces.Length + directives.Length + fields.Length);
        return new InterfaceTypeDefinitionNode(start, _lastEnd)
        {
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
        };
    }

    private UnionTypeDefinitionNode ParseUnionType(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = Skip(TokenKind.Equal) ? ParseDelimitedTypes(TokenKind.Pipe) : [];
        RequireContent(isExtension, directives.Length + types.Length);
        return new UnionTypeDefinitionNode(start, _lastEnd)
        {
            Description = description, IsExtension = isExtension, Name = name, Directives = directives, Types = types,
        };
    }

    private EnumTypeDefinitionNode ParseEnumType(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = default(NodeList<EnumValueDefinitionNode>);
        if (Skip(TokenKind.BraceOpen))
        {
            do
            {
                values.Add(ParseEnumValue());
            }
            while (!Skip(TokenKind.BraceClose));
        }

        RequireContent(isExtension, directives.Length + values.Count);
        return new EnumTypeDefinitionNode(start, _lastEnd)
        {
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Directives = directives,
            Values = values.ToArray(),
        };
    }

    private EnumValueDefinitionNode ParseEnumValue()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        if (IsKeyword("true"u8) || IsKeyword("false"u8) || IsKeyword("null"u8))
        {
            throw Error(
                $"{_lexer.Describe()} is reserved and cannot be used for an enum value.", _lexer.Start);
        }

        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new EnumValueDefinitionNode(start, _lastEnd)
        {
            Description = description, Name = name, Directives = directives,
        };
    }

    private InputObjectTypeDefinitionNode ParseInputType(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputs(TokenKind.BraceOpen, TokenKind.BraceClose);
        RequireContent(isExtension, directives.Length + fields.Length);
        return new InputObjectTypeDefinitionNode(start, _lastEnd)
        {
            Description = description, IsExtension = isExtension, Name = name, Directives = directives, Fields = fields,
        };
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, StringValueNode? description)
    {
        Advance();
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputs(TokenKind.ParenOpen, TokenKind.ParenClose);
        var isRepeatable = IsKeyword("repeatable"u8);
        if (isRepeatable)
        {
            Advance();
        }

        ExpectKeyword("on"u8, "on");
        Skip(TokenKind.Pipe);
        var locations = default(NodeList<NameNode>);
        do
        {
            var token = _lexer;
            var location = ParseName();
            if (DirectiveLocationNames.Find(location.Value) == DirectiveLocations.None)
            {
                throw Unexpected(token);
            }

            locations.Add(location);
        }
        while (Skip(TokenKind.Pipe));

        return new DirectiveDefinitionNode(start, _lastEnd)
        {
            Description = description,
            Name = name,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = locations.ToArray(),
            Directives = [],
        };
    }

    private FieldDefinitionNode[] ParseFieldDefinitions()
    {
        if (!Skip(TokenKind.BraceOpen))
        {
            return [];
        }

        var fields = default(NodeList<FieldDefinitionNode>);
        do
        {
            var start = _lexer.Start;
            var description = ParseDescription();
            var name = ParseName();
            var arguments = ParseInputs(TokenKind.ParenOpen, TokenKind.ParenClose);
            Expect(TokenKind.Colon);
            var type = ParseTypeReference();
            var directives = ParseDirectives(isConst: true);
            fields.Add(new FieldDefinitionNode(start, _lastEnd)
            {
                Description = description, Name = name, Arguments = arguments, Type = type, Directives = directives,
            });
        }
        while (!Skip(TokenKind.BraceClose));

        return fields.ToArray();
    }

    private InputValueDefinitionNode[] ParseInputs(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
        {
            return [];
        }

        var inputs = default(NodeList<InputValueDefinitionNode>);
        do
        {
            var start = _lexer.Start;
            var description = ParseDescription();
            var name = ParseName();
            Expect(TokenKind.Colon);
            var type = ParseTypeReference();
            var value = Skip(TokenKind.Equal) ? ParseValue(isConst: true) : null;
            var directives = ParseDirectives(isConst: true);
            inputs.Add(new InputValueDefinitionNode(start, _lastEnd)
            {
                Description = description, Name = name, Type = type, DefaultValue = value, Directives = directives,
            });
        }
        while (!Skip(close));

        return inputs.ToArray();
    }

    private NamedTypeNode[] ParseImplements()
    {
        if (!IsKeyword("implements"u8))
        {
            return [];
        }

        Advance();
        return ParseDelimitedTypes(TokenKind.Ampersand);
    }

    // A leading delimiter is allowed.
    private NamedTypeNode[] ParseDelimitedTypes(TokenKind delimiter)
    {
        Skip(delimiter);
        var types = default(NodeList<NamedTypeNode>);
        do
        {
            types.Add(ParseNamedType());
        }
        while (Skip(delimiter));

        return types.ToArray();
    }

    private readonly void RequireContent(bool isExtension, int parts)
    {
        if (isExtension && parts == 0)
        {
            throw Unexpected(_lexer);
        }
    }
}
