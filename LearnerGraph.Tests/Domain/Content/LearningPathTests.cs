using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Content;

public sealed class LearningPathTests
{
    // 5 requires 3 and 4, 4 requires 2, 3 requires 1 and 2, 2 requires 0, 1 requires 0.
    private static readonly ConceptGraph Graph =
        ConceptGraph.Build(6, [(5, 3), (5, 4), (4, 2), (3, 1), (3, 2), (2, 0), (1, 0)]);

    [Fact]
    public void To_takes_prerequisites_first_and_the_weakest_where_the_order_is_free()
    {
        var path = To(5, [0.2, 0.5, 0.3, 0.1, 0.4, 0.1]);

        path.Steps.Select(step => step.Concept).Should().Equal(0, 2, 4, 1, 3, 5);
        path.Steps.Select(step => step.NeededBy).Should().Equal(1, 3, 5, 3, 5, -1);
        path.IsReachable.Should().BeTrue();
        path.PredictedMastery.Should().Be(0.7);
        path.Minutes.Should().BeApproximately(path.Steps.Sum(step => step.Minutes), 1e-9);
    }

    [Fact]
    public void To_leaves_out_mastered_concepts_and_what_lies_below_them() =>
        To(5, [0.2, 0.5, 0.9, 0.1, 0.4, 0.1]).Steps.Select(step => step.Concept).Should().Equal(0, 4, 1, 3, 5);

    [Fact]
    public void To_a_mastered_goal_is_no_walk_at_all()
    {
        var path = To(4, [0.2, 0.5, 0.3, 0.1, 0.8, 0.1]);

        path.Steps.Should().BeEmpty();
        (path.IsReachable, path.PredictedMastery).Should().Be((true, 0.8));
    }

    [Fact]
    public void To_counts_less_time_for_what_is_half_known()
    {
        var path = To(1, [0.35, 0, 0, 0, 0, 0]);

        path.Steps.Select(step => step.Minutes).Should().Equal(15, 30);
    }

    [Fact]
    public void To_stops_at_the_longest_length_and_says_that_the_goal_is_not_reached()
    {
        var path = To(5, new double[6], 3);

        path.Steps.Should().HaveCount(3);
        (path.IsReachable, path.PredictedMastery).Should().Be((false, 0));
    }

    [Fact]
    public void To_is_minimal_and_never_breaks_a_prerequisite_on_random_graphs()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var prng = new Prng(seed);
            const int Count = 40;
            var pairs = new (int, int)[90];
            for (int i = 0; i < pairs.Length; i++) pairs[i] = (prng.NextInt(Count), prng.NextInt(Count));
            var graph = ConceptGraph.Build(Count, pairs);
            double[] p = new double[Count];
            for (int i = 0; i < Count; i++) p[i] = prng.NextDouble();
            bool[] mastered = [.. p.Select(x => x >= 0.7)];
            double[] minutes = new double[Count];
            int goal = prng.NextInt(Count);

            var path = LearningPath.To(graph, goal, mastered, p, minutes);

            var done = new HashSet<int>();
            foreach (var step in path.Steps)
            {
                mastered[step.Concept].Should().BeFalse();
                foreach (int below in graph.Prerequisites(step.Concept))
                    (mastered[below] || done.Contains(below)).Should().BeTrue();
                done.Add(step.Concept);
                if (step.NeededBy >= 0) path.Steps.Select(one => one.Concept).Should().Contain(step.NeededBy);
                else step.Concept.Should().Be(goal);
            }
        }
    }

    private static LearningPath To(int goal, double[] probability, int maxLength = 10) =>
        LearningPath.To(
            Graph, goal, [.. probability.Select(p => p >= 0.7)], probability, [30, 30, 30, 30, 30, 30], 0.7, maxLength);
}
