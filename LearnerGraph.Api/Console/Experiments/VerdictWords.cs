using LearnerGraph.Api.Console.Charts;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>A verdict as the page says it: a headline, one sentence why, and what to do.</summary>
/// <param name="Kind">ship, stop, warn or plain: the box's edge, never its only meaning.</param>
internal sealed record VerdictWords(string Headline, string Why, string Next, string Kind)
{
    public static VerdictWords Of(Experiment experiment, ExperimentResults results)
    {
        if (results.Decision is Decision.Invalid) return Invalid(experiment, results);
        var lead = ExperimentReading.Headline(experiment, results);
        if (results.Exposures == 0 || lead?.Comparison.Status is AnalysisStatus.InsufficientData)
        {
            return new("Waiting for data",
                $"{Figures.Of(results.Exposures, "learner")} so far; each arm needs two or more whose window is over.",
                "Nothing to do yet.", "plain");
        }

        if (lead is null or { Reading: Reading.Missing })
        {
            return new("No number",
                lead?.Comparison.Warning ?? "The primary measure has no comparison.",
                "The counts below still hold.", "plain");
        }

        var name = MetricWords.Name(lead.Metric);
        var change = $"{Figures.Change(lead.Change)} ({Level(experiment, results)} "
            + $"{Figures.ChangeInterval(lead.Lower, lead.Upper)})";
        return results.Decision switch
        {
            Decision.Ship => new("Roll out",
                $"{name} {Moved(lead)} by about {change}. "
                + (experiment.Plan.Guardrails.Count == 0 ? "No guardrail was set." : "No guardrail crossed its limit."),
                "Decide on it below. Early winners tend to look bigger than they are.", "ship"),
            Decision.RollBack => RollBack(experiment, results, lead, name, change),
            Decision.KeepRunning => new("Too early to say",
                $"The change in {Lower(name)} is between {Ends(lead)}: {MayBe(lead)}. {Days(experiment, results)}",
                "Keep it running; looking is free, because the interval holds at every look.", "plain"),
            _ => Inconclusive(experiment, lead, name),
        };
    }

    /// <summary>Of a decided experiment, as the list and the page name it.</summary>
    public static string Status(Experiment experiment, ExperimentResults? results) => experiment.Status switch
    {
        ExperimentStatus.Decided => experiment.Verdict?.Decision switch
        {
            Decision.Ship => "Concluded: rolled out",
            Decision.RollBack => "Concluded: not rolled out",
            Decision.Invalid => "Concluded: invalid",
            _ => "Concluded: no decision",
        },
        ExperimentStatus.Draft => "Draft",
        ExperimentStatus.Stopped => results?.Decision is Decision.Invalid ? "Broken" : "To be decided",
        _ when results?.Decision is Decision.Invalid => "Broken",
        _ when results is { IsInterim: false } || results?.Decision is Decision.Ship or Decision.RollBack =>
            "Ready to decide",
        ExperimentStatus.Paused => "Paused",
        _ => "Running",
    };

    private static VerdictWords Invalid(Experiment experiment, ExperimentResults results)
    {
        var planned = string.Join("/", experiment.Plan.Variants.Select(one => $"{one.Weight * 100:0.#}"));
        var seen = string.Join("/", results.Observed.Select(one => $"{100.0 * one.Observed / results.Exposures:0.0}"));
        var counts = string.Join(" and ", results.Observed.Select(one => Figures.Count(one.Observed)));
        var odds = results.SampleRatio.P is > 0 and { } p
            ? $"chance of that: about 1 in {Figures.Count(Math.Round(1 / Math.Max(p, 1e-12)))}"
            : "chance of that: none";
        return new("Do not trust these numbers",
            $"Arms should be {planned} but are {seen} ({counts} learners; {odds}). Usual causes: one variant fails or "
            + "is slow for some learners, a filter after assignment, or counting that differs between arms.",
            "Find the cause, mend it and start anew; no figure below can be believed.", "warn");
    }

    private static VerdictWords RollBack(
        Experiment experiment, ExperimentResults results, ExperimentReading lead, string name, string change)
    {
        var breached = ExperimentReading.All(experiment, results)
            .FirstOrDefault(one => one.Role is MetricRole.Guardrail && one.Reading is Reading.Worse);
        if (breached is null)
            return new("Do not roll out", $"{name} {Moved(lead)} by about {change}.", "Stop it, or decide.", "stop");
        return new("Do not roll out",
            $"{MetricWords.Name(breached.Metric)} changed by {Figures.Change(breached.Change)} "
            + $"({Figures.ChangeInterval(breached.Lower, breached.Upper)}); you allowed "
            + $"{Figures.Change(breached.Limit)}. {name}: {change}.",
            "Stop it, or decide.", "stop");
    }

    private static VerdictWords Inconclusive(Experiment experiment, ExperimentReading lead, string name)
    {
        var wanted = Math.Abs(experiment.Plan.TargetLift);
        if (lead is { Lower: { } lower, Upper: { } upper } && lower > -wanted && upper < wanted)
        {
            return new("No difference that matters",
                $"The change in {Lower(name)} is between {Ends(lead)}; you wanted at least "
                + $"{Figures.Change(experiment.Plan.TargetLift)}.",
                "Choose by cost or taste.", "plain");
        }

        return new("No answer",
            $"The plan is used up and the interval ({Figures.ChangeInterval(lead.Lower, lead.Upper)}) of {Lower(name)} "
            + "still holds more than one answer. This is not proof of no effect.",
            "Decide without it, or plan a larger one.", "plain");
    }

    private static string Level(Experiment experiment, ExperimentResults results) =>
        $"{(1 - experiment.Plan.SignificanceLevel) * 100:0.##}% interval"
        + (results.IsInterim ? ", valid at every look," : "");

    private static string Moved(ExperimentReading lead) => lead.Change > 0 ? "rose" : "fell";

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Ends(ExperimentReading lead) =>
        Figures.ChangeInterval(lead.Lower, lead.Upper).Replace(" to ", " and ", StringComparison.Ordinal);

    private static string MayBe(ExperimentReading lead) => lead switch
    {
        { Lower: >= 0 } or { Upper: <= 0 } => "the direction shows, but a guardrail is not settled",
        _ => "it may help, do nothing or hurt",
    };

    private static string Days(Experiment experiment, ExperimentResults results)
    {
        var end = experiment.StartedAt!.Value.AddDays(experiment.Plan.PlannedDays);
        var left = (int)Math.Ceiling((end - results.AsOf).TotalDays);
        return $"{Figures.Of(Math.Max(0, left), "day")} of {experiment.Plan.PlannedDays} are left to the planned end.";
    }
}
