namespace LearnerGraph.GraphQL;

/// <summary>The static methods of the class are fields of Query.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>The static methods of the class are fields of Mutation.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>The static methods of the class are fields of Subscription; each returns an IAsyncEnumerable.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>An object type whose fields are all public properties of the annotated class or record.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ObjectTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>
/// On a static class: its methods, and the named properties of <typeparamref name="T"/>, are the fields of an object
/// type whose values are <typeparamref name="T"/>. Nothing else of T is served.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T>(params string[] properties) : Attribute
{
    public IReadOnlyList<string> Properties { get; } = properties;

    public string? Name { get; init; }
}

/// <summary>On a static class: its methods are further fields of the object type of <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute<T> : Attribute;

/// <summary>An interface type; classes implementing the C# interface implement it.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>A union of the types that implement the annotated marker interface.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>An input object type; constructor defaults become default values.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InputTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>An enum served under another name than its own, or documented.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class EnumTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>The object type implements Node; its class has one <see cref="NodeResolverAttribute"/> method.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class NodeAttribute : Attribute;

/// <summary>Resolves a node by its typed id; null where there is none or the caller may not know of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}

[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}

/// <summary>Overrides the type inferred from C# with one in schema language, such as "[ID!]" or "Date".</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute(string type) : Attribute
{
    public string Type { get; } = type;
}

/// <summary>A default that C# cannot express, in schema language, such as "{ max: 9 }".</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GraphQLDefaultAttribute(string literal) : Attribute
{
    public string Literal { get; } = literal;
}

/// <summary>Exactly one member of the input object is given.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneOfAttribute : Attribute;

/// <summary>The value whose field is resolved.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>Taken from the request's services; the default for a parameter that is no input type.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>Adds first, after, last and before, handed over as <see cref="PagingArguments"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsePagingAttribute : Attribute
{
    public int DefaultPageSize { get; init; } = 20;

    public int MaxPageSize { get; init; } = 100;

    /// <summary>Whether last and before are offered too.</summary>
    public bool Backward { get; init; }
}

/// <summary>Checked before the resolver runs. Without roles: any authenticated caller.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class AuthorizeAttribute(params string[] roles) : Attribute
{
    /// <summary>One of them is enough.</summary>
    public IReadOnlyList<string> Roles { get; } = roles;

    public string? Policy { get; init; }
}

/// <summary>Served to callers without identity.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AllowAnonymousFieldAttribute : Attribute;

/// <summary>What a field, an argument or a field of an input adds to the cost of an operation.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CostAttribute(double weight) : Attribute
{
    public double Weight { get; } = weight;
}

/// <summary>How many items a list field is taken to have in cost analysis.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute : Attribute
{
    public int AssumedSize { get; init; }

    /// <summary>Arguments that tell the size; <c>input.first</c> is a field inside of one.</summary>
    public string[] SlicingArguments { get; init; } = [];

    /// <summary>Size where none of them is given; 0 where the schema does not say.</summary>
    public int SlicingArgumentDefaultValue { get; init; }

    /// <summary>Whether exactly one of them has to be given.</summary>
    public bool RequireOneSlicingArgument { get; init; }

    public string[] SizedFields { get; init; } = [];
}
