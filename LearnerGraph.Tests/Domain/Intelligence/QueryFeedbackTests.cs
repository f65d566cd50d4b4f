using LearnerGraph.Domain.Intelligence;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class QueryFeedbackTests
{
    private static readonly EmbeddingSpace Space = new("test", "1", 3);
    private static readonly Embedding Query = Of(1, 0, 0);
    private static readonly Embedding Up = Of(0, 1, 0);
    private static readonly Embedding Aside = Of(0, 0, 1);

    [Fact]
    public void Move_goes_towards_the_accepted_and_away_from_the_rejected()
    {
        var moved = Move(new FeedbackPull(Query, TimeSpan.Zero, Up, [Aside]));

        To(moved, Up).Should().BeGreaterThan(To(Query, Up) + 0.1);
        To(moved, Aside).Should().BeLessThan(To(Query, Aside) - 0.05);
    }

    [Fact]
    public void Move_never_turns_further_than_the_cap_however_often_it_is_asked()
    {
        var moved = Move([.. Enumerable.Repeat(new FeedbackPull(Query, TimeSpan.Zero, Of(-1, 1, 0), []), 1_000)]);

        To(moved, Query).Should().BeApproximately(Math.Cos(QueryFeedback.MostDegrees * Math.PI / 180), 1e-5);
    }

    [Fact]
    public void Move_forgets_by_half_lives()
    {
        var now = Tangent(Move(new FeedbackPull(Query, TimeSpan.Zero, Up, [])));
        var then = Tangent(Move(new FeedbackPull(Query, TimeSpan.FromDays(QueryFeedback.HalfLifeDays), Up, [])));

        (then / now).Should().BeApproximately(0.5, 1e-5);
    }

    [Fact]
    public void Move_leaves_a_query_alone_that_is_about_something_else()
    {
        Move(new FeedbackPull(Up, TimeSpan.Zero, Aside, [])).Should().BeSameAs(Query);
        Move().Should().BeSameAs(Query);
    }

    private static double Tangent(Embedding moved) => moved.Vector[1] / moved.Vector[0];

    private static Embedding Move(params FeedbackPull[] pulls) =>
        QueryFeedback.Move(Query, pulls).TryGet(out var moved, out var problem)
            ? moved : throw new InvalidOperationException(problem.Message);

    private static double To(Embedding a, Embedding b) => a.SimilarityTo(b).TryGet(out var value, out _) ? value : -9;

    private static Embedding Of(params float[] vector) => Space.Embed(vector).TryGet(out var one, out _) ? one : null!;
}
