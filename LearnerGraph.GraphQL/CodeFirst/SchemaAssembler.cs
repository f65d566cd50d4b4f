using System.Reflection;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Builds a schema from annotated C# types.</summary>
internal sealed partial class SchemaAssembler
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly SchemaSources _sources;
    private readonly SchemaBuilder _builder = new();
    private readonly TypeCatalog _catalog;
    private readonly LeafCodecCatalog _codecs;
    private readonly InputBinders _binders;
    private readonly FieldFactory _fields;
    private readonly NodeFields _nodes;
    private readonly Dictionary<Type, ObjectType> _objects = [];
    private readonly Dictionary<Type, NamedType> _abstracts = [];

    private SchemaAssembler(SchemaSources sources, bool isUserRequired)
    {
        _sources = sources;
        _catalog = new TypeCatalog(sources);
        _codecs = new LeafCodecCatalog(_catalog, _builder);
        _binders = new InputBinders(sources);
        _nodes = new NodeFields(isUserRequired);
        _fields = new FieldFactory(_catalog, _codecs, _binders, isUserRequired);
    }

    public static Schema Build(SchemaSources sources, bool isUserRequired) =>
        new SchemaAssembler(sources, isUserRequired).Build();

    private Schema Build()
    {
        ClaimNames();
        foreach (var type in _sources.Types)
        {
            AddListed(type);
        }

        AddFound();
        foreach (var type in _sources.Types)
        {
            Extend(type);
        }

        AddFound();
        LinkAbstractTypes();
        if (_nodes.IsUsed)
        {
            _nodes.AddTo(_builder, Root("Query"));
        }

        foreach (var create in _sources.Directives)
        {
            _builder.Add(create());
        }

        foreach (var name in _catalog.UsedScalars)
        {
            if (ExtendedScalars.Create(name) is { } scalar && _builder.Find(name) is null)
            {
                _builder.Add(scalar);
            }
        }

        foreach (var change in _sources.Changes)
        {
            change(_builder);
        }

        var schema = _builder.Build();
        if (schema.FindType("ID") is { } id)
        {
            id.Binding = new IdCodec(_sources.IdTypes.ToDictionary(pair => pair.Key, pair => pair.Value));
        }

        ResolveTypes(schema);
        return schema;
    }

    // Names first, since types refer to each other in any order.
    private void ClaimNames()
    {
        foreach (var type in _sources.Types)
        {
            if (ServedBy(type, typeof(ObjectTypeAttribute<>)) is { } served)
            {
                var attribute = type.GetCustomAttribute(typeof(ObjectTypeAttribute<>).MakeGenericType(served))!;
                var name = (string?)attribute.GetType().GetProperty("Name")!.GetValue(attribute);
                _catalog.Claim(served, name ?? TypeCatalog.OwnName(served) ?? Naming.Type(served));
            }
        }
    }

    private void AddListed(Type type)
    {
        if (ServedBy(type, typeof(ObjectTypeAttribute<>)) is { } served)
        {
            AddServed(type, served);
        }
        else if (type.IsDefined(typeof(QueryTypeAttribute)))
        {
            AddMethods(Root("Query"), type, isRoot: true);
        }
        else if (type.IsDefined(typeof(MutationTypeAttribute)))
        {
            AddMethods(Root("Mutation"), type, isRoot: true);
        }
        else if (type.IsDefined(typeof(SubscriptionTypeAttribute)))
        {
            AddMethods(Root("Subscription"), type, isRoot: true);
        }
        else if (ServedBy(type, typeof(ExtendObjectTypeAttribute<>)) is null)
        {
            _catalog.NameOf(type, type.IsDefined(typeof(InputTypeAttribute)));
        }
    }

    private void AddFound()
    {
        var connections = 0;
        while (true)
        {
            if (_catalog.TryTakeFound(out var type))
            {
                AddOwn(type);
            }
            else if (connections < _catalog.Connections.Count)
            {
                foreach (var (item, name) in _catalog.Connections.Skip(connections).ToList())
                {
                    connections++;
                    if (_builder.Find(name) is null)
                    {
                        ConnectionTypes.Add(_builder, item, _catalog.NameOf(item, false), name);
                        _catalog.NameOf(typeof(PageInfo), false);
                    }
                }
            }
            else
            {
                return;
            }
        }
    }

    private void LinkAbstractTypes()
    {
        foreach (var (type, definition) in _abstracts)
        {
            foreach (var (implementer, made) in _objects.OrderBy(pair => pair.Value.Name, StringComparer.Ordinal))
            {
                if (!type.IsAssignableFrom(implementer))
                {
                    continue;
                }

                if (definition is UnionType union)
                {
                    union.AddMember(made.Name);
                }
                else
                {
                    made.AddInterface(definition.Name);
                }
            }

            foreach (var (wide, other) in _abstracts)
            {
                if (wide != type && other is InterfaceType && definition is InterfaceType narrow
                    && wide.IsAssignableFrom(type))
                {
                    narrow.AddInterface(other.Name);
                }
            }
        }
    }

    private void ResolveTypes(Schema schema)
    {
        var resolver = new RuntimeTypes(_objects);
        foreach (var type in schema.Types)
        {
            if (type is IAbstractType abstractType)
            {
                abstractType.ResolveType = resolver.Find;
            }
        }
    }

    private ObjectType Root(string name)
    {
        if (_builder.Find(name) is ObjectType known)
        {
            return known;
        }

        var made = new ObjectType(name)
        {
            Description = name switch
            {
                "Query" => "What can be asked.",
                "Mutation" => "What can be changed; the fields of one request run one after the other.",
                _ => "What can be followed as it happens.",
            },
        };
        _builder.Add(made);
        return made;
    }
}
