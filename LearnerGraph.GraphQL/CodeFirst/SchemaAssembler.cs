using System.Reflection;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Builds a schema from annotated C# types.</summary>
internal sealed class SchemaAssembler
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly SchemaSources _sources;
    private readonly SchemaBuilder _builder = new();
    private readonly TypeCatalog _catalog;
    private readonly LeafCodecCatalog _codecs;
    private readonly InputBinders _binders;
    private readonly FieldFactory _fields;
    private readonly NodeFields _nodes = new();
    private readonly Dictionary<Type, ObjectType> _objects = [];
    private readonly Dictionary<Type, NamedType> _abstracts = [];

    private SchemaAssembler(SchemaSources sources, bool isUserRequired)
    {
        _sources = sources;
        _catalog = new TypeCatalog(sources);
        _codecs = new LeafCodecCatalog(_catalog, _builder);
        _binders = new InputBinders(sources);
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

    private void AddOwn(Type type)
    {
        var name = _catalog.NameOf(type, false);
        if (type.IsEnum)
        {
            _codecs.AddEnum(type);
        }
        else if (type.IsDefined(typeof(InputTypeAttribute)))
        {
            AddInput(type, name);
        }
        else if (type.IsDefined(typeof(InterfaceTypeAttribute)))
        {
            AddInterface(type, name);
        }
        else if (type.IsDefined(typeof(UnionTypeAttribute)))
        {
            var union = new UnionType(name) { Description = type.Description() };
            _builder.Add(union);
            _abstracts.Add(type, union);
        }
        else
        {
            var made = AddObject(type, name, type);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetIndexParameters().Length == 0 && property.Note<GraphQLIgnoreAttribute>() is null
                    && property.Name != "EqualityContract")
                {
                    made.Fields.Add(_fields.Property(name, property));
                }
            }
        }
    }

    private void AddServed(Type fieldsClass, Type served)
    {
        var name = _catalog.NameOf(served, false);
        var made = AddObject(served, name, fieldsClass);
        var attribute = fieldsClass.GetCustomAttribute(typeof(ObjectTypeAttribute<>).MakeGenericType(served))!;
        var properties = attribute.GetType().GetProperty("Properties")!.GetValue(attribute)!;
        foreach (var property in (IReadOnlyList<string>)properties)
        {
            made.Fields.Add(_fields.Property(name, served.GetProperty(property)
                ?? throw new SchemaException($"{served} has no property {property}.")));
        }

        AddMethods(made, fieldsClass, isRoot: false);
        if (fieldsClass.IsDefined(typeof(NodeAttribute)))
        {
            made.AddInterface("Node");
            AddNodeResolver(fieldsClass);
        }
    }

    private void AddNodeResolver(Type fieldsClass)
    {
        var method = Array.Find(fieldsClass.GetMethods(Statics), one => one.IsDefined(typeof(NodeResolverAttribute)))
            ?? throw new SchemaException($"{fieldsClass} is a [Node] without [NodeResolver] method.");
        var field = _fields.Method("Node", method);
        var idType = method.GetParameters()
            .Select(parameter => _sources.IdTypes.GetValueOrDefault(parameter.ParameterType))
            .FirstOrDefault(id => id is not null)
            ?? throw new SchemaException($"{fieldsClass}.{method.Name} takes no id.");
        _nodes.Add(idType, (FieldBinding)field.Resolver!);
    }

    private ObjectType AddObject(Type type, string name, Type described)
    {
        var made = new ObjectType(name) { Description = described.Description() ?? type.Description() };
        _builder.Add(made);
        _objects.Add(type, made);
        foreach (var implemented in type.GetInterfaces().Where(one => one.IsDefined(typeof(InterfaceTypeAttribute))))
        {
            _catalog.NameOf(implemented, false);
        }

        return made;
    }

    private void AddInterface(Type type, string name)
    {
        var made = new InterfaceType(name) { Description = type.Description() };
        _builder.Add(made);
        _abstracts.Add(type, made);
        foreach (var declaring in type.GetInterfaces().Prepend(type))
        {
            foreach (var property in declaring.GetProperties())
            {
                AddTo(made, _fields.Property(name, property, isResolved: false));
            }

            foreach (var method in declaring.GetMethods().Where(one => !one.IsSpecialName))
            {
                AddTo(made, _fields.Method(name, method, isResolved: false));
            }
        }
    }

    private void AddInput(Type type, string name)
    {
        var made = new InputObjectType(name)
        {
            Description = type.Description(),
            IsOneOf = type.IsDefined(typeof(OneOfAttribute)),
        };
        _builder.Add(made);
        foreach (var member in InputMember.Of(type))
        {
            made.Fields.Add(new InputFieldFactory(_catalog).Create(member, type));
        }
    }

    private void AddMethods(ObjectType target, Type type, bool isRoot)
    {
        target.Description ??= type.Description();
        foreach (var method in type.GetMethods(Statics))
        {
            if (!method.IsSpecialName && !method.IsDefined(typeof(GraphQLIgnoreAttribute))
                && !method.IsDefined(typeof(NodeResolverAttribute)))
            {
                target.Fields.Add(_fields.Method(target.Name, method, isRoot));
            }
        }
    }

    private void Extend(Type type)
    {
        if (ServedBy(type, typeof(ExtendObjectTypeAttribute<>)) is not { } extended)
        {
            return;
        }

        if (!_objects.TryGetValue(extended, out var target))
        {
            throw new SchemaException($"{type} extends {extended}, which is no object type of the schema.");
        }

        AddMethods(target, type, isRoot: false);
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

    private static void AddTo(InterfaceType type, FieldDefinition field)
    {
        if (!type.Fields.Contains(field.Name))
        {
            type.Fields.Add(field);
        }
    }

    private static Type? ServedBy(Type type, Type attribute) => type.GetCustomAttributes(false)
        .Select(one => one.GetType())
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == attribute)
        ?.GetGenericArguments()[0];
}
