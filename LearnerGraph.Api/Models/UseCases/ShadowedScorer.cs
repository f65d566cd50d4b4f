using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>Answers as what serves does, and lets another model score the same candidates beside, unseen.</summary>
/// <param name="serving">Null: nothing serves, and all affinities are 0.</param>
internal sealed class ShadowedScorer(ICandidateScorer? serving, ICandidateScorer shadow, ShadowScores scores)
    : ICandidateScorer
{
    public string ModelVersion => serving?.ModelVersion ?? $"{shadow.ModelVersion} (shadow, not served)";

    public void Score(
        CatalogSnapshot catalog, LearnerId learner, in AnsweredQuestions answered, ReadOnlySpan<int> candidates,
        Span<double> affinities)
    {
        if (serving is null) affinities.Clear();
        else serving.Score(catalog, learner, answered, candidates, affinities);
        scores.Offer(new ShadowCase(
            catalog, learner, [.. answered.Questions], [.. candidates], [.. affinities], serving?.ModelVersion,
            shadow));
    }
}
