using LearnerGraph.Api.Console.Parts;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>One thing that must be in order before numbers are looked at.</summary>
internal sealed record HealthCheck(string Name, string State, BadgeTone Tone, string Finding)
{
    private const double Suspicious = 0.01;
    private const int Week = 7;

    public static IReadOnlyList<HealthCheck> All(
        Experiment experiment, ExperimentResults results, int? required, bool isEnabled)
    {
        var checks = new List<HealthCheck> { Split(results) };
        if (results.SampleRatio.Leaked > 0)
        {
            checks.Add(new("Leaks", "broken", BadgeTone.Worse,
                $"{Figures.Count(results.SampleRatio.Leaked)} learners are in arms that should have none."));
        }

        checks.AddRange(Parts(results));
        checks.AddRange(results.PrePeriod.Where(check => check.P is not null).Select(check =>
            check.P < PrePeriodCheck.Suspicious
                ? new HealthCheck("Before the start", "look", BadgeTone.Warning,
                    $"{check.Treatment} already differed by {Figures.Value(check.Difference)} standard deviations "
                    + $"(p {Figures.P(check.P)}).")
                : new HealthCheck("Before the start", "OK", BadgeTone.Fine,
                    $"{check.Treatment} was like the control (p {Figures.P(check.P)}).")));
        var shown = results.Sets.Where(arm => arm.Served > 0).ToArray();
        if (shown.Length > 0)
        {
            checks.Add(new("Sets never shown", "OK", BadgeTone.Fine, string.Join(", ", shown.Select(arm =>
                $"{arm.Variant} {Figures.Share((arm.Served - arm.Shown) / (double)arm.Served)}")) + "."));
        }

        var fewest = results.Observed.Min(one => one.Observed);
        checks.Add(required is not { } wanted
            ? new("Sample size", "look", BadgeTone.Warning, "Nothing is known yet to size it by.")
            : fewest >= wanted
                ? new("Sample size", "OK", BadgeTone.Fine,
                    $"{Figures.Count(fewest)} in the smallest arm; {Figures.Count(wanted)} were needed.")
                : new("Sample size", "look", BadgeTone.Warning,
                    $"{Figures.Count(fewest)} of {Figures.Count(wanted)} learners in the smallest arm."));
        var days = (results.AsOf - experiment.StartedAt!.Value).TotalDays;
        checks.Add(days >= Week
            ? new("Whole weeks", "OK", BadgeTone.Fine, $"{Math.Floor(days):0} days: every weekday is in it.")
            : new("Whole weeks", "look", BadgeTone.Warning, "Shorter than a week: weekdays would bias it."));
        checks.Add(isEnabled
            ? new("Kill switch", "OK", BadgeTone.Fine, "Experiments are on.")
            : new("Kill switch", "broken", BadgeTone.Worse,
                "Experiments are switched off: nobody is assigned or exposed until they are on again."));
        return checks;
    }

    private static IEnumerable<HealthCheck> Parts(ExperimentResults results)
    {
        var worst = results.SampleRatioParts.Where(part => part.AdjustedP is not null)
            .MinBy(part => part.AdjustedP);
        if (worst is null) yield break;
        yield return worst.AdjustedP < SampleRatio.Threshold
            ? new("Parts of the split", "broken", BadgeTone.Worse,
                $"{worst.Part}: p {Figures.P(worst.AdjustedP)} after Holm, under 0.001.")
            : new("Parts of the split", "OK", BadgeTone.Fine,
                $"{results.SampleRatioParts.Count} levels and days looked at; smallest p after Holm "
                + $"{Figures.P(worst.AdjustedP)}.");
    }

    private static HealthCheck Split(ExperimentResults results)
    {
        var seen = string.Join(", ", results.Observed.Select(one =>
            $"{one.Variant} {Figures.Count(one.Observed)} of {Figures.Count(Math.Round(one.Expected))} expected"));
        var p = $"p {Figures.P(results.SampleRatio.P)}";
        return results.SampleRatio switch
        {
            { IsMismatch: true } => new("Arm split", "broken", BadgeTone.Worse,
                $"{seen}; {p}, under 0.001. Look for what keeps learners out of an arm."),
            { P: < Suspicious } => new("Arm split", "look", BadgeTone.Warning, $"{seen}; {p}."),
            { P: null } => new("Arm split", "look", BadgeTone.Warning, "Nobody has been exposed yet."),
            _ => new("Arm split", "OK", BadgeTone.Fine, $"{seen}; {p}."),
        };
    }
}
