using System.Reflection;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <content>The types, each from its C# type.</content>
internal sealed partial class SchemaAssembler
{
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
                    made.Fields.Add(_fields.Property(name, property, type));
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
            var listed = served.GetProperty(property)
                ?? throw new SchemaException($"{served} has no property {property}.");
            made.Fields.Add(_fields.Property(name, listed, fieldsClass));
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
