using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Planning;

/// <summary>The arguments of one field: constants are bound while planning, the rest once for each request.</summary>
internal sealed class ArgumentPlan
{
    public static readonly ArgumentPlan None = new([], [], null);

    private readonly object?[] _constants;
    private readonly Variable[] _variables;
    private readonly GraphQLException? _failure;

    private ArgumentPlan(object?[] constants, Variable[] variables, GraphQLException? failure)
    {
        _constants = constants;
        _variables = variables;
        _failure = failure;
    }

    /// <summary>Whether the values are the same for every request.</summary>
    public bool IsConstant => _variables.Length == 0;

    public static ArgumentPlan Create(FieldDefinition field, FieldNode node, FieldBinding binding)
    {
        if (field.Arguments.Count == 0)
        {
            return None;
        }

        var constants = new object?[field.Arguments.Count];
        var variables = new List<Variable>();
        try
        {
            for (var i = 0; i < constants.Length; i++)
            {
                var definition = field.Arguments[i];
                var binder = i < binding.Binders.Count ? binding.Binders[i] : null;
                var literal = Find(node, definition.Name);
                if (literal is not null && HasVariable(literal))
                {
                    variables.Add(new Variable(definition, literal, binder));
                }
                else
                {
                    constants[i] = Bind(definition, literal, null, binder);
                }
            }
        }
        catch (GraphQLException e)
        {
            return new ArgumentPlan([], [], e);
        }

        return new ArgumentPlan(constants, [.. variables], null);
    }

    /// <summary>Throws <see cref="GraphQLException"/> where a value does not fit.</summary>
    public object?[] Read(VariableValues values)
    {
        if (_failure is not null)
        {
            throw new GraphQLException(_failure.Message, _failure.Code, _failure.Extensions);
        }

        if (_variables.Length == 0)
        {
            return _constants;
        }

        object?[] arguments = [.. _constants];
        foreach (var variable in _variables)
        {
            arguments[variable.Definition.Ordinal] =
                Bind(variable.Definition, variable.Literal, values, variable.Binder);
        }

        return arguments;
    }

    private static object? Bind(
        InputValueDefinition definition, ValueNode? literal, VariableValues? variables, Func<object?, object?>? binder)
    {
        var value = InputObjectValue.Absent;
        if (literal is not null
            && LiteralCoercion.Read(definition.Type, literal, variables, out value!) is { } problem)
        {
            throw new GraphQLException(
                $"Argument \"{definition.Name}\" has an invalid value: {problem}", ErrorCodes.BadUserInput);
        }

        if (ReferenceEquals(value, InputObjectValue.Absent))
        {
            value = InputDefaults.Of(definition)!;
            if (definition.IsRequired)
            {
                throw new GraphQLException(
                    $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.",
                    ErrorCodes.BadUserInput);
            }
        }

        return binder is not null ? binder(value) : ReferenceEquals(value, InputObjectValue.Absent) ? null : value;
    }

    private static ValueNode? Find(FieldNode node, string name)
    {
        foreach (var argument in node.Arguments)
        {
            if (argument.Name.Value == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static bool HasVariable(ValueNode literal) => literal switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(HasVariable),
        ObjectValueNode map => map.Fields.Any(field => HasVariable(field.Value)),
        _ => false,
    };

    private sealed record Variable(
        InputValueDefinition Definition, ValueNode Literal, Func<object?, object?>? Binder);
}
