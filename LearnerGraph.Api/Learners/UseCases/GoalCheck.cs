using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>Goals are concepts of the catalog.</summary>
internal static class GoalCheck
{
    public static Problem? Unknown(CatalogSnapshot catalog, IReadOnlyList<ConceptId>? goals)
    {
        for (var i = 0; i < goals?.Count; i++)
        {
            if (catalog.Find(goals[i]) is null)
            {
                return new Problem.NotFound("Concept", $"{goals[i].Value}")
                {
                    Path = ["input", "goalConceptIds", $"{i}"],
                };
            }
        }

        return null;
    }
}
