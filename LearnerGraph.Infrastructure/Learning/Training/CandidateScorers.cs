using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>Which networks rank, and how they are asked.</summary>
public sealed class CandidateScorers(TimeProvider clock) : ICandidateScorers
{
    public ICandidateScorer? Of(TrainedModel model, string label, TimeSpan budget) =>
        model is NcfModel ncf ? new NcfCandidateScorer(ncf, label, budget, clock) : null;
}
