using System.Linq.Expressions;
using System.Reflection;
using LearnerGraph.GraphQL.Execution;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Hands the client's own id of a mutation from input to payload, where the resolver has not.</summary>
internal static class ClientMutationIds
{
    private const string Name = "ClientMutationId";

    public static FieldBinding Follow(FieldBinding binding, Type result, IReadOnlyList<Parameter> parameters)
    {
        var payload = ClrShape.IsAwaitable(result) ? result.GetGenericArguments()[0] : result;
        if (payload.GetProperty(Name) is not { CanWrite: true } target || target.PropertyType != typeof(string))
        {
            return binding;
        }

        foreach (var parameter in parameters)
        {
            if (parameter is Parameter.OfArgument argument && argument.Type.GetProperty(Name) is { } source)
            {
                return Follow(binding, Copier(source, target), argument.Position);
            }
        }

        return binding;
    }

    private static FieldBinding Follow(FieldBinding binding, Action<object, object> copy, int position) => new()
    {
        Binders = binding.Binders,
        Rule = binding.Rule,
        Sync = binding.Sync is not { } sync
            ? null
            : (parent, arguments, request, result, index) =>
                Copy(sync(parent, arguments, request, result, index), arguments[position], copy),
        Async = binding.Async is not { } wait
            ? null
            : async (parent, arguments, request, result, index) =>
            {
                var payload = await wait(parent, arguments, request, result, index).ConfigureAwait(false);
                return Copy(payload, arguments[position], copy);
            },
    };

    private static object? Copy(object? payload, object? input, Action<object, object> copy)
    {
        if (payload is not null && input is not null)
        {
            copy(payload, input);
        }

        return payload;
    }

    // payload.ClientMutationId ??= input.ClientMutationId
    private static Action<object, object> Copier(PropertyInfo source, PropertyInfo target)
    {
        var payload = Expression.Parameter(typeof(object));
        var input = Expression.Parameter(typeof(object));
        var into = Expression.Property(Expression.Convert(payload, target.DeclaringType!), target);
        var from = Expression.Property(Expression.Convert(input, source.DeclaringType!), source);
        var body = Expression.IfThen(
            Expression.ReferenceEqual(into, Expression.Constant(null)), Expression.Assign(into, from));
        return Expression.Lambda<Action<object, object>>(body, payload, input).Compile();
    }
}
