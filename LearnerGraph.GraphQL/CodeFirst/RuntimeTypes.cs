using System.Collections.Concurrent;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Finds the object type of a value by its C# type, or by the nearest base type that has one.</summary>
internal sealed class RuntimeTypes(IReadOnlyDictionary<Type, ObjectType> objects)
{
    private readonly ConcurrentDictionary<Type, ObjectType?> _known = new();

    public ObjectType? Find(object value) => _known.GetOrAdd(value.GetType(), Search);

    private ObjectType? Search(Type type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (objects.TryGetValue(one, out var found))
            {
                return found;
            }
        }

        return null;
    }
}
