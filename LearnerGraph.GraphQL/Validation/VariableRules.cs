using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// Variables are defined, used, and fit where they stand (sections 5.8.3 to 5.8.5), with the fragments that each
/// operation reaches.
/// </summary>
internal static class VariableRules
{
    public static void Check(ValidationContext context)
    {
        var visits = 0;
        var pending = new Stack<DefinitionFacts>();
        for (var i = 0; i < context.Operations.Count && !context.IsFull; i++)
        {
            var operation = context.Operations[i];
            var scope = new Scope(context, operation.Operation!);
            pending.Push(operation);
            while (pending.TryPop(out var next))
            {
                scope.Check(next);
                foreach (var spread in next.Spreads)
                {
                    if (!context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                        || fragment.Mark == i + 1)
                    {
                        continue;
                    }

                    fragment.Mark = i + 1;
                    if (++visits > context.Options.MaxFragmentVisits)
                    {
                        context.ReportLimit(
                            "The operations spread too many fragments.", spread.Start, ErrorCodes.FragmentLimit);
                        return;
                    }

                    pending.Push(fragment);
                }
            }

            scope.CheckUsed();
        }
    }

    private sealed class Scope
    {
        private readonly ValidationContext _context;
        private readonly OperationDefinitionNode _operation;
        private readonly Dictionary<string, int> _indexes;
        private readonly SchemaType?[] _types;
        private readonly bool[] _used;

        public Scope(ValidationContext context, OperationDefinitionNode operation)
        {
            _context = context;
            _operation = operation;
            var variables = operation.Variables;
            _indexes = new Dictionary<string, int>(variables.Count, StringComparer.Ordinal);
            _types = new SchemaType?[variables.Count];
            _used = new bool[variables.Count];
            for (var i = 0; i < variables.Count; i++)
            {
                _indexes[variables[i].Variable.Name] = i;
                _types[i] = context.Schema.Resolve(variables[i].Type);
            }
        }

        private string Owner => _operation.Name is { } name ? $" by operation \"{name.Value}\"" : "";

        public void Check(DefinitionFacts facts)
        {
            foreach (var usage in facts.Usages)
            {
                if (_context.IsFull)
                {
                    return;
                }

                if (!_indexes.TryGetValue(usage.Variable.Name, out var index))
                {
                    _context.Report(
                        $"Variable \"${usage.Variable.Name}\" is not defined{Owner}.",
                        usage.Variable.Start,
                        _operation.Start);
                    continue;
                }

                _used[index] = true;
                if (usage.Type is not null && _types[index] is { IsInput: true } type)
                {
                    CheckPosition(_operation.Variables[index], type, usage);
                }
            }
        }

        public void CheckUsed()
        {
            for (var i = 0; i < _used.Length && !_context.IsFull; i++)
            {
                var variable = _operation.Variables[i];
                if (!_used[_indexes[variable.Variable.Name]])
                {
                    var operation = _operation.Name is { } name ? $" in operation \"{name.Value}\"" : "";
                    _context.Report(
                        $"Variable \"${variable.Variable.Name}\" is never used{operation}.", variable.Start);
                }
            }
        }

        private void CheckPosition(VariableDefinitionNode definition, SchemaType type, VariableUsage usage)
        {
            var location = usage.Type!;
            var fits = location is NonNullType && type is not NonNullType
                ? (usage.HasLocationDefault || definition.DefaultValue is not (null or NullValueNode))
                    && IsSubtype(type, location.Nullable)
                : IsSubtype(type, location);
            if (!fits)
            {
                _context.Report(
                    $"Variable \"${definition.Variable.Name}\" of type \"{type}\" used in position expecting type "
                    + $"\"{location}\".",
                    definition.Start,
                    usage.Variable.Start);
            }

            if (usage.OneOf is { } oneOf && type is not NonNullType)
            {
                _context.Report(
                    $"Variable \"${definition.Variable.Name}\" is of type \"{type}\" but must be non-nullable to be "
                    + $"used for OneOf Input Object \"{oneOf.Name}\".",
                    definition.Start,
                    usage.Variable.Start);
            }
        }

        private static bool IsSubtype(SchemaType type, SchemaType super)
        {
            while (true)
            {
                if (ReferenceEquals(type, super))
                {
                    return true;
                }

                if (type is NonNullType nonNull)
                {
                    type = nonNull.Nullable;
                    super = super.Nullable;
                }
                else if (super is not NonNullType && type is ListType list && super is ListType superList)
                {
                    type = list.Item;
                    super = superList.Item;
                }
                else
                {
                    return false;
                }
            }
        }
    }
}
