namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>How a guardrail stands.</summary>
public enum GuardrailState
{
    /// <summary>Shown to be no worse than the margin allows.</summary>
    Passed,

    /// <summary>Not shown either way yet.</summary>
    Undecided,

    /// <summary>Shown to be worse, and by more than the margin as far as estimated.</summary>
    Breached,
}

/// <summary>What the results advise, and why, in words.</summary>
public static class Verdict
{
    public static (Decision Decision, string Reason) Of(
        Experiment experiment, SampleRatio ratio, IReadOnlyList<MetricResult> metrics, int exposed,
        DateTimeOffset asOf, bool isInterim)
    {
        if (ratio.IsMismatch)
        {
            return (Decision.Invalid,
                $"Sample ratio mismatch (p = {ratio.P:0.##e+0}): the arms are not as large as planned, so something "
                + "keeps learners out of one of them and no figure here can be believed. Find the cause first.");
        }

        if (exposed == 0) return (Decision.KeepRunning, "Nobody has been exposed yet.");
        var plan = experiment.Plan;
        var primary = metrics[0];
        var name = Spell(primary.Metric);
        var winners = new List<Comparison>();
        var harmful = new List<string>();
        var waiting = new List<string>();
        for (var i = 0; i < primary.Comparisons.Count; i++)
        {
            var comparison = primary.Comparisons[i];
            var treatment = comparison.Treatment.Variant;
            var gain = Oriented(primary.Metric, comparison.Difference);
            var states = metrics.Where(metric => metric.Role is MetricRole.Guardrail)
                .Select(metric => (metric.Metric, State: Judge(metric, i, plan))).ToArray();
            var breached = states.Where(guard => guard.State is GuardrailState.Breached).ToArray();
            if (breached.Length > 0)
                harmful.Add($"{treatment} BREACHED {string.Join(", ", breached.Select(guard => Spell(guard.Metric)))}");
            else if (comparison.IsSignificant && gain < 0)
                harmful.Add($"{treatment} lowers what {name} is good for ({Change(comparison)})");
            else if (comparison.IsSignificant && gain > 0 && states.All(guard => guard.State is GuardrailState.Passed))
                winners.Add(comparison);
            else if (comparison.IsSignificant && gain > 0)
                waiting.Add($"{treatment} wins in {name} ({Change(comparison)}), but "
                    + $"{string.Join(", ", states.Where(guard => guard.State is GuardrailState.Undecided)
                        .Select(guard => Spell(guard.Metric)))} is not shown to be unharmed");
        }

        if (winners.MaxBy(winner => Oriented(primary.Metric, winner.Difference)) is { } best)
            return (Decision.Ship, Won(best, name, plan, isInterim));
        if (harmful.Count == primary.Comparisons.Count)
            return (Decision.RollBack, string.Join("; ", harmful) + ".");
        var open = harmful.Concat(waiting).ToList();
        var isOver = !isInterim || experiment.Status is ExperimentStatus.Stopped or ExperimentStatus.Decided;
        if (isOver)
        {
            open.Insert(0, isInterim ? "Stopped before the planned end" : "The planned end is reached");
            if (waiting.Count == 0)
                open.Add($"{name} shows no difference at the {1 - plan.SignificanceLevel:0.##%} level");
            return (Decision.Inconclusive, string.Join("; ", open) + ".");
        }

        var left = (experiment.StartedAt!.Value.AddDays(plan.PlannedDays) - asOf).TotalDays;
        open.Insert(0, $"INTERIM: {Math.Ceiling(left):0} of {plan.PlannedDays} planned days are left");
        if (waiting.Count == 0) open.Add($"nothing is shown in {name} that holds at every look");
        return (Decision.KeepRunning, string.Join("; ", open) + ".");
    }

    /// <summary>A guardrail's state from its test.</summary>
    /// <param name="margin">In the metric's unit.</param>
    public static GuardrailState Judge(NonInferiority? test, double margin, ExperimentPlan plan) => test switch
    {
        { PHarm: { } harm, Difference: { } difference }
            when harm < plan.SignificanceLevel && difference < -margin => GuardrailState.Breached,
        { P: { } p } when p < plan.SignificanceLevel => GuardrailState.Passed,
        _ => GuardrailState.Undecided,
    };

    internal static string? Describe(GuardrailState state) => state switch
    {
        GuardrailState.Breached => "BREACHED: shown to be worse, by more than the margin.",
        GuardrailState.Undecided => "Not shown to stay within the margin.",
        _ => null,
    };

    private static GuardrailState Judge(MetricResult metric, int treatment, ExperimentPlan plan)
    {
        var margin = plan.Guardrails.First(guardrail => guardrail.Metric == metric.Metric).Margin;
        return Judge(metric.Comparisons[treatment].Guard, margin * Math.Abs(metric.Control.Mean ?? 0), plan);
    }

    private static double? Oriented(MetricKind kind, double? difference) =>
        Metric.Of(kind).HigherIsBetter ? difference : -difference;

    private static string Won(Comparison best, string name, ExperimentPlan plan, bool isInterim)
    {
        var ground = isInterim
            ? $"INTERIM, but the sequential interval holds at every look (p = {best.Sequential?.P:0.####})"
            : $"adjusted p = {best.AdjustedP:0.###}";
        var guards = plan.Guardrails.Count == 0 ? "" : " Every guardrail stays within its margin.";
        return $"{best.Treatment.Variant} changes {name} by {Change(best)}; {ground}.{guards}";
    }

    private static string Change(Comparison comparison) =>
        comparison.RelativeLift is { } lift ? $"{lift:+0.0%;-0.0%}" : $"{comparison.Difference:+0.###;-0.###}";

    private static string Spell(MetricKind kind)
    {
        var words = string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : $"{c}"));
        return words.ToLowerInvariant();
    }
}
