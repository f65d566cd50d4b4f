using LearnerGraph.Domain.Models;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>Trained models as scorers of candidates.</summary>
public interface ICandidateScorers
{
    /// <summary>Null where models of that kind do not rank.</summary>
    /// <param name="label">As traces name it.</param>
    /// <param name="budget">What one call may take; past it <see cref="ScorerUnavailableException"/>.</param>
    ICandidateScorer? Of(TrainedModel model, string label, TimeSpan budget);
}

/// <summary>A scorer that cannot answer, or not in time: the rules alone rank.</summary>
/// <param name="why">In words, to follow a colon.</param>
public sealed class ScorerUnavailableException(string why) : Exception(why);
