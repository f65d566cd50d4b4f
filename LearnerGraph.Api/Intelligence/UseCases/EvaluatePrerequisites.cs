using System.Diagnostics;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>One pair's chance, from a model that saw neither it nor its reverse.</summary>
public readonly record struct PrerequisiteChance(string Concept, string Candidate, int Fold, double P);

/// <summary>How well prerequisites were predicted, all folds together; yes from a chance of 0.5.</summary>
public sealed record PrerequisiteReport(
    int Pairs, int Positive, int Concepts, int Folds, ulong Seed, double F1, double Precision, double Recall,
    double? AreaUnderCurve, double Seconds)
{
    /// <summary>In the order of the file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<PrerequisiteChance> Chances { get; init; } = [];
}

/// <summary>Cross-validates the prerequisite model on labelled pairs: concept, candidate, is_prerequisite.</summary>
public sealed class EvaluatePrerequisites(ITableFiles files)
{
    private const double Yes = 0.5;

    public Result<PrerequisiteReport> Run(
        string path, int folds, ulong seed, IProgress<double> progress, CancellationToken ct)
    {
        if (folds is < 2 or > 100) return new Problem.Invalid("--folds must be from 2 to 100.");
        if (!files.Read(path).TryGet(out var table, out var problem)) return problem;
        if (!Pairs(table).TryGet(out var pairs, out problem)) return problem;
        if (pairs.Length < folds) return new Problem.Invalid($"{pairs.Length} pairs cannot be split into {folds}.");

        var watch = Stopwatch.StartNew();
        string[] names =
        [
            .. pairs.SelectMany(pair => new[] { pair.Concept, pair.Candidate }).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var foldOf = PrerequisiteModel.Folds(pairs, folds, seed);
        var chances = new PrerequisiteChance[pairs.Length];
        for (var fold = 0; fold < folds; fold++)
        {
            ct.ThrowIfCancellationRequested();
            var model = PrerequisiteModel.Fit([.. pairs.Where((_, i) => foldOf[i] != fold)], names, seed);
            for (var i = 0; i < pairs.Length; i++)
            {
                if (foldOf[i] != fold) continue;
                var (concept, candidate, _) = pairs[i];
                chances[i] = new PrerequisiteChance(concept, candidate, fold, model.Chance(concept, candidate));
            }

            progress.Report((fold + 1.0) / folds);
        }

        return Report(pairs, chances, names.Length, folds, seed, watch.Elapsed);
    }

    private static PrerequisiteReport Report(
        PrerequisitePair[] pairs, PrerequisiteChance[] chances, int concepts, int folds, ulong seed, TimeSpan took)
    {
        double[] p = [.. chances.Select(chance => chance.P)];
        bool[] isYes = [.. pairs.Select(pair => pair.IsPrerequisite)];
        double positive = isYes.Count(yes => yes), said = p.Count(chance => chance >= Yes);
        double right = p.Where((chance, i) => chance >= Yes && isYes[i]).Count();
        return new PrerequisiteReport(
            pairs.Length, (int)positive, concepts, folds, seed,
            positive + said == 0 ? 0 : 2 * right / (positive + said),
            said == 0 ? 0 : right / said, positive == 0 ? 0 : right / positive,
            BinaryMeasures.AreaUnderCurve(p, isYes), took.TotalSeconds)
        {
            Chances = chances,
        };
    }

    private static Result<PrerequisitePair[]> Pairs(TextTable table)
    {
        foreach (var column in (string[])["concept", "candidate", "is_prerequisite"])
        {
            if (!table.Has(column))
            {
                return new Problem.Invalid(
                    $"The file has no column {column}; it has {string.Join(", ", table.Columns)}.");
            }
        }

        var pairs = new PrerequisitePair[table.Count];
        for (var row = 0; row < pairs.Length; row++)
        {
            if (table[row, "concept"] is not { } concept || table[row, "candidate"] is not { } candidate
                || table[row, "is_prerequisite"] is not ("0" or "1"))
            {
                return new Problem.Invalid(
                    $"Row {row + 1}: expected a concept, a candidate and 0 or 1 in is_prerequisite.");
            }

            pairs[row] = new PrerequisitePair(concept, candidate, table[row, "is_prerequisite"] == "1");
        }

        return pairs;
    }
}
