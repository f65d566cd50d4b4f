using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Ranking;
using LearnerGraph.Tests.Infrastructure.Learning.Neural;

namespace LearnerGraph.Tests.Infrastructure.Learning.Ranking;

public sealed class RankingModelTests
{
    [Theory]
    [InlineData("knn")]
    [InlineData("ease")]
    [InlineData("ials")]
    [InlineData("ncf")]
    public void Every_model_that_looks_at_the_user_beats_popularity_where_tastes_differ(string name)
    {
        var held = TasteWorld.Make();
        var popular = RankingMeasures.Of(new PopularityScorer(held.Kept), held.Lists)!;

        var model = RankingModels.All.Single(kind => kind.Name == name).Fit(held.Kept, TasteWorld.Fit);

        RankingMeasures.Of(model, held.Lists)!.Ndcg.Should().BeGreaterThan(popular.Ndcg + 0.05);
    }

    [Theory]
    [InlineData("pop")]
    [InlineData("knn")]
    [InlineData("ease")]
    [InlineData("ials")]
    [InlineData("ncf")]
    public void Every_model_scores_users_and_items_that_it_has_never_seen(string name)
    {
        var held = TasteWorld.Make(users: 20, items: 12);
        var model = RankingModels.All.Single(kind => kind.Name == name).Fit(held.Kept, TasteWorld.Fit);

        model.Score(new CandidateList(7000, [1, 2, 5000])).Should().OnlyContain(score => float.IsFinite(score));
        model.Score(new CandidateList(1, [1, 5000])).Should().OnlyContain(score => float.IsFinite(score));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(200)]
    public void Inverse_times_matrix_is_one(int size)
    {
        var prng = new Prng(2);
        var half = MatrixProductTests.Random(size + 20, size, ref prng);
        Matrix matrix = new(size, size), inverse = new(size, size), one = new(size, size);
        var product = new MatrixProduct();
        product.MultiplyLeftTransposed(half, half, matrix);
        for (int i = 0; i < size; i++) matrix.Row(i)[i] += 10;
        matrix.Span.CopyTo(inverse.Span);

        Inverse.Replace(inverse, product, new Progress<double>(), CancellationToken.None);

        product.Multiply(matrix, inverse, one);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++) one.Row(i)[j].Should().BeApproximately(i == j ? 1 : 0, 2e-4f);
        }
    }

    [Fact]
    public void Factors_repeat_for_a_seed()
    {
        var pairs = TasteWorld.Make().Kept;
        var options = new ImplicitOptions(Width: 8, Rounds: 3);

        var first = ImplicitFactors.Fit(pairs, TasteWorld.Fit, options);
        var second = ImplicitFactors.Fit(pairs, TasteWorld.Fit, options);

        second.Users.Values.Should().Equal(first.Users.Values);
    }
}
