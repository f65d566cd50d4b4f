using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Domain.Experiments;

/// <summary>The fingerprint of all that an experiment froze at its start; kept with every exposure.</summary>
public static class Definition
{
    private const int Digits = 16;

    /// <summary>
    /// The first 16 hexadecimal digits of SHA-256 over salt, phase and plan, each field with its length before it.
    /// </summary>
    /// <remarks>Traffic is no part of it: it may change while an experiment runs.</remarks>
    public static string HashOf(Experiment experiment)
    {
        var plan = experiment.Plan;
        var text = new StringBuilder();
        Add(text, experiment.Key, experiment.Salt, experiment.Phase, plan.Name, plan.Hypothesis, plan.PrimaryMetric);
        foreach (var variant in plan.Variants)
        {
            Add(text, variant.Key, variant.Name, variant.Algorithm, variant.Weight, variant.IsControl);
            foreach (var (name, value) in variant.Parameters) Add(text, name, value);
        }

        foreach (var metric in plan.SecondaryMetrics) Add(text, metric);
        foreach (var (metric, margin) in plan.Guardrails) Add(text, metric, margin);
        Add(
            text, plan.TargetLift, plan.SignificanceLevel, plan.Power, plan.PlannedDays, plan.ExclusionGroup ?? "",
            plan.SequentialMethod, plan.Covariate?.ToString() ?? "", plan.Unit);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<object> fields)
    {
        foreach (var field in fields)
        {
            var value = Convert.ToString(field, CultureInfo.InvariantCulture)!;
            text.Append(value.Length).Append(':').Append(value);
        }
    }
}
