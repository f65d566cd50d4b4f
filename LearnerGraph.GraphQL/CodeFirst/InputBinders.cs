using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using LearnerGraph.GraphQL.Coercion;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Turns coerced values into what a C# parameter takes; made once for each C# type.</summary>
internal sealed class InputBinders(SchemaSources sources)
{
    private readonly Dictionary<Type, Func<object?, object?>> _byType = [];

    public Func<object?, object?> For(Type type)
    {
        if (_byType.TryGetValue(type, out var known))
        {
            return known;
        }

        // An input object may hold itself, so its binder is known before it is made.
        Func<object?, object?>? made = null;
        _byType.Add(type, value => made!(value));
        made = Create(type);
        _byType[type] = made;
        return made;
    }

    private Func<object?, object?> Create(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Generic(nameof(OptionalBinder), type.GetGenericArguments()[0]);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return For(underlying);
        }

        if (sources.IdTypes.TryGetValue(type, out var id))
        {
            return value => Given(value) is { } text ? OpaqueId.Read((string)text, id) : null;
        }

        if (ClrShape.ItemOf(type) is { } item)
        {
            var isArray = type.IsAssignableFrom(item.MakeArrayType());
            return Generic(isArray ? nameof(ArrayBinder) : nameof(ListBinder), item);
        }

        if (type.IsDefined(typeof(InputTypeAttribute)))
        {
            return ObjectBinder(type);
        }

        if (type == typeof(float) || type == typeof(decimal) || type == typeof(short) || type == typeof(byte))
        {
            return value => Given(value) is { } number
                ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture)
                : null;
        }

        if (type == typeof(DateTime))
        {
            return value => Given(value) is DateTimeOffset instant ? instant.UtcDateTime : null;
        }

        return Given;
    }

    private static object? Given(object? value) => ReferenceEquals(value, InputObjectValue.Absent) ? null : value;

    private Func<object?, object?> Generic(string method, Type argument) =>
        (Func<object?, object?>)typeof(InputBinders)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(argument)
            .Invoke(null, [For(argument)])!;

    private static Func<object?, object?> OptionalBinder<T>(Func<object?, object?> inner) => value =>
        ReferenceEquals(value, InputObjectValue.Absent) ? default(Optional<T>) : new Optional<T>((T?)inner(value));

    private static Func<object?, object?> ArrayBinder<T>(Func<object?, object?> inner) => value =>
        Given(value) is object?[] items ? Array.ConvertAll(items, item => (T)inner(item)!) : null;

    private static Func<object?, object?> ListBinder<T>(Func<object?, object?> inner) => value =>
        Given(value) is object?[] items ? items.Select(item => (T)inner(item)!).ToList() : null;

    // new T(bind(values[0]), ...) { Other = bind(values[n]) }
    private Func<object?, object?> ObjectBinder(Type type)
    {
        var value = Expression.Parameter(typeof(object));
        var values = Expression.Variable(typeof(object[]));
        var members = InputMember.Of(type);
        var bound = members
            .Select((member, i) => Expression.Convert(
                Expression.Invoke(
                    Expression.Constant(For(member.Type)), Expression.ArrayIndex(values, Expression.Constant(i))),
                member.Type))
            .ToArray();
        var constructor = InputMember.ConstructorOf(type);
        var created = Expression.New(
            constructor,
            members.Zip(bound).Where(pair => pair.First.Parameter is not null).Select(pair => pair.Second));
        var initialised = Expression.MemberInit(created, members.Zip(bound)
            .Where(pair => pair.First.Parameter is null)
            .Select(pair => Expression.Bind(pair.First.Property!, pair.Second)));
        var body = Expression.Block(
            [values],
            Expression.Assign(values, Expression.Property(
                Expression.Convert(value, typeof(InputObjectValue)), nameof(InputObjectValue.Values))),
            Expression.Convert(initialised, typeof(object)));
        var create = Expression.Lambda<Func<object?, object?>>(body, value).Compile();
        return given => Given(given) is { } some ? create(some) : null;
    }
}

/// <summary>A field of an input object in C#: a constructor's parameter, or a property that can be set.</summary>
internal sealed record InputMember(string Name, Type Type, ParameterInfo? Parameter, PropertyInfo? Property)
{
    public static ConstructorInfo ConstructorOf(Type type) => type.GetConstructors()
        .Where(one => one.GetParameters() is not [var only] || only.ParameterType != type)
        .MaxBy(one => one.GetParameters().Length)
        ?? throw new TypeSystem.SchemaException($"{type} has no public constructor.");

    public static IReadOnlyList<InputMember> Of(Type type)
    {
        var parameters = ConstructorOf(type).GetParameters();
        var members = parameters
            .Select(one => new InputMember(Naming.Argument(one), one.ParameterType, one, null))
            .ToList();
        members.AddRange(type.GetProperties()
            .Where(one => one.SetMethod is { IsPublic: true }
                && one.GetMethod is { IsStatic: false }
                && !one.IsDefined(typeof(GraphQLIgnoreAttribute))
                && !Array.Exists(parameters, parameter => parameter.Name == one.Name))
            .Select(one => new InputMember(Naming.Field(one), one.PropertyType, null, one)));
        return members;
    }
}
