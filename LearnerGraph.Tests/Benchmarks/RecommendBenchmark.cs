using BenchmarkDotNet.Attributes;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Tests.Domain.Recommendations;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>One set for a learner with 40 concept states over 500 concepts and 20,000 questions.</summary>
// In process: a generated project would restore again, without this repository's central versions.
[InProcess]
[MemoryDiagnoser]
public class RecommendBenchmark
{
    private readonly RankingCatalog _catalog = Build();
    private readonly LearnerState _practised;
    private readonly Learner _learner = RecommendationFacts.Learner();
    private ulong _seed;

    public RecommendBenchmark() => _practised = RecommendationFacts.State(_catalog.Snapshot, 4, 40);

    [Params("hybrid_v1", "collaborative_filtering_v2", "popularity_v1", "random_v1")]
    public string Policy { get; set; } = "hybrid_v1";

    [Params(10, 50)]
    public int Count { get; set; } = 10;

    [Benchmark]
    public RecommendationSet Practised() => Recommend(_practised);

    [Benchmark]
    public RecommendationSet New() => Recommend(LearnerState.Empty);

    private static RankingCatalog Build()
    {
        var snapshot = RecommendationFacts.Catalog(500, 40, 3, 12);
        var neighbours = ItemNeighbours.Build(RecommendationFacts.Interactions(snapshot, 2000, 7));
        return RankingCatalog.Build(snapshot, neighbours);
    }

    private RecommendationSet Recommend(LearnerState state)
    {
        RankingPolicies.Resolve(Policy).TryGet(out var policy, out _);
        return Recommender.Default.Recommend(
            _learner, state, _catalog, policy!, new RecommendationRequest(Count), RecommendationFacts.Now, ++_seed);
    }
}
