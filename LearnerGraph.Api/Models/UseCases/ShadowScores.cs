using System.Threading.Channels;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>What a shadow is to score: the same candidates, and what was served of them.</summary>
internal sealed record ShadowCase(
    CatalogSnapshot Catalog, LearnerId Learner, int[] Answered, int[] Candidates, double[] Served, string? Serving,
    ICandidateScorer Shadow);

/// <summary>Scores of models in shadow, computed beside the requests and logged. Where they fall behind, cases are
/// dropped, never requests.</summary>
public sealed class ShadowScores(ILogger<ShadowScores> log) : BackgroundService
{
    private const int Waiting = 100, Top = 10;

    private readonly Channel<ShadowCase> _cases = Channel.CreateBounded<ShadowCase>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Offer(ShadowCase one) => _cases.Writer.TryWrite(one);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var one in _cases.Reader.ReadAllAsync(stoppingToken)) Score(one);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not scored is of no use to anybody.
        }
    }

    private void Score(ShadowCase one)
    {
        var affinities = new double[one.Candidates.Length];
        var bits = new ulong[(one.Catalog.Questions.Count + 63) / 64];
        foreach (var question in one.Answered) bits[question >> 6] |= 1UL << (question & 63);
        try
        {
            one.Shadow.Score(
                one.Catalog, one.Learner, new AnsweredQuestions(one.Answered, bits), one.Candidates, affinities);
        }
        catch (ScorerUnavailableException e)
        {
            log.LogWarning("Shadow {Shadow}: {Why}", one.Shadow.ModelVersion, e.Message);
            return;
        }

        var common = Best(one.Candidates, affinities).Intersect(Best(one.Candidates, one.Served)).Count();
        log.LogInformation(
            "Shadow {Shadow} beside {Serving}: {Candidates} candidates, {Common} of the best {Top} in common, "
            + "mean affinity {Mean:0.000}",
            one.Shadow.ModelVersion, one.Serving ?? "nothing", one.Candidates.Length, common, Top,
            affinities.Length == 0 ? 0 : affinities.Average());
    }

    private static IEnumerable<int> Best(int[] candidates, double[] affinities) =>
        Enumerable.Range(0, candidates.Length).OrderByDescending(i => affinities[i]).Take(Top)
            .Select(i => candidates[i]);
}
