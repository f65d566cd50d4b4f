using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Tests.Domain.Models;

public sealed class PromotionTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly PromotionGate Gate = new();

    [Fact]
    public void Move_archives_what_served_before()
    {
        var old = Version(1, ModelStage.Production) with { ServedAt = Now.AddDays(-1) };
        var next = Version(2, Against: new Comparison(1, 0.01, -0.01, 0.03));

        var moved = Get(Promotion.Move([next, old], next.Id, ModelStage.Production, Gate, Now));

        moved.Select(one => (one.Number, one.Stage)).Should()
            .Equal((2, ModelStage.Production), (1, ModelStage.Archived));
        moved[0].ServedAt.Should().Be(Now);
    }

    [Fact]
    public void Move_needs_no_gate_for_shadow_and_lets_one_shadow_only()
    {
        var shadow = Version(1, ModelStage.Shadow);
        var next = Version(2) with { Evaluation = null };

        var moved = Get(Promotion.Move([next, shadow], next.Id, ModelStage.Shadow, Gate, Now));

        moved.Select(one => one.Stage).Should().Equal(ModelStage.Shadow, ModelStage.Archived);
    }

    [Theory]
    [InlineData("evaluated")]
    [InlineData("own_data")]
    [InlineData("better_than_baselines")]
    [InlineData("not_worse_than_production")]
    [InlineData("fast_enough")]
    [InlineData("onnx_equal")]
    public void Move_refuses_a_version_that_fails_any_check_and_names_it(string check)
    {
        var serving = Version(1, ModelStage.Production);
        var good = Version(2, Against: new Comparison(1, 0, -0.02, 0.02));
        var evaluation = good.Evaluation!;
        var bad = check switch
        {
            "evaluated" => good with { Evaluation = null },
            "own_data" => good with { IsOwn = false },
            "better_than_baselines" => good with
            {
                Evaluation = evaluation with { Baselines = new Dictionary<string, double> { ["pop"] = 0.6 } },
            },
            "not_worse_than_production" => good with
            {
                Evaluation = evaluation with { Against = new Comparison(1, 0, -0.021, 0.021) },
            },
            "fast_enough" => good with { Evaluation = evaluation with { LatencyMs = 10 } },
            _ => good with { Evaluation = evaluation with { OnnxDifference = 1.1e-5 } },
        };

        Promotion.Move([good, serving], good.Id, ModelStage.Production, Gate, Now).IsOk.Should().BeTrue();
        var refused = Promotion.Move([bad, serving], bad.Id, ModelStage.Production, Gate, Now);

        refused.TryGet(out _, out var problem).Should().BeFalse();
        problem!.Code.Should().Be("GATE_FAILED");
        problem.Message.Should().Contain(check);
    }

    [Fact]
    public void Move_refuses_what_was_compared_with_another_version_than_the_serving_one()
    {
        var serving = Version(3, ModelStage.Production);
        var next = Version(4, Against: new Comparison(1, 0.1, 0.05, 0.15));

        Promotion.Move([next, serving], next.Id, ModelStage.Production, Gate, Now)
            .TryGet(out _, out var problem).Should().BeFalse();

        problem!.Message.Should().Contain("not compared with version 3");
    }

    [Fact]
    public void RollBack_goes_backwards_each_time_and_at_last_leaves_none()
    {
        ModelVersion[] versions =
        [
            Version(3, ModelStage.Production) with { ServedAt = Now.AddDays(-1) },
            Version(2, ModelStage.Archived) with { ServedAt = Now.AddDays(-2) },
            Version(1, ModelStage.Archived) with { ServedAt = Now.AddDays(-3) },
        ];
        var served = new List<int?>();
        for (int i = 0; i < 3; i++)
        {
            var moved = Get(Promotion.RollBack(versions, Now.AddMinutes(i)));
            versions = [.. versions.Select(one => moved.FirstOrDefault(other => other.Id == one.Id) ?? one)];
            served.Add(Promotion.Serving(versions)?.Number);
        }

        served.Should().Equal(2, 1, null);
        Promotion.RollBack(versions, Now).TryGet(out _, out var problem).Should().BeFalse();
        problem!.Code.Should().Be("NOTHING_SERVES");
    }

    [Fact]
    public void Comparison_is_of_pairs()
    {
        var comparison = Comparison.Of(1, [1, 0, 1, 0], [0.5, 0, 0.5, 0]);

        // Differences ½ 0 ½ 0: mean ¼, standard deviation √(1/12), standard error half of it.
        comparison.Difference.Should().BeApproximately(0.25, 1e-12);
        double half = 1.959963984540054 * Math.Sqrt(1.0 / 12) / 2;
        comparison.Low.Should().BeApproximately(0.25 - half, 1e-12);
        comparison.High.Should().BeApproximately(0.25 + half, 1e-12);
    }

    private static ModelVersion Version(
        int number, ModelStage stage = ModelStage.Candidate, Comparison? Against = null) => new(
        new(number), TenantId.Default, "ncf", number, stage, Now, "hash", true, new Dictionary<string, double>(),
        new Evaluation(
            "ndcg@10", 0.5, 0.01, 100, new Dictionary<string, double>(),
            new Dictionary<string, double> { ["pop"] = 0.3 }, Against, 1, 1e-7));

    private static ModelVersion[] Get(Result<ModelVersion[]> moved)
    {
        moved.TryGet(out var versions, out var problem).Should().BeTrue(problem?.Message);
        return versions!;
    }
}
