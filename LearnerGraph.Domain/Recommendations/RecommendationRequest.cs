using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>What a caller asks of a set. Part of the cache key by value.</summary>
/// <param name="Count">1 to 50.</param>
/// <param name="Lanes">Null for all; the mix is renormalised over the given ones.</param>
/// <param name="MinDifficulty">On the 0 to 1 scale; bounds next questions and review questions.</param>
/// <param name="Concept">Only this concept's questions, for a client that asks for one best question.</param>
public sealed record RecommendationRequest(
    int Count = 10,
    IReadOnlyList<Lane>? Lanes = null,
    double? MinDifficulty = null,
    double? MaxDifficulty = null,
    int? TimeBudgetMinutes = null,
    DeviceKind? Device = null,
    CourseId? Course = null,
    ConceptId? Concept = null,
    int ExcludeRecentHours = 24)
{
    public const int MaxCount = 50;

    /// <summary>Lanes as bits, so that two requests for the same lanes in another order are one.</summary>
    public int LaneMask
    {
        get
        {
            if (Lanes is not { Count: > 0 }) return (1 << Mix.Lanes) - 1;
            int mask = 0;
            for (int i = 0; i < Lanes.Count; i++) mask |= 1 << (int)Lanes[i];
            return mask;
        }
    }

    /// <summary>A single question for a client that asks one at a time; its set never becomes the active one.</summary>
    public bool IsOneQuestion => Count == 1 && LaneMask == 1 << (int)Lane.NextQuestion;

    public bool Wants(Lane lane) => (LaneMask & (1 << (int)lane)) != 0;

    /// <summary>The request, or what is wrong with it.</summary>
    public Result<RecommendationRequest> Checked()
    {
        if (Count is < 1 or > MaxCount) return Wrong("count", $"Count is 1 to {MaxCount}.");
        if (Lanes is { Count: 0 }) return Wrong("lanes", "Name at least one lane, or leave lanes out for all.");
        if (MinDifficulty is not (null or (>= 0 and <= 1))) return Wrong("minDifficulty", "Difficulty is 0 to 1.");
        if (MaxDifficulty is not (null or (>= 0 and <= 1))) return Wrong("maxDifficulty", "Difficulty is 0 to 1.");
        if (MinDifficulty > MaxDifficulty) return Wrong("minDifficulty", "minDifficulty is above maxDifficulty.");
        if (TimeBudgetMinutes is < 1 or > 180) return Wrong("timeBudgetMinutes", "A time budget is 1 to 180 minutes.");
        if (ExcludeRecentHours is < 0 or > 720) return Wrong("excludeRecentHours", "excludeRecentHours is 0 to 720.");
        return this;
    }

    /// <summary>By value: the lanes count as a set.</summary>
    public bool Equals(RecommendationRequest? other) =>
        other is not null && Count == other.Count && LaneMask == other.LaneMask
        && MinDifficulty == other.MinDifficulty && MaxDifficulty == other.MaxDifficulty
        && TimeBudgetMinutes == other.TimeBudgetMinutes && Device == other.Device && Course == other.Course
        && Concept == other.Concept && ExcludeRecentHours == other.ExcludeRecentHours;

    public override int GetHashCode() =>
        HashCode.Combine(
            Count, LaneMask, (MinDifficulty, MaxDifficulty), TimeBudgetMinutes, Device, Course, Concept,
            ExcludeRecentHours);

    private static Problem.Invalid Wrong(string field, string message) => new(message) { Path = [field] };
}
