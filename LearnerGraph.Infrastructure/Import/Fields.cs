using System.Globalization;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Reads single values; each failure names the column and what it should hold.</summary>
internal static class Fields
{
    public static string Text(string? value, string column) =>
        value ?? throw new FormatException($"{column} is empty.");

    public static long Whole(string? value, string column) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"{column} is \"{value}\" and should be a whole number.");

    public static int Milliseconds(string? value, string column) => value is null ? 0
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? (int)Math.Min(number, int.MaxValue)
            : throw new FormatException($"{column} is \"{value}\" and should be milliseconds, 0 or more.");

    public static double? Number(string? value, string column) => value is null ? null
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"{column} is \"{value}\" and should be a number.");

    public static bool? Truth(string? value, string column) => value?.ToLowerInvariant() switch
    {
        null => null,
        "1" or "true" or "yes" => true,
        "0" or "false" or "no" => false,
        _ => throw new FormatException($"{column} is \"{value}\" and should be 1 or 0, true or false."),
    };

    public static DateTimeOffset? Instant(string? value, string column) => value is null ? null
        : DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? instant : throw new FormatException($"{column} is \"{value}\" and should be like 2026-03-02T09:30:00Z.");

    public static Guid? Id(string? value, string column) => value is null ? null
        : Guid.TryParse(value, out var id)
            ? id : throw new FormatException($"{column} is \"{value}\" and should be a UUID.");

    public static TEnum? Name<TEnum>(string? value, string column)
        where TEnum : struct, Enum => value is null ? null
        : Enum.TryParse<TEnum>(value.Replace("_", "", StringComparison.Ordinal), true, out var named)
            && Enum.IsDefined(named)
            ? named
            : throw new FormatException(
                $"{column} is \"{value}\" and should be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
}
