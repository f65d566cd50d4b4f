using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using LearnerGraph.GraphQL.DataLoader;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Compiles C# members into resolvers, so that running a field needs no reflection.</summary>
internal static class ResolverCompiler
{
    private static readonly ParameterExpression Parent = Expression.Parameter(typeof(object), "parent");
    private static readonly ParameterExpression Arguments = Expression.Parameter(typeof(object[]), "arguments");
    private static readonly ParameterExpression Request = Expression.Parameter(typeof(RequestContext), "request");
    private static readonly ParameterExpression Result = Expression.Parameter(typeof(ResultNode), "result");
    private static readonly ParameterExpression Index = Expression.Parameter(typeof(int), "index");

    private static readonly ParameterExpression Slot =
        Expression.Parameter(typeof(ResultValue).MakeByRefType(), "slot");

    /// <summary>Reads a property; leaves go into the response without boxing.</summary>
    public static FieldBinding Property(PropertyInfo property, LeafCodec? codec, FieldRule? rule)
    {
        var value = Expression.Property(Unwrap(property.DeclaringType!), property);
        return codec is null
            ? Sync(value, [], rule)
            : new FieldBinding { Leaf = Leaf(value, codec), Rule = rule };
    }

    /// <summary>Calls a method with the parent, the arguments and what else its parameters ask for.</summary>
    public static FieldBinding Method(
        MethodInfo method,
        IReadOnlyList<Parameter> parameters,
        IReadOnlyList<Func<object?, object?>?> binders,
        LeafCodec? codec,
        FieldRule? rule)
    {
        var values = parameters.Select(Argument).ToArray();
        var call = method.IsStatic
            ? Expression.Call(method, values)
            : Expression.Call(Unwrap(method.DeclaringType!), method, values);
        if (codec is not null && parameters.All(one => one is Parameter.OfParent))
        {
            return new FieldBinding { Leaf = Leaf(call, codec), Rule = rule };
        }

        var type = method.ReturnType;
        if (ClrShape.IsStream(type))
        {
            var stream = Expression.Call(
                typeof(ResolverCompiler), nameof(Stream), type.GetGenericArguments(), call,
                Expression.Default(typeof(CancellationToken)));
            return new FieldBinding
            {
                Stream = Expression.Lambda<StreamResolver>(stream, Arguments, Request).Compile(),
                Binders = binders,
                Rule = rule,
            };
        }

        if (ClrShape.IsAwaitable(type))
        {
            var boxed = Expression.Call(typeof(ResolverCompiler), nameof(Box), type.GetGenericArguments(), call);
            return new FieldBinding
            {
                Async = Expression.Lambda<AsyncResolver>(boxed, Parent, Arguments, Request, Result, Index).Compile(),
                Binders = binders,
                Rule = rule,
            };
        }

        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
        {
            throw new SchemaException($"{method.DeclaringType}.{method.Name} gives no value.");
        }

        return Sync(call, binders, rule);
    }

    public static ValueTask<object?> Box<T>(Task<T> task) => task.IsCompletedSuccessfully
        ? new ValueTask<object?>(task.Result)
        : Await(task);

    public static ValueTask<object?> Box<T>(ValueTask<T> task) => task.IsCompletedSuccessfully
        ? new ValueTask<object?>(task.Result)
        : Await(task);

    public static async IAsyncEnumerable<object?> Stream<T>(
        IAsyncEnumerable<T> events, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var one in events.WithCancellation(ct).ConfigureAwait(false))
        {
            yield return one;
        }
    }

    private static async ValueTask<object?> Await<T>(Task<T> task) => await task.ConfigureAwait(false);

    private static async ValueTask<object?> Await<T>(ValueTask<T> task) => await task.ConfigureAwait(false);

    private static FieldBinding Sync(
        Expression value, IReadOnlyList<Func<object?, object?>?> binders, FieldRule? rule) => new()
        {
            Sync = Expression.Lambda<SyncResolver>(
                Expression.Convert(value, typeof(object)), Parent, Arguments, Request, Result, Index).Compile(),
            Binders = binders,
            Rule = rule,
        };

    // Slots begin as null, so a value that is not there needs no writing.
    private static LeafReader Leaf(Expression value, LeafCodec codec)
    {
        var writer = Expression.Constant(codec);
        Expression body;
        if (Nullable.GetUnderlyingType(value.Type) is { } underlying)
        {
            var local = Expression.Variable(value.Type);
            body = Expression.Block(
                [local],
                Expression.Assign(local, value),
                Expression.IfThen(
                    Expression.Property(local, "HasValue"),
                    Write(writer, Expression.Property(local, "Value"), underlying)));
        }
        else if (!value.Type.IsValueType)
        {
            var local = Expression.Variable(value.Type);
            body = Expression.Block(
                [local],
                Expression.Assign(local, value),
                Expression.IfThen(
                    Expression.ReferenceNotEqual(local, Expression.Constant(null)),
                    Write(writer, local, value.Type)));
        }
        else
        {
            body = Write(writer, value, value.Type);
        }

        return Expression.Lambda<LeafReader>(body, Parent, Slot).Compile();
    }

    private static MethodCallExpression Write(ConstantExpression codec, Expression value, Type type)
    {
        var typed = typeof(LeafCodec<>).MakeGenericType(type);
        return typed.IsInstanceOfType(codec.Value)
            ? Expression.Call(
                Expression.Convert(codec, typed),
                typed.GetMethod("Write", [type, typeof(ResultValue).MakeByRefType()])!, value, Slot)
            : Expression.Call(
                codec,
                typeof(LeafCodec).GetMethod("Write", [typeof(object), typeof(ResultValue).MakeByRefType()])!,
                Expression.Convert(value, typeof(object)), Slot);
    }

    private static UnaryExpression Unwrap(Type type) => type.IsValueType
        ? Expression.Unbox(Parent, type)
        : Expression.Convert(Parent, type);

    private static Expression Argument(Parameter parameter) => parameter switch
    {
        Parameter.OfParent one => one.Type == typeof(object) ? Parent : Unwrap(one.Type),
        Parameter.OfArgument one => Expression.Convert(
            Expression.ArrayIndex(Arguments, Expression.Constant(one.Position)), one.Type),
        Parameter.OfPaging one => Expression.Call(
            Expression.Constant(one.Reader), nameof(PagingReader.Read), null, At(one.First), At(one.First + 1),
            At(one.Last), At(one.Last < 0 ? -1 : one.Last + 1)),
        Parameter.OfToken => Expression.Property(Request, nameof(RequestContext.RequestAborted)),
        Parameter.OfUser => Expression.Property(Request, nameof(RequestContext.User)),
        Parameter.OfContext => Expression.Call(
            Request, nameof(RequestContext.ContextOf), null, Result, Index),
        Parameter.OfLoader one => Expression.Call(Request, nameof(RequestContext.Loader), [one.Type]),
        Parameter.OfProvided { Type: var wanted } when wanted == typeof(IServiceProvider) =>
            Expression.Property(Request, nameof(RequestContext.Services)),
        Parameter.OfProvided one => Expression.Call(Request, nameof(RequestContext.Service), [one.Type]),
        _ => throw new InvalidOperationException($"{parameter} is no parameter."),
    };

    private static Expression At(int position) => position < 0
        ? Expression.Constant(null, typeof(object))
        : Expression.ArrayIndex(Arguments, Expression.Constant(position));
}

/// <summary>Where a parameter of a resolver method comes from.</summary>
internal abstract record Parameter(Type Type)
{
    public sealed record OfParent(Type Type) : Parameter(Type);

    public sealed record OfArgument(Type Type, int Position) : Parameter(Type);

    /// <summary>Positions of "first" and "last", each followed by its cursor; -1 where not offered.</summary>
    public sealed record OfPaging(PagingReader Reader, int First, int Last) : Parameter(typeof(PagingArguments));

    public sealed record OfToken() : Parameter(typeof(CancellationToken));

    public sealed record OfUser() : Parameter(typeof(System.Security.Claims.ClaimsPrincipal));

    public sealed record OfContext() : Parameter(typeof(IResolverContext));

    public sealed record OfLoader(Type Type) : Parameter(Type);

    public sealed record OfProvided(Type Type) : Parameter(Type);

    /// <summary>Whether a class is bound to its request by the executor.</summary>
    public static bool IsLoader(Type type) => typeof(IRequestLoader).IsAssignableFrom(type) && !type.IsAbstract;
}
