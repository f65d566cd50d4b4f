using System.Data.Common;
using System.Text.Json;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>
/// How our types are kept in columns: instants as UTC ticks, ids as big-endian bytes, lists as JSON text.
/// </summary>
internal static class ReaderExtensions
{
    public static DateTimeOffset Instant(this DbDataReader reader, int column) => ToInstant(reader.GetInt64(column));

    public static DateTimeOffset? InstantOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Instant(column);

    public static string? TextOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static int? IntOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static double? DoubleOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static bool? BoolOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetBoolean(column);

    public static byte[] Bytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    public static Guid Uuid(this DbDataReader reader, int column) => new(reader.Bytes(column), bigEndian: true);

    public static byte[] ToBytes(this Guid id) => id.ToByteArray(bigEndian: true);

    public static DateTimeOffset ToInstant(long ticks) => new(ticks, TimeSpan.Zero);

    public static string ToJson<T>(IReadOnlyList<T> values) =>
        values.Count == 0 ? "[]" : JsonSerializer.Serialize(values);

    public static IReadOnlyList<T> FromJson<T>(string text) =>
        text.Length <= 2 ? [] : JsonSerializer.Deserialize<T[]>(text) ?? [];
}
