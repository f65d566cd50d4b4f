using System.Globalization;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Api.Contract;

/// <summary>A recommendation's id as "set-position", as it stands inside an opaque id.</summary>
internal static class RecommendationIds
{
    public static string Write(RecommendationId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{id.Set}-{id.Position}");

    public static RecommendationId? Parse(string raw) =>
        raw.Split('-') is [var set, var position]
        && long.TryParse(set, NumberStyles.None, CultureInfo.InvariantCulture, out var setId)
        && int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new RecommendationId(setId, place)
            : null;

    /// <summary>
    /// From an opaque id; one that is none becomes that of nothing, so that its row alone is rejected.
    /// </summary>
    public static RecommendationId Read(string id) =>
        GlobalId.Read("Recommendation", id) is { } raw && Parse(raw) is { } read ? read : default;
}
