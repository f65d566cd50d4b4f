using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Tracing;

/// <summary>A learner's own clock.</summary>
public static class LocalTime
{
    /// <summary>The learner's zone; UTC where this machine does not know it.</summary>
    public static TimeZoneInfo ZoneOf(Learner learner) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(learner.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    public static LocalDay Today(Learner learner, DateTimeOffset now) => LocalDay.At(now, ZoneOf(learner));

    /// <summary>The first instant of a local day; after a gap of daylight saving time the first that exists.</summary>
    public static DateTimeOffset StartOf(LocalDay day, TimeZoneInfo zone)
    {
        var start = day.ToDate().ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start)) start = start.AddMinutes(15);
        return new DateTimeOffset(start, zone.GetUtcOffset(start)).ToUniversalTime();
    }
}
