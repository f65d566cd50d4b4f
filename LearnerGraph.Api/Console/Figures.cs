using System.Globalization;

namespace LearnerGraph.Api.Console;

/// <summary>Numbers as every page writes them: one place for signs, digits and units.</summary>
internal static class Figures
{
    public const string None = "–";

    private const char MinusSign = '−';

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>12,480.</summary>
    public static string Count(double? count) => count is { } number ? number.ToString("#,0", Plain) : None;

    /// <summary>1.24 M where space is short.</summary>
    public static string Short(double? value) => value switch
    {
        null => None,
        >= 1e9 => string.Create(Plain, $"{value / 1e9:0.##} G"),
        >= 1e6 => string.Create(Plain, $"{value / 1e6:0.##} M"),
        >= 1e5 => string.Create(Plain, $"{value / 1e3:0.#} k"),
        _ => Count(value),
    };

    /// <summary>42.3%, of a share.</summary>
    public static string Share(double? share, int digits = 1) =>
        share is { } value ? Signed(value * 100, digits, plus: false) + "%" : None;

    /// <summary>+2.1%, of a relative change.</summary>
    public static string Change(double? change, int digits = 1) =>
        change is { } value ? Signed(value * 100, digits, plus: true) + "%" : None;

    /// <summary>A value in its own unit, to about four figures.</summary>
    public static string Value(double? value, bool plus = false) =>
        value is { } number ? Signed(number, DigitsFor(number), plus) : None;

    /// <summary>"+0.6% to +3.6%"; a bound that excludes 0 is never printed as touching it.</summary>
    public static string ChangeInterval(double? lower, double? upper) =>
        Between(lower * 100, upper * 100, 1, "%");

    /// <summary>The same in the metric's own unit.</summary>
    public static string ValueInterval(double? lower, double? upper) =>
        Between(lower, upper, Math.Max(DigitsFor(lower ?? 0), DigitsFor(upper ?? 0)), "");

    /// <summary>0.031 or &lt; 0.001; never 0.000.</summary>
    public static string P(double? p) => p switch
    {
        null => None,
        < 0.001 => "< 0.001",
        > 0.999 => "> 0.999",
        _ => p.Value.ToString("0.000", Plain),
    };

    /// <summary>38 ms, 3 min 12 s, 4 h 5 min.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1 } => string.Create(Plain, $"{time.TotalMicroseconds:0} µs"),
        { TotalSeconds: < 1 } => string.Create(Plain, $"{time.TotalMilliseconds:0.#} ms"),
        { TotalMinutes: < 1 } => string.Create(Plain, $"{time.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };

    /// <summary>20 Nov 2026, 14:02 UTC.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", Plain);

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", Plain);

    /// <summary>With a true minus sign, and without a sign where it rounds to 0.</summary>
    public static string Signed(double value, int digits, bool plus)
    {
        if (!double.IsFinite(value)) return None;
        var text = Math.Abs(value).ToString("N" + digits.ToString(Plain), Plain);
        if (!text.AsSpan().ContainsAnyInRange('1', '9')) return text;
        return value < 0 ? MinusSign + text : plus ? "+" + text : text;
    }

    /// <summary>1 case, 2 cases.</summary>
    public static string Of(int count, string one, string? many = null) =>
        $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Between(double? lower, double? upper, int digits, string unit)
    {
        if (lower is null && upper is null) return None;
        if (lower is { } low && upper is { } high && (low > 0 || high < 0))
        {
            var nearest = Math.Min(Math.Abs(low), Math.Abs(high));
            while (digits < 6 && Math.Round(nearest, digits) == 0) digits++;
        }

        return $"{Bound(lower, "no lower bound")} to {Bound(upper, "no upper bound")}";

        string Bound(double? bound, string open) =>
            bound is { } value ? Signed(value, digits, plus: true) + unit : open;
    }

    private static int DigitsFor(double value) => Math.Abs(value) switch
    {
        >= 1000 => 0,
        >= 100 => 1,
        >= 1 => 2,
        >= 0.1 => 3,
        _ => 4,
    };
}
