using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Tracing;

/// <summary>One learner's answers in order.</summary>
public sealed record LearnerRows(Learner Learner, IReadOnlyList<TrialRow> Rows);

/// <summary>What a fit of the response model came to.</summary>
/// <param name="Parameters">The fitted ones, or the defaults where these predicted held-out learners as well.</param>
/// <param name="Answers">That the search was over.</param>
/// <param name="HeldOutAnswers">Of learners that it never saw.</param>
/// <param name="HeldOutLoss">Log loss of the fitted ones there; null with too few answers.</param>
/// <param name="DefaultLoss">Log loss of the defaults there.</param>
/// <param name="CalibrationError">Of the choice there, in ten bins.</param>
public sealed record ResponseFitted(
    ResponseParameters Parameters, bool IsFitted, int Answers, int HeldOutAnswers, double? HeldOutLoss,
    double? DefaultLoss, double? CalibrationError);

/// <summary>
/// Fits the response model's numbers to recorded answers: the likelihood of answers each predicted before it is taken
/// in, by the code that production runs, with a normal prior on the logarithms around the defaults.
/// </summary>
/// <remarks>
/// A quarter of the learners is held out. Of the others, one half moves the questions and the other half is predicted,
/// then the reverse. The search walks along one number after the other with halving steps: no slopes, as a fold has
/// none. See docs/algorithms/mastery.md.
/// </remarks>
public static class ResponseFit
{
    /// <summary>With fewer answers on the searched side, the defaults are kept without trying.</summary>
    public const int LeastAnswers = 500;

    /// <summary>More answers cost time and tell hardly more about ten numbers.</summary>
    private const int MostAnswers = 60_000;

    private const double HeldOutShare = 0.25;
    private const double FirstStep = 0.5;
    private const int Sweeps = 3;

    /// <param name="content">States of questions in it are left aside: they know the held-out answers.</param>
    /// <param name="seed">Decides who is held out.</param>
    public static ResponseFitted Run(
        TracingRules rules, CatalogContent content, IReadOnlyList<LearnerRows> learners, ulong seed,
        IProgress<double>? progress = null, CancellationToken ct = default)
    {
        content = content with { States = new Dictionary<QuestionId, QuestionState>() };
        LearnerRows[] order = [.. learners];
        var random = new Prng(seed);
        random.Shuffle<LearnerRows>(order);
        int held = (int)(order.Length * HeldOutShare);
        var (test, train) = (order[..held], order[held..]);
        var searched = Sample(train);
        int answers = searched.Sum(one => one.Rows.Count), testAnswers = test.Sum(one => one.Rows.Count);
        if (answers < LeastAnswers || testAnswers == 0 || searched.Length < 2)
            return new ResponseFitted(ResponseParameters.Default, false, answers, testAnswers, null, null, null);

        var found = Search(rules, content, searched, progress, ct);
        var fitted = Predict(With(rules, found), content, train, test, ct);
        var byDefault = Predict(With(rules, ResponseParameters.Default), content, train, test, ct);
        bool[] outcomes = Outcomes(test);
        double? loss = BinaryMeasures.LogLoss(fitted, outcomes);
        double? defaultLoss = BinaryMeasures.LogLoss(byDefault, outcomes);
        bool isFitted = loss < defaultLoss;
        progress?.Report(1);
        return new ResponseFitted(
            isFitted ? found : ResponseParameters.Default, isFitted, answers, testAnswers, loss, defaultLoss,
            BinaryMeasures.CalibrationError(isFitted ? fitted : byDefault, outcomes));
    }

    private static ResponseParameters Search(
        TracingRules rules, CatalogContent content, LearnerRows[] learners, IProgress<double>? progress,
        CancellationToken ct)
    {
        var best = ResponseParameters.Default;
        double least = Loss(rules, content, learners, best, ct);
        double step = FirstStep;
        for (int sweep = 0; sweep < Sweeps; sweep++, step /= 2)
        {
            for (int i = 0; i < ResponseWeights.All.Count; i++)
            {
                if (!Walk(i, step)) Walk(i, -step);
                progress?.Report(0.95 * ((sweep * ResponseWeights.All.Count) + i + 1)
                    / (Sweeps * ResponseWeights.All.Count));
            }
        }

        return best;

        // As long as it gets better; at a bound there is nowhere to go.
        bool Walk(int index, double by)
        {
            bool hasMoved = false;
            var weight = ResponseWeights.All[index];
            while (true)
            {
                double value = weight.Of(best), next = Math.Clamp(value * Math.Exp(by), weight.Least, weight.Most);
                if (next == value) return hasMoved;

                var tried = weight.With(best, next);
                double loss = Loss(rules, content, learners, tried, ct);
                if (loss >= least) return hasMoved;

                (best, least, hasMoved) = (tried, loss, true);
            }
        }
    }

    /// <summary>Minus the log likelihood of the answers, each predicted by the other half, and prior.</summary>
    private static double Loss(
        TracingRules rules, CatalogContent content, LearnerRows[] learners, ResponseParameters parameters,
        CancellationToken ct)
    {
        var own = With(rules, parameters);
        int half = learners.Length / 2;
        double sum = Half(learners[..half], learners[half..]) + Half(learners[half..], learners[..half]);
        foreach (var weight in ResponseWeights.All)
        {
            double moved = Math.Log(weight.Of(parameters) / weight.Of(ResponseParameters.Default)) / weight.Spread;
            sum += moved * moved / 2;
        }

        return sum;

        double Half(LearnerRows[] moving, LearnerRows[] predicted)
        {
            double[] chances = Predict(own, content, moving, predicted, ct);
            return chances.Length * BinaryMeasures.LogLoss(chances, Outcomes(predicted)) ?? 0;
        }
    }

    private static double[] Predict(
        TracingRules rules, CatalogContent content, LearnerRows[] moving, LearnerRows[] predicted,
        CancellationToken ct)
    {
        var trial = new HeldOutTrial(rules, content);
        foreach (var one in moving)
        {
            ct.ThrowIfCancellationRequested();
            trial.Train(one.Learner, one.Rows);
        }

        double[] chances = new double[predicted.Sum(one => one.Rows.Count)];
        int at = 0;
        foreach (var one in predicted)
        {
            trial.Predict(one.Learner, one.Rows, chances.AsSpan(at, one.Rows.Count));
            at += one.Rows.Count;
        }

        return chances;
    }

    private static bool[] Outcomes(LearnerRows[] learners) =>
        [.. learners.SelectMany(one => one.Rows).Select(row => row.Correct)];

    private static TracingRules With(TracingRules rules, ResponseParameters parameters) =>
        rules with { Model = new ResponseModel(parameters) };

    private static LearnerRows[] Sample(LearnerRows[] learners)
    {
        int count = 0, answers = 0;
        while (count < learners.Length && answers < MostAnswers) answers += learners[count++].Rows.Count;
        return learners[..count];
    }
}
