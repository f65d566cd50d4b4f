using LearnerGraph.Domain.Content;
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
    int ExcludeRecentHours = 24);
