using LearnerGraph.GraphQL.Introspection;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>
/// Gathers types and directives in any order, refers to types by name, and binds them all at once. Types that were
/// added belong to the schema that is built and to no other.
/// </summary>
public sealed class SchemaBuilder
{
    private readonly NamedList<NamedType> _types = [];
    private readonly NamedList<DirectiveDefinition> _directives = [];

    public string? Description { get; set; }

    /// <summary>Name of the query root; "Query" unless told otherwise.</summary>
    public string? QueryName { get; set; }

    /// <summary>Name of the mutation root; "Mutation" if there is such a type, unless told otherwise.</summary>
    public string? MutationName { get; set; }

    /// <summary>Name of the subscription root; "Subscription" if there is such a type, unless told otherwise.</summary>
    public string? SubscriptionName { get; set; }

    /// <summary>Whether unnamed roots are looked for by their usual names.</summary>
    public bool UseConventionalRoots { get; set; } = true;

    /// <summary>
    /// Whether @defer and @stream may be written. The engine answers at once all the same, as the proposal allows.
    /// </summary>
    public bool AcceptsIncrementalDirectives { get; set; }

    public IList<DirectiveNode> AppliedDirectives { get; } = [];

    public SchemaBuilder Add(NamedType type)
    {
        _types.Add(type);
        return this;
    }

    public SchemaBuilder Add(DirectiveDefinition directive)
    {
        _directives.Add(directive);
        return this;
    }

    public NamedType? Find(string typeName) => _types.Find(typeName);

    public DirectiveDefinition? FindDirective(string name) => _directives.Find(name);

    /// <summary>Binds everything; throws <see cref="SchemaException"/> where a reference leads nowhere.</summary>
    public Schema Build()
    {
        BuiltIns.AddDirectives(_directives);
        if (AcceptsIncrementalDirectives)
        {
            IncrementalDirectives.AddTo(_directives);
        }

        BuiltIns.AddCostDirectives(_types, _directives);
        BuiltIns.AddScalars(_types, _directives);
        Schema? built = null;
        var introspection = new IntrospectionTypes(() => built!);
        IntrospectionTypes.AddTo(_types);
        for (var i = 0; i < _types.Count; i++)
        {
            _types[i].Index = i;
        }

        var binder = new SchemaBinder(_types);
        Bind(binder);
        introspection.BindMetaFields(binder, Root(QueryName, "Query", binder));
        var schema = new Schema(_types, _directives)
        {
            Names = new NameTable(AllNames()),
            Description = Description,
            AppliedDirectives = [.. AppliedDirectives],
            Query = Root(QueryName, "Query", binder),
            Mutation = Root(MutationName, "Mutation", binder),
            Subscription = Root(SubscriptionName, "Subscription", binder),
            SchemaField = introspection.SchemaField,
            TypeField = introspection.TypeField,
            TypenameField = introspection.TypenameField,
        };
        if (binder.Errors.Count > 0)
        {
            throw new SchemaException(binder.Errors.DistinctBy(error => error.Message).ToList());
        }

        built = schema;
        return schema;
    }

    private void Bind(SchemaBinder binder)
    {
        _types.Freeze();
        _directives.Freeze();
        foreach (var type in _types)
        {
            type.Bind(binder);
        }

        foreach (var directive in _directives)
        {
            directive.Bind(binder);
        }

        var implementers = new Dictionary<InterfaceType, List<ObjectType>>();
        foreach (var type in _types)
        {
            if (type is ObjectType implementer)
            {
                foreach (var implemented in implementer.Interfaces)
                {
                    if (!implementers.TryGetValue(implemented, out var list))
                    {
                        implementers[implemented] = list = [];
                    }

                    list.Add(implementer);
                }
            }
        }

        foreach (var (type, objects) in implementers)
        {
            type.SetPossibleTypes(objects);
        }
    }

    private ObjectType? Root(string? name, string conventional, SchemaBinder binder)
    {
        if (name is null && (!UseConventionalRoots || !_types.Contains(conventional)))
        {
            return null;
        }

        if (_types.Find(name ?? conventional) is ObjectType root)
        {
            return root;
        }

        binder.Errors.Add(new GraphQLError(
            $"{conventional} root type must be Object type, it cannot be {name ?? conventional}."));
        return null;
    }

    private IEnumerable<string> AllNames()
    {
        string[] meta = ["__schema", "__type", "__typename"];
        var types = _types.SelectMany(type => type switch
        {
            FieldsType fields => fields.Fields.SelectMany(field =>
                field.Arguments.Select(argument => argument.Name).Append(field.Name)),
            InputObjectType input => input.Fields.Select(field => field.Name),
            EnumType enumeration => enumeration.Values.Select(value => value.Name),
            _ => [],
        });
        var directives = _directives.SelectMany(directive =>
            directive.Arguments.Select(argument => argument.Name).Append(directive.Name));
        return [.. meta, .. types, .. directives, .. _types.Select(type => type.Name)];
    }
}
