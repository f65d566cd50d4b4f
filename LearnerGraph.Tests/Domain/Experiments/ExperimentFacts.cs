using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Tests.Domain.Experiments;

/// <summary>Experiments to test with.</summary>
internal static class ExperimentFacts
{
    public static readonly DateTimeOffset Now = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ExperimentPlan Plan(string? group = null, params double[] weights)
    {
        weights = weights.Length == 0 ? [0.5, 0.5] : weights;
        var variants = weights.Select((weight, i) =>
            new Variant(i == 0 ? "control" : $"treatment{i}", $"Arm {i}", "hybrid_v1", [], weight, i == 0));
        return new(
            "Sharper ranking", "Better matched questions mean more minutes.", [.. variants],
            MetricKind.PracticeMinutes, [MetricKind.RetentionD7], [new(MetricKind.ErrorRate, 0.1)],
            ExclusionGroup: group);
    }

    public static Experiment Draft(string key = "exp-1", ExperimentPlan? plan = null, double traffic = 1) =>
        Value(Experiment.Draft(TenantId.Default, key, plan ?? Plan(), traffic, Now, "staff"));

    public static Experiment Running(
        string key = "exp-1", ExperimentPlan? plan = null, double traffic = 1, params BucketRange[] taken) =>
        Value(Draft(key, plan, traffic).Start(Now, taken));

    public static T Value<T>(Result<T> result)
        where T : notnull
    {
        result.TryGet(out var value, out var problem).Should().BeTrue(problem?.Message ?? "");
        return value!;
    }

    public static Problem Refusal<T>(Result<T> result)
        where T : notnull
    {
        result.TryGet(out _, out var problem).Should().BeFalse();
        return problem!;
    }
}
