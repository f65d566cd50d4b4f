using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>How a head looks at texts and how closely it follows its examples.</summary>
/// <param name="Cost">The weight of a wrong example against large weights.</param>
public sealed record HeadRules(string Name, TermRules Terms, float ShapeWeight, double Cost);

/// <summary>Predicts a label, or a number, of a text.</summary>
public sealed class TextHead
{
    private const int Folds = 3;
    private const int ChoiceTexts = 6_000;

    private static readonly HeadRules[] Views =
    [
        new("words", new TermRules(2, 0, 0, 0, MinDocuments: 1, MaxTerms: 400_000), 0, 1),
        new("words and letters", new TermRules(2, 3, 4, 0.7f, MaxTerms: 400_000), 0, 1),
        new(
            "frames, letters and shape",
            new TermRules(0, 3, 4, 0.7f, 4, 5, MaxTerms: 400_000, NumbersAreOne: true), 0.07f, 1),
        new(
            "words, frames, letters and shape",
            new TermRules(2, 3, 4, 0.7f, 4, 5, MaxTerms: 400_000, NumbersAreOne: true), 0.06f, 1),
    ];

    private static readonly double[] Costs = [0.3, 1, 3, 10];

    private readonly TextFeatures _features;
    private readonly TextClassifier? _classes;
    private readonly LinearMachine? _number;
    private readonly (double Least, double Most) _range;

    private TextHead(
        HeadRules rules, TextFeatures features, TextClassifier? classes, LinearMachine? number,
        (double, double) range) =>
        (Rules, _features, _classes, _number, _range) = (rules, features, classes, number, range);

    public HeadRules Rules { get; }

    public IReadOnlyList<string> Labels => _classes?.Labels ?? [];

    /// <summary>A head for labels.</summary>
    public static TextHead FitLabels(
        IReadOnlyList<string> texts, IReadOnlyList<string> labels, HeadRules rules, ulong seed)
    {
        var features = TextFeatures.Fit(texts, rules.Terms, rules.ShapeWeight);
        return new TextHead(
            rules, features, TextClassifier.Fit(features.Of(texts), labels, rules.Cost, seed), null, default);
    }

    /// <summary>A head for numbers on a scale of whole steps; its answers stay inside what it has seen.</summary>
    public static TextHead FitNumbers(
        IReadOnlyList<string> texts, IReadOnlyList<double> numbers, HeadRules rules, ulong seed)
    {
        var features = TextFeatures.Fit(texts, rules.Terms, rules.ShapeWeight);
        double[] targets = [.. numbers];
        return new TextHead(
            rules, features, null, LinearMachine.FitNumber(features.Of(texts), targets, rules.Cost, seed),
            (targets.Min(), targets.Max()));
    }

    /// <summary>The rules with the best accuracy over folds of the examples themselves.</summary>
    public static HeadRules ChooseForLabels(IReadOnlyList<string> texts, IReadOnlyList<string> labels, ulong seed) =>
        Choose(texts.Count, seed, (rules, train, test) =>
        {
            var head = FitLabels(Pick(texts, train), Pick(labels, train), rules, seed);
            var predicted = head.PredictLabels(Pick(texts, test));
            return predicted.Where((label, i) => label == labels[test[i]]).Count();
        });

    /// <summary>The rules with the smallest absolute error over folds of the examples themselves.</summary>
    public static HeadRules ChooseForNumbers(
        IReadOnlyList<string> texts, IReadOnlyList<double> numbers, ulong seed) =>
        Choose(texts.Count, seed, (rules, train, test) =>
        {
            var head = FitNumbers(Pick(texts, train), Pick(numbers, train), rules, seed);
            var predicted = head.PredictNumbers(Pick(texts, test));
            return -predicted.Select((number, i) => Math.Abs(number - numbers[test[i]])).Sum();
        });

    public string[] PredictLabels(IReadOnlyList<string> texts)
    {
        var rows = _features.Of(texts);
        return [.. Enumerable.Range(0, texts.Count).Select(row => _classes!.Predict(rows, row))];
    }

    /// <summary>Rounded to whole steps, as the median of absolute errors on such a scale is one.</summary>
    public double[] PredictNumbers(IReadOnlyList<string> texts)
    {
        var rows = _features.Of(texts);
        var numbers = new double[texts.Count];
        for (var row = 0; row < numbers.Length; row++)
            numbers[row] = Math.Clamp(Math.Round(_number!.Score(rows, row)), _range.Least, _range.Most);
        return numbers;
    }

    /// <summary>A margin for each label, by text.</summary>
    public double[][] Margins(IReadOnlyList<string> texts)
    {
        var rows = _features.Of(texts);
        return [.. Enumerable.Range(0, texts.Count).Select(row => _classes!.Margins(rows, row))];
    }

    // First how to look, at the middle cost, then how closely to follow; the first of equals wins.
    private static HeadRules Choose(int count, ulong seed, Func<HeadRules, int[], int[], double> score)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var random = new Prng(seed);
        random.Shuffle(order.AsSpan());
        order = order[..Math.Min(count, ChoiceTexts)];
        var folds = Math.Min(Folds, count);
        double Score(HeadRules rules) => Enumerable.Range(0, folds).Sum(fold => score(
            rules, [.. order.Where((_, i) => i % folds != fold)], [.. order.Where((_, i) => i % folds == fold)]));
        if (folds < 2) return Views[0];

        var view = Views.MaxBy(Score)!;
        return Costs.Select(cost => view with { Cost = cost }).MaxBy(Score)!;
    }

    private static T[] Pick<T>(IReadOnlyList<T> all, int[] indices) => Array.ConvertAll(indices, i => all[i]);
}
