using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Simulation.Proving;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Simulation.UseCases;

/// <summary>
/// A learner who does what the product's sets say, item by item: answers go through the product's own tracing, the next
/// set through its own recommender. Streak goals are read and change nothing.
/// </summary>
internal sealed class FollowedPolicy : IGuide
{
    private static readonly Dictionary<QuestionId, QuestionState> NoQuestions = [];
    private static readonly TimeSpan SetLasts = TimeSpan.FromHours(2);

    private readonly Recommender _recommender;
    private readonly Tracer _tracer;
    private readonly RankingCatalog _catalog;
    private readonly RankingPolicy _policy;
    private readonly Learner _learner;
    private readonly RecommendationRequest _request;
    private readonly List<AttemptDraft> _answers = [];
    private readonly Queue<int> _questions = new();
    private LearnerState _state = LearnerState.Empty;
    private DateTimeOffset _servedAt;
    private int _sets;
    private int _answered;

    public FollowedPolicy(
        Recommender recommender, Tracer tracer, RankingCatalog catalog, RankingPolicy policy, Learner learner,
        CourseId course)
    {
        (_recommender, _tracer, _catalog, _policy, _learner) = (recommender, tracer, catalog, policy, learner);
        _request = new RecommendationRequest(Course: course);
    }

    public int Next(DateTimeOffset now)
    {
        if (now - _servedAt > SetLasts) _questions.Clear();
        if (_questions.Count == 0) Serve(now);
        return _questions.TryDequeue(out int question) ? question : -1;
    }

    public void Answered(int question, DateTimeOffset at, bool isRight, int durationMs) =>
        _answers.Add(new AttemptDraft(
            new Guid((int)_learner.Id.Value, 0, 0, BitConverter.GetBytes((long)++_answered)),
            _catalog.Snapshot.Questions[question].Id, at, durationMs, Correct: isRight));

    private void Serve(DateTimeOffset now)
    {
        if (_answers.Count > 0)
        {
            var context = new PracticeContext(_learner, _state, [], NoQuestions, null);
            var traced = _tracer.Submit(
                _catalog.Snapshot, context, new Submission(_answers, IsTrusted: true, IsImport: true), now);
            if (traced.Decision is PracticeDecision.Apply { Change: var change }) _state = change.State;
            _answers.Clear();
        }

        _servedAt = now;
        var set = _recommender.Recommend(
            _learner, _state, _catalog, _policy, _request, now, ((ulong)_learner.Id.Value << 20) | (uint)_sets++);
        foreach (var item in set.Items)
        {
            foreach (var question in item.Questions) _questions.Enqueue(_catalog.Snapshot.IndexOf(question));
        }
    }
}
