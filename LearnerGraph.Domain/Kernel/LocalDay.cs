namespace LearnerGraph.Domain.Kernel;

/// <summary>A learner's local calendar day, as days since 0001-01-01.</summary>
public readonly record struct LocalDay(int Number) : IComparable<LocalDay>
{
    /// <summary>
    /// The day that the zone's clocks show at the instant; right across changes of daylight saving time.
    /// </summary>
    public static LocalDay At(DateTimeOffset instant, TimeZoneInfo zone) =>
        new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime).DayNumber);

    public static LocalDay From(DateOnly date) => new(date.DayNumber);

    public static LocalDay operator +(LocalDay day, int days) => new(day.Number + days);

    public static int operator -(LocalDay a, LocalDay b) => a.Number - b.Number;

    public static bool operator <(LocalDay a, LocalDay b) => a.Number < b.Number;

    public static bool operator >(LocalDay a, LocalDay b) => a.Number > b.Number;

    public static bool operator <=(LocalDay a, LocalDay b) => a.Number <= b.Number;

    public static bool operator >=(LocalDay a, LocalDay b) => a.Number >= b.Number;

    public DateOnly ToDate() => DateOnly.FromDayNumber(Number);

    /// <summary>The ISO Monday of the day's week.</summary>
    public LocalDay WeekStart() => new(Number - (((int)ToDate().DayOfWeek + 6) % 7));

    public int CompareTo(LocalDay other) => Number.CompareTo(other.Number);

    public override string ToString() => ToDate().ToString("yyyy-MM-dd", null);
}
