using System.Diagnostics;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Api.Mastery.UseCases;

/// <summary>What to train on and what to predict; folds null for all of a file.</summary>
public sealed record TracingEvaluation(
    string Model, string Train, string Test, IReadOnlySet<int>? TrainFolds, IReadOnlySet<int>? TestFolds, ulong Seed);

/// <summary>One held-out row: the chance of a right answer as it was before the answer was seen.</summary>
public readonly record struct TracedChance(string Learner, int T, double P);

/// <summary>How many learners and answers a side had.</summary>
public sealed record LogSize(int Learners, int Answers);

/// <summary>How well the model predicted learners that it was not fitted to.</summary>
/// <param name="LearnersInBoth">Names that both sides have; more than 0 where the sides may not be apart.</param>
/// <param name="Bins">Predictions from .60 to .85 in five bins.</param>
public sealed record TracingReport(
    string Model, ulong Seed, LogSize Train, LogSize Test, int LearnersInBoth, double? AreaUnderCurve, double? LogLoss,
    double? CalibrationError, IReadOnlyList<CalibrationBin> Bins, double FitSeconds, double PredictSeconds,
    double PeakMegabytes)
{
    /// <summary>Learner by learner in the order of the file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<TracedChance> Chances { get; init; } = [];
}

/// <summary>
/// Fits a model of answers to some learners and predicts others, row by row, each answer before it is seen.
/// </summary>
public sealed class EvaluateTracing(IEnumerable<SequenceModelKind> kinds, IAnswerLogFile files)
{
    private const double FitShare = 0.9;

    public Result<TracingReport> Run(TracingEvaluation asked, IProgress<double> progress, CancellationToken ct)
    {
        var kind = kinds.FirstOrDefault(known => known.Name == asked.Model);
        if (kind is null)
        {
            return new Problem.Invalid($"There is no model {asked.Model}. Known: "
                + $"{string.Join(", ", kinds.Select(known => known.Name))}.");
        }

        var vocabulary = new AnswerVocabulary();
        if (!Read(asked.Train, vocabulary, asked.TrainFolds).TryGet(out var train, out var problem)) return problem;
        if (!Read(asked.Test, vocabulary, asked.TestFolds).TryGet(out var test, out problem)) return problem;

        var model = kind.Create();
        var watch = Stopwatch.StartNew();
        model.Fit(train, new FitRun(asked.Seed, progress, ct).Part(0, FitShare));
        var fitted = watch.Elapsed;
        watch.Restart();
        var chances = new double[test.Rows];
        for (var learner = 0; learner < test.Learners; learner++)
        {
            ct.ThrowIfCancellationRequested();
            var (start, count) = test.RowsOf(learner);
            model.Predict(test, learner, chances.AsSpan(start, count));
            progress.Report(FitShare + ((1 - FitShare) * (learner + 1.0) / test.Learners));
        }

        var correct = test.Correct.Span;
        var names = Enumerable.Range(0, train.Learners).Select(train.LearnerName).ToHashSet(StringComparer.Ordinal);
        using var process = Process.GetCurrentProcess();
        return new TracingReport(
            kind.Name, asked.Seed, new LogSize(train.Learners, train.Rows), new LogSize(test.Learners, test.Rows),
            Enumerable.Range(0, test.Learners).Count(learner => names.Contains(test.LearnerName(learner))),
            BinaryMeasures.AreaUnderCurve(chances, correct), BinaryMeasures.LogLoss(chances, correct),
            BinaryMeasures.CalibrationError(chances, correct),
            BinaryMeasures.Calibration(chances, correct, 0.60, 0.85, 5),
            fitted.TotalSeconds, watch.Elapsed.TotalSeconds, process.PeakWorkingSet64 / 1e6)
        {
            Chances = ChancesOf(test, chances),
        };
    }

    private Result<AnswerLog> Read(string path, AnswerVocabulary vocabulary, IReadOnlySet<int>? folds)
    {
        if (!files.Read(path, vocabulary).TryGet(out var log, out var problem)) return problem;

        if (folds is not null) log = log.Where(learner => folds.Contains(log.FoldOf(learner)));
        return log.Rows > 0
            ? log
            : new Problem.Invalid(folds is null
                ? $"{path} has no rows."
                : $"{path} has no rows of the folds {string.Join(", ", folds)}.");
    }

    private static List<TracedChance> ChancesOf(AnswerLog log, double[] chances)
    {
        var rows = new List<TracedChance>(chances.Length);
        for (var learner = 0; learner < log.Learners; learner++)
        {
            var (start, count) = log.RowsOf(learner);
            for (var row = start; row < start + count; row++)
            {
                foreach (var place in log.PlacesOf(row))
                    rows.Add(new TracedChance(log.LearnerName(learner), place, chances[row]));
            }
        }

        return rows;
    }
}
