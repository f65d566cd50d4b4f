using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Vectors;

namespace LearnerGraph.Tests.Infrastructure.Vectors;

public sealed class AdjusterTests
{
    private const int Dimension = 384;
    private const double Cap = 10 * Math.PI / 180;

    [Theory]
    [InlineData("conservative", "quick")]
    [InlineData("balanced", "standard")]
    [InlineData("aggressive", "deep")]
    public void Margin_brings_chosen_nearer_and_sends_left_away_within_the_cap(string rate, string iterations)
    {
        var (query, shown) = Session(3);

        var moved = new MarginAdjuster(new AdjusterOptions { Rate = rate, Iterations = iterations })
            .Adjust(query, shown);

        for (var i = 0; i < shown.Length; i++)
        {
            var change = Similarity.Cosine(query, moved[i]) - Similarity.Cosine(query, shown[i].Originals);
            (shown[i].IsChosen ? change : -change).Should().BePositive();
            Sphere.Angle(moved[i], shown[i].Originals).Should().BeLessThanOrEqualTo(Cap + 1e-4);
            Similarity.Dot(moved[i], moved[i]).Should().BeApproximately(1, 1e-5);
        }
    }

    [Fact]
    public void Margin_pulls_most_where_the_order_is_most_wrong()
    {
        var pull = new double[3];
        var (_, shown) = Session(3);
        ShownVector[] three = [shown[0] with { IsChosen = true }, shown[1] with { IsChosen = true },
            shown[2] with { IsChosen = false }];

        MarginAdjuster.Pull(three, [0.02, 0.8, 0.5], [0.02, 0.8, 0.5], pull);

        pull[0].Should().BeGreaterThan(pull[1]);
        pull[2].Should().BeNegative();
    }

    [Fact]
    public void Cubic_at_its_own_rate_forgets_what_a_text_was_which_is_why_it_is_not_the_default()
    {
        var (query, shown) = Session(9);

        var cubic = new CubicAdjuster().Adjust(query, shown);

        var chosen = Array.FindIndex(shown, one => one.IsChosen);
        Similarity.Cosine(cubic[chosen], query).Should().BeGreaterThan(0.9);
        Similarity.Cosine(cubic[chosen], shown[chosen].Originals).Should().BeLessThan(0.5);
    }

    [Fact]
    public void Parts_count_by_the_nearest_for_a_small_temperature_and_by_their_mean_for_a_large_one()
    {
        float[] query = [1, 0];
        float[] parts = [0.9f, MathF.Sqrt(0.19f), 0.2f, MathF.Sqrt(0.96f), 0.1f, MathF.Sqrt(0.99f)];
        var weights = new double[3];

        PartSimilarity.Of(query, parts, 1e-4, weights).Should().BeApproximately(0.9, 1e-3);
        weights[0].Should().BeApproximately(1, 1e-9);
        PartSimilarity.Of(query, parts, 1e6, weights).Should().BeApproximately(0.4, 1e-3);
        weights.Should().OnlyContain(weight => Math.Abs(weight - (1 / 3.0)) < 1e-3);
    }

    private static (float[] Query, ShownVector[] Shown) Session(ulong seed)
    {
        var chance = new Prng(seed);
        var query = Unit(ref chance);
        var shown = new ShownVector[6];
        for (var i = 0; i < shown.Length; i++)
        {
            var vector = Unit(ref chance);
            shown[i] = new ShownVector(new(ContentKind.Question, i), vector, (float[])vector.Clone(), i is 2 or 4);
        }

        return (query, shown);
    }

    private static float[] Unit(ref Prng chance)
    {
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i++) vector[i] = (float)chance.NextGaussian();
        Sphere.TryScale(vector);
        return vector;
    }
}
