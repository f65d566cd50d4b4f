using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>Whether a kept set still shows the content as it is.</summary>
public static class SetCurrency
{
    /// <summary>
    /// False once a course was edited that the learner practises, aims at or asked for, or that the set draws from.
    /// Edits of other courses leave it current; a learner without any practice depends on all of them.
    /// </summary>
    /// <remarks>A course's version is the catalog's version at its last edit.</remarks>
    public static bool IsCurrent(
        RecommendationSet set, CatalogSnapshot catalog, Learner learner, LearnerState state,
        RecommendationRequest request)
    {
        long seen = set.Trace.CatalogVersion;
        if (seen >= catalog.Version) return true;
        if (state.Concepts.IsEmpty && learner.Goals.Count == 0 && request.Course is null) return false;
        if (request.Course is { } asked && !IsUnchanged(catalog.Find(asked), seen)) return false;

        foreach (var concept in state.Concepts)
        {
            // What was archived is no longer recommended, unless the set draws from it: that is looked at below.
            if (catalog.Find(concept.Concept) is { } known && !IsUnchanged(catalog.Find(known.CourseId), seen))
                return false;
        }

        foreach (var goal in learner.Goals)
        {
            if (catalog.Find(goal) is { } known && !IsUnchanged(catalog.Find(known.CourseId), seen)) return false;
        }

        foreach (var item in set.Items)
        {
            if (item.Concept is { } concept && !IsUnchanged(catalog, catalog.Find(concept), seen)) return false;
            foreach (var question in item.Questions)
            {
                if (catalog.Find(question) is null) return false;
            }
        }

        return true;
    }

    private static bool IsUnchanged(CatalogSnapshot catalog, Concept? concept, long seen) =>
        concept is not null && IsUnchanged(catalog.Find(concept.CourseId), seen);

    private static bool IsUnchanged(Course? course, long seen) => course is not null && course.Version <= seen;
}
