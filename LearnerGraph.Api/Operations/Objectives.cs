namespace LearnerGraph.Api.Operations;

/// <summary>What users are promised; the alert rules in docs/ops/alerts.yml watch the same figures.</summary>
internal static class Objectives
{
    /// <summary>Of requests that may fail (5xx): 0.1 %.</summary>
    public const double Available = 0.999;

    /// <summary>Of sets within <see cref="LatencyMs"/>.</summary>
    public const double Fast = 0.99;

    public const double LatencyMs = 100;

    public const double LatencySeconds = LatencyMs / 1_000;

    /// <summary>Share of the allowance that is left; below 0 it is overspent, null before the first request.</summary>
    public static double? Left(double bad, double all, double objective) =>
        all > 0 ? 1 - (bad / all / (1 - objective)) : null;
}
