using static LearnerGraph.Infrastructure.Import.Sample.Exercise;
using static LearnerGraph.Infrastructure.Import.Sample.Notation;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Describing data.</summary>
internal static class StatisticsTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("st-mean", "The mean",
            "What each would have if all had the same.", "data centre", 20, 0.28, "",
            (d, level) =>
            {
                int[] data = WithWholeMean(d, 3 + level, 6 + (4 * level));
                return Number($"Data: {List(data)}. What is the mean?", data.Sum() / data.Length,
                    $"The sum {data.Sum()} over {data.Length} values.", "Add up and divide.",
                    Sorted(data)[data.Length / 2], data.Sum(), data.Max() - data.Min());
            }) { Matches = "cs-array-sum" },
        new("st-median", "The median",
            "The middle value.", "data centre", 20, 0.32, "",
            (d, level) =>
            {
                int[] data = d.Ints(3 + (2 * ((level + 1) / 2)), 1, 10 + (4 * level));
                int[] sorted = Sorted(data);
                return Number($"Data: {List(data)}. What is the median?", sorted[data.Length / 2],
                    $"In order: {List(sorted)}.", "Put the values in order first.",
                    data[data.Length / 2], data.Sum() / data.Length, sorted[(data.Length / 2) - 1]);
            },
            (d, level) =>
            {
                int[] data = d.Ints(4 + (2 * (level / 2)), 1, 10 + (4 * level));
                int[] sorted = Sorted(data);
                int low = sorted[(data.Length / 2) - 1], high = sorted[data.Length / 2];
                return Fraction($"Data: {List(data)}. What is the median?", new Ratio(low + high, 2),
                    $"In order: {List(sorted)}; midway between {low} and {high}.", "There are two middle values.",
                    low, high, new Ratio(data.Sum(), data.Length));
            }),
        new("st-mode", "The mode",
            "The most frequent value.", "data centre", 15, 0.22, "",
            (d, level) =>
            {
                int mode = d.Int(1, 9 + level);
                int[] others = [.. Enumerable.Range(1, 12 + level).Where(n => n != mode)];
                int[] data = d.Shuffle([mode, mode, mode, .. d.Shuffle(others).Take(3 + level)]);
                return Number($"Data: {List(data)}. What is the mode?", mode, $"{mode} occurs three times.",
                    "Which value occurs most often?", data.Max(), Sorted(data)[data.Length / 2], 3);
            }),
        new("st-range", "The range",
            "From the smallest to the largest.", "data spread", 15, 0.22, "",
            (d, level) =>
            {
                int[] data = d.Ints(4 + level, -3 * level, 10 + (5 * level));
                return Number($"Data: {List(data)}. What is the range?", data.Max() - data.Min(),
                    $"{data.Max()} - {Operand(data.Min())}.", "Largest minus smallest.", data.Max(),
                    data.Max() + data.Min(), data.Length);
            }),
        new("st-quartiles", "Quartiles",
            "Medians of the two halves.", "data spread", 30, 0.45, "st-median",
            (d, level) =>
            {
                int[] data = d.Ints(7, 1, 12 + (6 * level)), sorted = Sorted(data);
                return Number($"Data: {List(data)}. What is the upper quartile (the median of the values above the "
                    + "median)?",
                    sorted[5], $"In order: {List(sorted)}; the upper half is {List(sorted[4..])}.",
                    "Put the values in order and leave out the middle one.", sorted[1], sorted[3], sorted[4]);
            },
            (d, level) =>
            {
                int[] data = d.Ints(7, 1, 12 + (6 * level)), sorted = Sorted(data);
                return Number($"Data: {List(data)}. What is the interquartile range (upper minus lower quartile, the "
                    + "medians of the halves)?",
                    sorted[5] - sorted[1], $"In order: {List(sorted)}; {sorted[5]} - {sorted[1]}.",
                    "Find the medians of both halves.", sorted[6] - sorted[0], sorted[4] - sorted[2], sorted[5]);
            }) { Extends = "st-median" },
        new("st-outliers", "Outliers",
            "Values beyond one and a half interquartile ranges.", "data spread", 30, 0.55, "st-quartiles",
            (d, level) =>
            {
                int low = d.Int(10, 20 + (5 * level)), iqr = 2 * d.Int(2, 4 + level);
                return Number($"The lower quartile is {low}, the upper quartile is {low + iqr}. From which value on "
                    + "upwards is a value an outlier (1.5 interquartile ranges above the upper quartile)?",
                    low + iqr + (3 * iqr / 2), $"{low + iqr} + 1.5 * {iqr}.", "First the interquartile range.",
                    low + (3 * iqr / 2), low + (2 * iqr), low - (3 * iqr / 2));
            }),
        new("st-deviation", "Mean absolute deviation",
            "The mean distance from the mean.", "data spread", 30, 0.48, "st-mean",
            (d, level) =>
            {
                int[] data = Around(d, level);
                int mean = data.Sum() / 4;
                return Fraction($"Data: {List(data)}. What is the mean absolute deviation from the mean?",
                    new Ratio(data.Sum(x => Math.Abs(x - mean)), 4),
                    $"The mean is {mean}; the distances are {List(data.Select(x => Math.Abs(x - mean)))}.",
                    "Distances are never negative.", 0, mean, new Ratio(data.Sum(x => Math.Abs(x - mean)), 1));
            }),
        new("st-variance", "Variance",
            "The mean squared distance from the mean.", "data spread", 35, 0.55, "st-deviation",
            (d, level) =>
            {
                int[] data = Around(d, level);
                int mean = data.Sum() / 4;
                return Fraction($"Data: {List(data)}. What is the variance (divide by the number of values)?",
                    new Ratio(data.Sum(x => (x - mean) * (x - mean)), 4),
                    $"The mean is {mean}; the squares are {List(data.Select(x => (x - mean) * (x - mean)))}.",
                    "Square the distances before you average them.", new Ratio(data.Sum(x => Math.Abs(x - mean)), 4),
                    new Ratio(data.Sum(x => (x - mean) * (x - mean)), 3), mean);
            }),
        new("st-standard-deviation", "Standard deviation",
            "The root of the variance.", "data spread", 30, 0.55, "st-variance",
            (d, level) =>
            {
                int mean = d.Int(5, 20 + (5 * level)), s = d.Int(1, 2 + level), n = d.Int(1, 2);
                int[] data = d.Shuffle([.. Enumerable.Repeat(mean - s, n), .. Enumerable.Repeat(mean + s, n)]);
                return Number($"Data: {List(data)}. What is the standard deviation (of all values, not a sample)?", s,
                    $"The mean is {mean}, every value is {s} away from it.", "How far is each value from the mean?",
                    s * s, 2 * s, mean);
            },
            (d, level) =>
            {
                int s = d.Int(2, 5 + (2 * level));
                return Number($"The variance of some data is {s * s}. What is their standard deviation?", s,
                    $"The square root of {s * s}.", "Take the square root.", s * s * 2, s * s / 2, s + 1);
            }),
        new("st-z-score", "Standard scores",
            "Distance from the mean in standard deviations.", "data normal", 30, 0.55, "st-standard-deviation",
            (d, level) =>
            {
                int mean = d.Int(50, 60 + (10 * level)), s = d.Int(2, 5 + level) * 2, half = d.Signed(5);
                return Fraction($"The mean is {mean} and the standard deviation {s}. What is the standard score of "
                    + $"{mean + (half * s / 2)}?",
                    new Ratio(half, 2), $"({mean + (half * s / 2)} - {mean})/{s}.",
                    "How many standard deviations away?",
                    new Ratio(-half, 2), half, new Ratio(half * s, 2));
            }) { Extends = "alg-evaluate" },
        new("st-normal-rule", "The 68-95-99.7 rule",
            "Shares of a normal distribution.", "normal percent", 25, 0.58, "st-z-score",
            (d, level) =>
            {
                int mean = d.Int(5, 20) * 10, s = d.Int(1, 3 + level) * 2, k = d.Int(1, 3);
                string[] shares = ["68", "95", "99.7"];
                return Choice($"Values are normal with mean {mean} and standard deviation {s}. About how many "
                    + $"percent lie between {mean - (k * s)} and {mean + (k * s)}?",
                    shares[k - 1], $"That is {k} standard deviation{(k > 1 ? "s" : "")} on either side.",
                    "How many standard deviations is the distance?",
                    "34", "50", "68", "95", "99.7");
            }),
        new("st-weighted-mean", "Weighted means",
            "Some values count more.", "data centre", 25, 0.46, "st-mean",
            (d, level) =>
            {
                int a = d.Int(1, 6 + level), b = d.Int(1, 6 + level), m = d.Int(1, 2 + level), n = d.Int(1, 2 + level);
                return Fraction($"A mark of {a} counts {m} times and a mark of {b} counts {n} times. What is the "
                    + "mean mark?",
                    new Ratio((a * m) + (b * n), m + n), $"({a} * {m} + {b} * {n})/({m} + {n}).",
                    "How many marks are there in all?",
                    new Ratio(a + b, 2), new Ratio((a * m) + (b * n), 2), new Ratio((a * n) + (b * m), m + n));
            }) { Extends = "st-mean" },
        new("st-frequency", "Frequency tables",
            "Counting how often each value occurs.", "data tables", 25, 0.38, "st-mean st-mode",
            (d, level) =>
            {
                int first = d.Int(0, 3), a = d.Int(1, 3 + level), b = d.Int(1, 3 + level), c = d.Int(1, 3 + level);
                return Number($"The value {first} occurs {a} times, {first + 1} occurs {b} times and {first + 2} "
                    + $"occurs {c} times. What is the sum of all values?",
                    (first * a) + ((first + 1) * b) + ((first + 2) * c),
                    $"{first} * {a} + {first + 1} * {b} + {first + 2} * {c}.", "Each value times how often it occurs.",
                    a + b + c, (3 * first) + 3, ((3 * first) + 3) * (a + b + c));
            }),
        new("st-prediction", "Predicting with a line",
            "Reading a regression line.", "regression", 25, 0.42, "st-mean",
            (d, level) =>
            {
                int a = d.Int(5, 20 + (5 * level)), b = d.Signed(2 + level), x = d.Int(2, 6 + level);
                return Number($"A fitted line says: score = {a} + {Operand(b)} * hours. What does it predict for {x} "
                    + "hours?",
                    a + (b * x), $"{a} + {Operand(b * x)}.", "Put the hours in.", (a + b) * x, a + b + x, a - (b * x));
            }) { Extends = "alg-line" },
    ];

    private static int[] Sorted(int[] data) => [.. data.Order()];

    /// <summary>The last value is chosen so that the mean is whole.</summary>
    private static int[] WithWholeMean(Dice dice, int count, int most)
    {
        int[] data = dice.Ints(count, 1, most);
        data[^1] += (count - (data.Sum() % count)) % count;
        return data;
    }

    /// <summary>Four values with a whole mean, not all the same.</summary>
    private static int[] Around(Dice dice, int level)
    {
        int mean = dice.Int(5, 12 + (4 * level)), a = dice.Int(1, 2 + level), b = dice.Int(0, 1 + level);
        return dice.Shuffle([mean - a, mean + a, mean - b, mean + b]);
    }
}
