using System.Diagnostics;
using System.Globalization;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Prediction;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>How well one column was predicted; the measure is null where the test file does not have it.</summary>
/// <param name="Measure">"accuracy" or "meanAbsoluteError".</param>
/// <param name="View">What the head looks at, chosen by cross-validation over the training file.</param>
public sealed record TextPrediction(string Column, string Measure, double? Value, string View, double Cost)
{
    /// <summary>In the order of the test file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <param name="PrecisionAt10">Mean share of the ten nearest training texts with the same label.</param>
/// <param name="PrecisionAt10OfTerms">The same by terms alone, without the labels' head.</param>
public sealed record TextNeighbours(string Column, double? PrecisionAt10, double? PrecisionAt10OfTerms);

/// <summary>What the built-in heads make of labelled texts that they were not fitted to.</summary>
public sealed record TextReport(
    int Train, int Test, ulong Seed, IReadOnlyList<TextPrediction> Predictions, TextNeighbours? Neighbours,
    double Seconds)
{
    /// <summary>Of the test's rows: the id column, or the row's number from 1.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>By test row, the ids of the ten nearest training rows, best first.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> NeighbourIds { get; init; } = [];
}

/// <summary>
/// Fits heads to the labels of one file of texts and predicts those of another. The text is the column text, question
/// or prompt; category and type are labels, grade is a number.
/// </summary>
public sealed class EvaluateText(ITableFiles files)
{
    private const int Nearest = 10;
    private const float LabelWeight = 1;

    private static readonly string[] TextColumns = ["text", "question", "prompt"];
    private static readonly string[] LabelColumns = ["category", "type"];

    public Result<TextReport> Run(
        string trainPath, string testPath, ulong seed, IProgress<double> progress, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        if (!files.Read(trainPath).TryGet(out var train, out var problem)) return problem;
        if (!files.Read(testPath).TryGet(out var test, out problem)) return problem;
        if (TextColumns.FirstOrDefault(c => train.Has(c) && test.Has(c)) is not { } column)
        {
            return new Problem.Invalid(
                $"Both files need a column {string.Join(", ", TextColumns[..^1])} or {TextColumns[^1]}.");
        }

        string[] labels = [.. LabelColumns.Where(train.Has)];
        var hasGrade = train.Has("grade");
        if (labels.Length == 0 && !hasGrade)
            return new Problem.Invalid("The training file has none of the columns category, type and grade.");
        if (train.Count == 0 || test.Count == 0) return new Problem.Invalid("A file has no rows.");

        var (texts, asked) = (train.Column(column), test.Column(column));
        var predictions = new List<TextPrediction>();
        TextNeighbours? neighbours = null;
        string[] neighbourIds = [];
        foreach (var label in labels)
        {
            ct.ThrowIfCancellationRequested();
            var given = train.Column(label);
            var rules = TextHead.ChooseForLabels(texts, given, seed);
            var head = TextHead.FitLabels(texts, given, rules, seed);
            predictions.Add(Labelled(label, head, head.PredictLabels(asked), test));
            progress.Report(0.5 * predictions.Count / (labels.Length + (hasGrade ? 1 : 0)));
            if (neighbours is null)
                (neighbours, neighbourIds) = Neighbours(head, label, texts, given, train, asked, test, ct);
        }

        if (hasGrade)
        {
            if (!Numbers(train, "grade").TryGet(out var grades, out problem)) return problem;
            var rules = TextHead.ChooseForNumbers(texts, grades, seed);
            var head = TextHead.FitNumbers(texts, grades, rules, seed);
            if (!Graded(head, head.PredictNumbers(asked), test).TryGet(out var graded, out problem)) return problem;
            predictions.Add(graded);
        }

        progress.Report(1);
        return new TextReport(train.Count, test.Count, seed, predictions, neighbours, watch.Elapsed.TotalSeconds)
        {
            Ids = Ids(test), NeighbourIds = neighbourIds,
        };
    }

    private static TextPrediction Labelled(string label, TextHead head, string[] predicted, TextTable test)
    {
        double? accuracy = test.Has(label)
            ? predicted.Where((value, row) => value == test[row, label]).Count() / (double)test.Count : null;
        return new TextPrediction(label, "accuracy", accuracy, head.Rules.Name, head.Rules.Cost) { Values = predicted };
    }

    private static Result<TextPrediction> Graded(TextHead head, double[] predicted, TextTable test)
    {
        double? error = null;
        if (test.Has("grade"))
        {
            if (!Numbers(test, "grade").TryGet(out var grades, out var problem)) return problem;
            error = predicted.Select((value, row) => Math.Abs(value - grades[row])).Average();
        }

        return new TextPrediction("grade", "meanAbsoluteError", error, head.Rules.Name, head.Rules.Cost)
        {
            Values = [.. predicted.Select(value => value.ToString("R", CultureInfo.InvariantCulture))],
        };
    }

    private static (TextNeighbours, string[]) Neighbours(
        TextHead head, string label, string[] texts, string[] given, TextTable train, string[] asked, TextTable test,
        CancellationToken ct)
    {
        var near = LabelledNeighbours.Build(texts, head.Margins(texts));
        var margins = head.Margins(asked);
        var trainIds = Ids(train);
        var ids = new string[asked.Length];
        double same = 0, sameByTerms = 0;
        var count = Math.Min(Nearest, texts.Length);
        for (var row = 0; row < asked.Length; row++)
        {
            ct.ThrowIfCancellationRequested();
            var found = near.Nearest(asked[row], margins[row], Nearest, LabelWeight);
            ids[row] = string.Join(' ', found.Select(i => trainIds[i]));
            if (!test.Has(label)) continue;

            var byTerms = near.Nearest(asked[row], margins[row], Nearest, 0);
            same += found.Count(i => given[i] == test[row, label]) / (double)count;
            sameByTerms += byTerms.Count(i => given[i] == test[row, label]) / (double)count;
        }

        return (
            test.Has(label)
                ? new TextNeighbours(label, same / asked.Length, sameByTerms / asked.Length)
                : new TextNeighbours(label, null, null),
            ids);
    }

    private static string[] Ids(TextTable table) =>
        table.Has("id")
            ? table.Column("id")
            : [.. Enumerable.Range(1, table.Count).Select(row => row.ToString(CultureInfo.InvariantCulture))];

    private static Result<double[]> Numbers(TextTable table, string column)
    {
        var numbers = new double[table.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (!double.TryParse(
                table[row, column], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row])
                || !double.IsFinite(numbers[row]))
            {
                return new Problem.Invalid($"Row {row + 1}: {column} \"{table[row, column]}\" is no number.");
            }
        }

        return numbers;
    }
}
