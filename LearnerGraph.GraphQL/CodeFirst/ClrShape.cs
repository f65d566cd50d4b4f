using System.Reflection;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>A C# type with what the compiler knows of its nulls, taken apart as far as a schema needs.</summary>
internal sealed record ClrShape(Type Type, bool IsNullable, ClrShape? Item, bool IsOptional)
{
    private static readonly NullabilityInfoContext Nulls = new();

    public static ClrShape Of(PropertyInfo property) => Of(Info(() => Nulls.Create(property)));

    public static ClrShape Of(ParameterInfo parameter) => Of(Info(() => Nulls.Create(parameter)));

    /// <summary>What a method gives once it has been awaited, or each event of a stream.</summary>
    public static ClrShape OfResult(MethodInfo method)
    {
        var info = Info(() => Nulls.Create(method.ReturnParameter));
        return IsAwaitable(info.Type) || IsStream(info.Type) ? Of(info.GenericTypeArguments[0]) : Of(info);
    }

    public static bool IsAwaitable(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    public static bool IsStream(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    /// <summary>What a list type holds; null for anything that is no list.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type == typeof(string))
        {
            return null;
        }

        if (type.IsArray)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && type.GetGenericArguments() is [var item]
            && typeof(IEnumerable<>).MakeGenericType(item).IsAssignableFrom(type)
            ? item
            : null;
    }

    private static ClrShape Of(NullabilityInfo info)
    {
        var type = info.Type;
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return new ClrShape(value, true, null, false);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Of(info.GenericTypeArguments[0]) with { IsNullable = true, IsOptional = true };
        }

        var isNullable = !type.IsValueType && info.ReadState != NullabilityState.NotNull;
        var item = ItemOf(type) is null ? null : Of(info.ElementType ?? info.GenericTypeArguments[0]);
        return new ClrShape(type, isNullable, item, false);
    }

    // The context caches and is not made for several threads.
    private static NullabilityInfo Info(Func<NullabilityInfo> create)
    {
        lock (Nulls)
        {
            return create();
        }
    }
}
