using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Operations;

/// <summary>What a tenant's learners did around a day, of each learner's own days with that date.</summary>
/// <param name="ActiveInWeek">With an answer in the seven days that end with the day.</param>
/// <param name="ActiveInMonth">The same in 28 days: four whole weeks, so that each weekday counts alike.</param>
/// <param name="LearnerDays">Days with an answer in those seven days, over all learners.</param>
/// <param name="Minutes">Of practice in those seven days.</param>
/// <param name="ConceptsMastered">On the day itself.</param>
/// <param name="StreaksBefore">Learners whose streak was alive on the day before.</param>
/// <param name="StreaksKept">Those of them whose streak is alive on the day.</param>
/// <param name="Present">Learners with an answer since the instant that was asked for.</param>
public sealed record ActivityFacts(
    int ActiveInWeek, int ActiveInMonth, int LearnerDays, double Minutes, int ConceptsMastered, int StreaksBefore,
    int StreaksKept, int Present)
{
    /// <summary>Minutes of a learner's day with practice; null where nobody practised.</summary>
    public double? AverageMinutes => LearnerDays > 0 ? Minutes / LearnerDays : null;

    /// <summary>Share of streaks that went on; null where none was alive.</summary>
    public double? StreakMaintenance => StreaksBefore > 0 ? (double)StreaksKept / StreaksBefore : null;
}

/// <summary>What became of one served item that a learner saw.</summary>
/// <param name="Position">In its set, from 1.</param>
/// <param name="IsClicked">Within a day of being shown.</param>
/// <param name="Rating">As the learner gave it last, from 1 to 5.</param>
public sealed record ItemOutcome(
    long Set, int Position, bool IsClicked, bool IsCompleted, bool IsRejected, double? Rating);

/// <summary>Items that learners saw, and how many of them they clicked within a day.</summary>
public readonly record struct Clicks(int Viewed, int Clicked)
{
    /// <summary>Null where nothing was seen.</summary>
    public double? Rate => Viewed > 0 ? (double)Clicked / Viewed : null;
}

/// <summary>Figures of a whole tenant for operators, read from the rows themselves; asked for seldom.</summary>
public interface IServiceFacts
{
    /// <summary>Tenants with learners.</summary>
    ValueTask<IReadOnlyList<TenantId>> TenantsAsync(CancellationToken ct);

    /// <param name="streakMinutes">Minutes from which a day counts for a streak.</param>
    /// <param name="since">From when on a learner who answered is present.</param>
    ValueTask<ActivityFacts> ActivityAsync(
        TenantId tenant, LocalDay day, double streakMinutes, DateTimeOffset since, CancellationToken ct);

    /// <summary>Items of all sets that were computed since the instant.</summary>
    ValueTask<int> CountItemsAsync(TenantId tenant, DateTimeOffset since, CancellationToken ct);

    /// <summary>Over items with an event since the instant; a click says that the item was seen.</summary>
    ValueTask<Clicks> ClicksAsync(TenantId tenant, DateTimeOffset since, CancellationToken ct);

    /// <summary>The same items one by one, those of the newest sets first.</summary>
    ValueTask<IReadOnlyList<ItemOutcome>> OutcomesAsync(
        TenantId tenant, DateTimeOffset since, int most, CancellationToken ct);
}

/// <summary>The cache that processes share, as it answers now.</summary>
public readonly record struct SharedCacheState(bool IsUp, int Clients);

/// <summary>Looks at the cache that processes share.</summary>
public interface ISharedCacheProbe
{
    /// <summary>Null where none is configured.</summary>
    ValueTask<SharedCacheState?> LookAsync(CancellationToken ct);
}
