namespace LearnerGraph.GraphQL.Language;

/// <summary>Recursive descent over the lexer's tokens; every recursion counts against the depth limit.</summary>
internal ref partial struct SyntaxParser
{
    private readonly SourceText _source;
    private readonly ParserOptions _options;
    private Lexer _lexer;
    private int _lastEnd;
    private int _depth;
    private int _tokens;
    private int _fields;
    private int _aliases;

    public SyntaxParser(SourceText source, ParserOptions options)
    {
        _source = source;
        _options = options;
        _lexer = new Lexer(source.Utf8.Span);
        Advance();
    }

    public DocumentNode ParseDocument()
    {
        var definitions = default(NodeList<DefinitionNode>);
        do
        {
            definitions.Add(ParseDefinition());
        }
        while (_lexer.Kind != TokenKind.EndOfFile);

        return new DocumentNode(definitions.ToArray(), _source);
    }

    public ValueNode ParseLoneValue()
    {
        var value = ParseValue(isConst: true);
        Expect(TokenKind.EndOfFile);
        return value;
    }

    public TypeNode ParseLoneType()
    {
        var type = ParseTypeReference();
        Expect(TokenKind.EndOfFile);
        return type;
    }

    private DefinitionNode ParseDefinition()
    {
        if (_lexer.Kind == TokenKind.BraceOpen)
        {
            return ParseOperation();
        }

        var isDescribed = _lexer.Kind is TokenKind.String or TokenKind.BlockString;
        var keyword = _lexer;
        if (isDescribed)
        {
            keyword.Advance();
            if (keyword.Kind == TokenKind.BraceOpen)
            {
                throw Error(
                    "Unexpected description, descriptions are not supported on shorthand queries.", _lexer.Start);
            }
        }

        if (keyword.Kind == TokenKind.Name)
        {
            var name = keyword.Bytes;
            if (name.SequenceEqual("query"u8) || name.SequenceEqual("mutation"u8)
                || name.SequenceEqual("subscription"u8))
            {
                return ParseOperation();
            }

            if (name.SequenceEqual("fragment"u8))
            {
                return ParseFragmentDefinition();
            }

            if (ParseTypeSystemDefinition(keyword) is { } definition)
            {
                return definition;
            }

            if (isDescribed)
            {
                throw Error(
                    "Unexpected description, only GraphQL definitions support descriptions.", _lexer.Start);
            }

            if (name.SequenceEqual("extend"u8))
            {
                return ParseExtension();
            }
        }

        throw Unexpected(keyword);
    }

    private OperationDefinitionNode ParseOperation()
    {
        var start = _lexer.Start;
        if (_lexer.Kind == TokenKind.BraceOpen)
        {
            var shorthand = ParseSelectionSet();
            return new OperationDefinitionNode(start, _lastEnd)
            {
                Operation = OperationType.Query, Directives = [], SelectionSet = shorthand,
            };
        }

        var description = ParseDescription();
        var operation = ParseOperationType();
        NameNode? name = _lexer.Kind == TokenKind.Name ? ParseName() : null;
        var variables = default(NodeList<VariableDefinitionNode>);
        if (Skip(TokenKind.ParenOpen))
        {
            do
            {
                variables.Add(ParseVariableDefinition());
            }
            while (!Skip(TokenKind.ParenClose));
        }

        var directives = ParseDirectives(isConst: false);
        var set = ParseSelectionSet();
        return new OperationDefinitionNode(start, _lastEnd)
        {
            Description = description,
            Operation = operation,
            Name = name,
            Variables = variables.ToArray(),
            Directives = directives,
            SelectionSet = set,
        };
    }

    private OperationType ParseOperationType()
    {
        var token = _lexer;
        Expect(TokenKind.Name);
        return token.Bytes switch
        {
            var name when name.SequenceEqual("query"u8) => OperationType.Query,
            var name when name.SequenceEqual("mutation"u8) => OperationType.Mutation,
            var name when name.SequenceEqual("subscription"u8) => OperationType.Subscription,
            _ => throw Unexpected(token),
        };
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var value = Skip(TokenKind.Equal) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new VariableDefinitionNode(start, _lastEnd)
        {
            Description = description, Variable = variable, Type = type, DefaultValue = value, Directives = directives,
        };
    }

    private FragmentDefinitionNode ParseFragmentDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        Advance();
        if (IsKeyword("on"u8))
        {
            throw Unexpected(_lexer);
        }

        var name = ParseName();
        ExpectKeyword("on"u8, "on");
        var type = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        var set = ParseSelectionSet();
        return new FragmentDefinitionNode(start, _lastEnd)
        {
            Description = description, Name = name, TypeCondition = type, Directives = directives, SelectionSet = set,
        };
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = _lexer.Start;
        Expect(TokenKind.BraceOpen);
        Enter(start);
        var selections = default(NodeList<SelectionNode>);
        do
        {
            selections.Add(_lexer.Kind == TokenKind.Spread ? ParseFragment() : ParseField());
        }
        while (!Skip(TokenKind.BraceClose));

        _depth--;
        return new SelectionSetNode(selections.ToArray(), start, _lastEnd);
    }

    private FieldNode ParseField()
    {
        var start = _lexer.Start;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
            if (++_aliases > _options.MaxAliases)
            {
                throw Limit($"The document has more than {_options.MaxAliases} aliases.", start, ErrorCodes.AliasLimit);
            }
        }

        if (++_fields > _options.MaxFields)
        {
            throw Limit($"The document has more than {_options.MaxFields} fields.", start, ErrorCodes.FieldLimit);
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var set = _lexer.Kind == TokenKind.BraceOpen ? ParseSelectionSet() : null;
        return new FieldNode(start, _lastEnd)
        {
            Alias = alias, Name = name, Arguments = arguments, Directives = directives, SelectionSet = set,
        };
    }

    private SelectionNode ParseFragment()
    {
        var start = _lexer.Start;
        Advance();
        var hasCondition = IsKeyword("on"u8);
        if (!hasCondition && _lexer.Kind == TokenKind.Name)
        {
            var name = ParseName();
            var spreadDirectives = ParseDirectives(isConst: false);
            return new FragmentSpreadNode(start, _lastEnd) { Name = name, Directives = spreadDirectives };
        }

        NamedTypeNode? condition = null;
        if (hasCondition)
        {
            Advance();
            condition = ParseNamedType();
        }

        var directives = ParseDirectives(isConst: false);
        var set = ParseSelectionSet();
        return new InlineFragmentNode(start, _lastEnd)
        {
            TypeCondition = condition, Directives = directives, SelectionSet = set,
        };
    }

    private ArgumentNode[] ParseArguments(bool isConst)
    {
        if (!Skip(TokenKind.ParenOpen))
        {
            return [];
        }

        var arguments = default(NodeList<ArgumentNode>);
        do
        {
            var start = _lexer.Start;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(isConst);
            arguments.Add(new ArgumentNode(name, value, start, _lastEnd));
        }
        while (!Skip(TokenKind.ParenClose));

        return arguments.ToArray();
    }

    private DirectiveNode[] ParseDirectives(bool isConst)
    {
        if (_lexer.Kind != TokenKind.At)
        {
            return [];
        }

        var directives = default(NodeList<DirectiveNode>);
        while (_lexer.Kind == TokenKind.At)
        {
            var start = _lexer.Start;
            if (directives.Count == _options.MaxDirectives)
            {
                throw Limit(
                    $"More than {_options.MaxDirectives} directives at one place.", start, ErrorCodes.DirectiveLimit);
            }

            Advance();
            var name = ParseName();
            var arguments = ParseArguments(isConst);
            directives.Add(new DirectiveNode(name, arguments, start, _lastEnd));
        }

        return directives.ToArray();
    }
}
