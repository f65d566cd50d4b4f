using LearnerGraph.Domain.Experiments.Analysis;

namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>How many simulated experiments ended in a decision.</summary>
public readonly record struct DecisionCount(Decision Decision, int Runs);

/// <summary>What many simulated experiments say together.</summary>
/// <param name="MeanLift">Over the runs; near the true lift where the estimate is unbiased.</param>
/// <param name="Coverage">Share of the 95 % intervals of the lift that hold the true one.</param>
/// <param name="SignificantShare">Of the final test: false findings in an A/A test, power otherwise.</param>
/// <param name="ReducedSignificantShare">The same with the past taken out.</param>
/// <param name="EverSignificantShare">Of the always-valid figure over all looks.</param>
/// <param name="SecondaryFalseShare">Runs in which a metric that nothing touched was called significant.</param>
/// <param name="KolmogorovP">Of the final p-values against uniform; for A/A tests only.</param>
/// <param name="Gates">The promises that these runs can check.</param>
public sealed record SimulationSummary(
    SimulationQuestion Question, double? MeanLift, double? Coverage, double SignificantShare,
    double ReducedSignificantShare, double EverSignificantShare, double SecondaryFalseShare, double MismatchShare,
    double? KolmogorovP, IReadOnlyList<DecisionCount> Decisions, IReadOnlyList<CalibrationGate> Gates)
{
    private const double Alpha = 0.05;
    private const int LearnersToPromise = 400;

    public static SimulationSummary Of(SimulationQuestion question, IReadOnlyList<SimulatedOutcome> outcomes)
    {
        var lifts = outcomes.Where(one => one.LiftInterval is not null).ToArray();
        int covered = lifts.Count(one => !one.LiftInterval!.Value.Excludes(question.Lift));
        int found = Count(outcomes, one => one.P < Alpha), ever = Count(outcomes, one => one.IsEverSignificant);
        int wrong = Count(outcomes, one => one.SecondaryP.Any(p => p < Alpha));
        int mismatched = Count(outcomes, one => one.IsMismatch);
        double runs = outcomes.Count;
        var isNull = question.Lift == 0;
        var p = outcomes.Where(one => one.P is not null).Select(one => one.P!.Value).ToArray();
        double? uniform = isNull && p.Length > 0 ? Uniformity.KolmogorovP(p) : null;

        var isLarge = question.Learners >= LearnersToPromise;
        var gates = new List<CalibrationGate>();
        if (question.Lost == 0)
        {
            if (isNull)
            {
                gates.Add(CalibrationGate.Around(
                    "significant at the end without an effect", found, outcomes.Count, Alpha, isLarge, uniform));
                gates.Add(CalibrationGate.AtMost(
                    "ever significant at a look without an effect", ever / runs, outcomes.Count, Alpha));
            }

            if (lifts.Length > 0)
            {
                gates.Add(CalibrationGate.Around(
                    "interval of the lift holds the true one", covered, lifts.Length, 1 - Alpha, isLarge));
            }

            gates.Add(CalibrationGate.Around(
                "sample ratio alarm without a cause", mismatched, outcomes.Count, SampleRatio.Threshold));
        }

        return new(
            question, lifts.Length > 0 ? lifts.Average(one => one.Lift) : null,
            lifts.Length > 0 ? (double)covered / lifts.Length : null, found / runs,
            Count(outcomes, one => one.ReducedP < Alpha) / runs, ever / runs, wrong / runs, mismatched / runs, uniform,
            [.. outcomes.GroupBy(one => one.Decision).OrderBy(group => group.Key)
                .Select(group => new DecisionCount(group.Key, group.Count()))],
            gates);
    }

    private static int Count(IReadOnlyList<SimulatedOutcome> outcomes, Func<SimulatedOutcome, bool> holds) =>
        outcomes.Count(holds);
}
