using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Moving;

/// <summary>Reads a table's rows in the order of its key, and sums them up in any order.</summary>
internal static class TableRows
{
    public static async ValueTask<List<object?[]>> PageAsync(
        Session session, MovedTable table, object?[]? after, int count, CancellationToken ct)
    {
        var names = table.Columns.Take(table.Key).Select(column => $"@{column}");
        var page = session.Prepare(
            $"SELECT {table.Names} FROM {table.Name}"
            + (after is null ? "" : $" WHERE ({table.KeyNames}) > ({string.Join(", ", names)})")
            + $" ORDER BY {table.KeyNames} LIMIT {count}");
        return await page.Bind(after is null ? [] : after.AsSpan(0, table.Key)).ListAsync(row => Read(row, table), ct);
    }

    /// <summary>The number of rows, and the sum of their hashes.</summary>
    public static async ValueTask<(long Rows, long Sum)> SumAsync(
        Session session, MovedTable table, CancellationToken ct)
    {
        using var all = session.Once($"SELECT {table.Names} FROM {table.Name}");
        var (rows, sum) = (0L, 0L);
        await foreach (var row in all.StreamAsync(reader => Read(reader, table), ct))
        {
            rows++;
            sum = unchecked(sum + Hash(row));
        }

        return (rows, sum);
    }

    private static object?[] Read(DbDataReader row, MovedTable table)
    {
        var values = new object?[table.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsDBNull(i) ? null : Type.GetTypeCode(table.Types[i]) switch
            {
                TypeCode.Int64 => row.GetInt64(i),
                TypeCode.Int32 => row.GetInt32(i),
                TypeCode.Double => row.GetDouble(i),
                TypeCode.Boolean => row.GetBoolean(i),
                TypeCode.String => row.GetString(i),
                _ => row.Bytes(i),
            };
        }

        return values;
    }

    /// <summary>64 bits of SHA-256 over the values, each with its length, so that nothing runs into another.</summary>
    private static long Hash(object?[] row)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var value in row)
        {
            writer.Write(value is not null);
            switch (value)
            {
                case null: break;
                case long number: writer.Write(number); break;
                case int number: writer.Write(number); break;
                case double number: writer.Write(number); break;
                case bool flag: writer.Write(flag); break;
                case string text: writer.Write(text); break;
                case byte[] blob:
                    writer.Write(blob.Length);
                    writer.Write(blob);
                    break;
            }
        }

        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
}
