using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>What the program has named as parts of its schema.</summary>
internal sealed class SchemaSources
{
    public List<Type> Types { get; } = [];

    public Dictionary<Type, IdType> IdTypes { get; } = [];

    public List<Func<DirectiveDefinition>> Directives { get; } = [];

    /// <summary>Last touches before the schema is bound.</summary>
    public List<Action<SchemaBuilder>> Changes { get; } = [];

    /// <summary>Descriptions of enums that cannot carry attributes, and of their values.</summary>
    public Dictionary<System.Reflection.MemberInfo, string> Notes { get; } = [];

    /// <summary>C# types that stand for a scalar by name, beyond the usual ones.</summary>
    public Dictionary<Type, string> Scalars { get; } = new()
    {
        [typeof(int)] = "Int",
        [typeof(short)] = "Int",
        [typeof(byte)] = "Int",
        [typeof(double)] = "Float",
        [typeof(float)] = "Float",
        [typeof(decimal)] = "Float",
        [typeof(string)] = "String",
        [typeof(bool)] = "Boolean",
        [typeof(long)] = "Long",
        [typeof(DateTimeOffset)] = "DateTime",
        [typeof(DateTime)] = "DateTime",
        [typeof(DateOnly)] = "Date",
        [typeof(TimeSpan)] = "Duration",
        [typeof(Guid)] = "UUID",
        [typeof(System.Text.Json.JsonElement)] = "JSON",
    };
}
