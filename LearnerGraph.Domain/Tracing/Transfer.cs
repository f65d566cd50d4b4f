using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// What is believed of a concept without evidence from the concepts that it MATCHES: the same matter in another course.
/// </summary>
/// <remarks>
/// Offsets of matching concepts are taken as normal with correlation ρ (<see cref="ResponseParameters.TransferWeight"/>
/// times the relation's weight); of several matches the one with the most answers, by weight, counts alone. See
/// docs/algorithms/mastery.md.
/// </remarks>
public static class Transfer
{
    /// <summary>The offset of a concept that has no state; without a match the model's prior.</summary>
    /// <param name="states">The learner's, sorted by concept id.</param>
    /// <param name="at">When the offset is asked for.</param>
    /// <param name="isDated">False leaves pauses and forgetting out.</param>
    public static Ability UnseenOffset(
        TracingRules rules, CatalogSnapshot catalog, ConceptId concept, ReadOnlySpan<ConceptState> states,
        DateTimeOffset at, bool isDated)
    {
        var best = rules.Model.UnseenOffset;
        double most = 0;
        foreach (ref readonly var match in catalog.MatchesOf(concept))
        {
            int index = IndexOf(states, match.Concept);
            if (index < 0) continue;

            ref readonly var known = ref states[index];
            double evidence = match.Weight * known.Attempts;
            if (evidence <= most) continue;

            most = evidence;
            double days = isDated ? Outlook.DaysBetween(known.LastAttempt, at) : 0;
            double recall = isDated ? rules.Reviews.Retrievability(known.Memory, at) ?? 1 : 1;
            best = rules.Model.Transferred(rules.Model.OffsetNow(known.Ability, days, recall), match.Weight);
        }

        return best;
    }

    /// <summary>Where the concept is, or the complement of where it belongs.</summary>
    internal static int IndexOf(ReadOnlySpan<ConceptState> concepts, ConceptId concept)
    {
        int low = 0, high = concepts.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int found = concepts[middle].Concept.Value;
            if (found == concept.Value) return middle;
            if (found < concept.Value) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}
