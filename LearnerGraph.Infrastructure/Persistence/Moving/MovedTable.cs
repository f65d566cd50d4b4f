using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LearnerGraph.Infrastructure.Persistence.Moving;

/// <summary>A table as the model knows it: its columns, its key first, and the type that each is kept as.</summary>
/// <param name="Key">How many of the columns are the key.</param>
internal sealed record MovedTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<Type> Types, int Key)
{
    /// <summary>The column that the database numbers by itself; null where there is none.</summary>
    public string? Numbered { get; init; }

    public string KeyNames => string.Join(", ", Columns.Take(Key));

    public string Names => string.Join(", ", Columns);

    /// <summary>All tables, each after those that it refers to.</summary>
    public static IReadOnlyList<MovedTable> All(IModel model)
    {
        var done = new HashSet<IEntityType>();
        var tables = new List<MovedTable>();
        foreach (var entity in model.GetEntityTypes().OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal))
        {
            Add(entity, done, tables);
        }

        return tables;
    }

    private static void Add(IEntityType entity, HashSet<IEntityType> done, List<MovedTable> tables)
    {
        if (!done.Add(entity)) return;
        foreach (var reference in entity.GetForeignKeys()) Add(reference.PrincipalEntityType, done, tables);

        var key = entity.FindPrimaryKey()!.Properties;
        var properties = key.Concat(entity.GetProperties().Except(key)).ToArray();
        tables.Add(new MovedTable(
            entity.GetTableName()!, [.. properties.Select(property => property.GetColumnName())],
            [.. properties.Select(KeptAs)], key.Count)
        {
            Numbered = key is [{ ValueGenerated: ValueGenerated.OnAdd } only] && KeptAs(only) != typeof(string)
                && KeptAs(only) != typeof(byte[])
                ? only.GetColumnName()
                : null,
        });
    }

    private static Type KeptAs(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}
