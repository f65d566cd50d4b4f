using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Learners;

/// <summary>A learner whom the caller may read; only queries that have checked it make one.</summary>
public sealed record LearnerNode(Learner Learner)
{
    public LearnerId Id => Learner.Id;
}
