using System.Reflection;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>
/// Which C# type has which name in the schema. Types that carry an attribute of their own need not be listed: they are
/// found where a field first mentions them.
/// </summary>
internal sealed class TypeCatalog(SchemaSources sources)
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<string, Type> _owners = new(StringComparer.Ordinal);
    private readonly Queue<Type> _found = new();

    public SchemaSources Sources { get; } = sources;

    /// <summary>Scalars by name that something refers to.</summary>
    public HashSet<string> UsedScalars { get; } = new(StringComparer.Ordinal);

    /// <summary>Connections that something refers to, by their item.</summary>
    public Dictionary<Type, string> Connections { get; } = [];

    public void Claim(Type type, string name)
    {
        if (_names.TryAdd(type, name) && !_owners.TryAdd(name, type))
        {
            throw new SchemaException($"{type} and {_owners[name]} are both called {name} in the schema.");
        }
    }

    /// <summary>The next type that was found by mention and is not built yet.</summary>
    public bool TryTakeFound(out Type type) => _found.TryDequeue(out type!);

    public TypeNode Reference(ClrShape shape, string? overriding, bool isInput)
    {
        if (overriding is not null)
        {
            var reference = Parser.ParseType(overriding);
            Mention(reference.Named.Name);
            return reference;
        }

        var inner = shape.Item is { } item
            ? new ListTypeNode(Reference(item, null, isInput))
            : (TypeNode)new NamedTypeNode(NameOf(shape.Type, isInput));
        return shape.IsNullable ? inner : new NonNullTypeNode(inner);
    }

    public bool IsInput(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return IsInput(type.GetGenericArguments()[0]);
        }

        return ClrShape.ItemOf(type) is { } item
            ? IsInput(item)
            : type.IsEnum || Sources.Scalars.ContainsKey(type) || Sources.IdTypes.ContainsKey(type)
                || type.IsDefined(typeof(InputTypeAttribute));
    }

    /// <summary>The name of a leaf, or null where the type is no leaf.</summary>
    public string? LeafName(Type type) => Sources.Scalars.TryGetValue(type, out var scalar) ? scalar
        : Sources.IdTypes.ContainsKey(type) ? "ID"
        : type.IsEnum ? NameOf(type, false)
        : null;

    public string NameOf(Type type, bool isInput)
    {
        if (Sources.Scalars.TryGetValue(type, out var scalar))
        {
            UsedScalars.Add(scalar);
            return scalar;
        }

        if (Sources.IdTypes.ContainsKey(type))
        {
            return "ID";
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Connection<>))
        {
            var item = type.GetGenericArguments()[0];
            if (!Connections.TryGetValue(item, out var connection))
            {
                Connections.Add(item, connection = NameOf(item, false) + "Connection");
            }

            return connection;
        }

        if (_names.TryGetValue(type, out var name))
        {
            return name;
        }

        name = OwnName(type) ?? throw new SchemaException($"{type} is no type of the schema: give it an attribute "
            + (isInput ? "[InputType]." : "[ObjectType], or list a class with [ObjectType<T>] for it."));
        Claim(type, name);
        _found.Enqueue(type);
        return name;
    }

    /// <summary>The name by the type's own attribute.</summary>
    public static string? OwnName(Type type)
    {
        var named = type.GetCustomAttribute<GraphQLNameAttribute>()?.Name;
        if (type.IsEnum)
        {
            return named ?? type.GetCustomAttribute<EnumTypeAttribute>()?.Name ?? type.Name;
        }

        foreach (var attribute in type.GetCustomAttributes(false))
        {
            switch (attribute)
            {
                case ObjectTypeAttribute own:
                    return named ?? own.Name ?? Naming.Type(type);
                case InputTypeAttribute own:
                    return named ?? own.Name ?? Naming.Type(type);
                case InterfaceTypeAttribute own:
                    return named ?? own.Name ?? WithoutI(Naming.Type(type));
                case UnionTypeAttribute own:
                    return named ?? own.Name ?? WithoutI(Naming.Type(type));
            }
        }

        return null;
    }

    private static string WithoutI(string name) =>
        name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name[1..] : name;

    private void Mention(string name)
    {
        if (ExtendedScalars.IsKnown(name))
        {
            UsedScalars.Add(name);
        }
    }
}
