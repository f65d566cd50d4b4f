using static LearnerGraph.Infrastructure.Import.Sample.Exercise;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Fractions, decimals, percentages and ratios.</summary>
internal static class FractionTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("alg-fractions-simplify", "Simplifying fractions",
            "The same fraction in lowest terms.", "fractions", 25, 0.35, "alg-gcd-lcm",
            (d, level) =>
            {
                int top = d.Int(1, 5 + level), bottom = d.Int(top + 1, 8 + (2 * level)), k = d.Int(2, 3 + level);
                var ratio = new Ratio(top, bottom);
                return Written($"Write {top * k}/{bottom * k} in lowest terms.", ratio.ToString(),
                    $"Divide both by {Ratio.Gcd(top * k, bottom * k)}.", "Which numbers divide both?",
                    $"{bottom * k}/{top * k}", $"{top}/{(bottom * k) - 1}", $"{(top * k) - 1}/{(bottom * k) - 1}");
            }),
        new("alg-fractions-add", "Adding and subtracting fractions",
            "Sums of fractions with unlike denominators.", "fractions", 35, 0.48, "alg-fractions-simplify",
            (d, level) =>
            {
                int b = d.Int(2, 4 + level), e = d.Int(2, 4 + level);
                int a = d.Int(1, b), c = d.Int(1, e);
                return Fraction($"Calculate: {a}/{b} + {c}/{e}", new Ratio(a, b) + new Ratio(c, e),
                    $"Over {b * e}: {a * e}/{b * e} + {c * b}/{b * e}.", "Find a common denominator.",
                    new Ratio(a + c, b + e), new Ratio(a + c, b * e), new Ratio(a * c, b * e));
            },
            (d, level) =>
            {
                int b = d.Int(2, 4 + level), e = d.Int(2, 4 + level);
                int a = d.Int(1, b), c = d.Int(1, e);
                return Fraction($"Calculate: {a}/{b} - {c}/{e}", new Ratio(a, b) - new Ratio(c, e),
                    $"Over {b * e}: {a * e}/{b * e} - {c * b}/{b * e}.", "Find a common denominator.",
                    new Ratio(a - c, b == e ? b + 1 : Math.Abs(b - e)), new Ratio(a, b) + new Ratio(c, e),
                    new Ratio(a - c, b * e));
            }),
        new("alg-fractions-multiply", "Multiplying and dividing fractions",
            "Products and quotients of fractions.", "fractions", 30, 0.45, "alg-fractions-simplify alg-int-multiply",
            (d, level) =>
            {
                int a = d.Int(1, 3 + level), b = d.Int(2, 4 + level), c = d.Int(1, 3 + level), e = d.Int(2, 4 + level);
                return Fraction($"Calculate: {a}/{b} * {c}/{e}", new Ratio(a, b) * new Ratio(c, e),
                    $"Tops and bottoms: {a * c}/{b * e}.", "No common denominator is needed.",
                    new Ratio(a, b) / new Ratio(c, e), new Ratio(a * c, b + e), new Ratio(a, b) + new Ratio(c, e));
            },
            (d, level) =>
            {
                int a = d.Int(1, 3 + level), b = d.Int(2, 4 + level), c = d.Int(1, 3 + level), e = d.Int(2, 4 + level);
                return Fraction($"Calculate: ({a}/{b}) / ({c}/{e})", new Ratio(a, b) / new Ratio(c, e),
                    $"Multiply by the reciprocal: {a}/{b} * {e}/{c}.", "Turn the second fraction over.",
                    new Ratio(a, b) * new Ratio(c, e), new Ratio(c, e) / new Ratio(a, b), new Ratio(a + e, b + c));
            }),
        new("alg-decimals", "Fractions and decimals",
            "One number in two ways of writing.", "fractions decimals", 25, 0.36, "alg-fractions-simplify",
            (d, level) =>
            {
                int bottom = d.Pick(2, 4, 5, 10, 20, 25), top = d.Int(1, bottom * level);
                decimal value = (decimal)top / bottom;
                string text = value.ToString("0.####");
                return new Exercise($"Write {top}/{bottom} as a decimal.", Domain.Content.QuestionType.Numeric, text,
                    [.. Others(value)], $"{top} divided by {bottom} is {text}.", "Make the denominator 10 or 100.");
            },
            (d, level) =>
            {
                int hundredths = d.Int(1, 40 * level) * d.Pick(1, 5);
                string text = (hundredths / 100m).ToString("0.##");
                var ratio = new Ratio(hundredths, 100);
                return Written($"Write {text} as a fraction in lowest terms.", ratio.ToString(),
                    $"{text} is {hundredths}/100; divide both by {Ratio.Gcd(hundredths, 100)}.", "How many hundredths?",
                    new Ratio(hundredths, 1000).ToString(), new Ratio(hundredths + 1, 100).ToString(),
                    new Ratio(hundredths, 10).ToString());
            }),
        new("alg-percent", "Percentages",
            "Parts of a hundred.", "percent", 25, 0.38, "alg-decimals",
            (d, level) =>
            {
                int percent = d.Int(1, 4 * level) * 5, of = d.Int(1, 10 * level) * 20;
                return Number($"What is {percent}% of {of}?", percent * of / 100,
                    $"{of} * {percent}/100 = {percent * of / 100}.",
                    "Take one percent first.", percent * of / 10, of - percent, of * percent / 50);
            },
            (d, level) =>
            {
                int percent = d.Int(1, 19) * 5, whole = d.Int(1, 5 * level) * 20;
                return Number($"{whole * percent / 100} is how many percent of {whole}?", percent,
                    $"{whole * percent / 100}/{whole} = {percent}/100.", "Divide by the whole.", 100 - percent,
                    percent + 10, percent * 2);
            }),
        new("alg-percent-change", "Percentage change",
            "Growth and decline as a share of where they started.", "percent", 30, 0.5, "alg-percent",
            (d, level) =>
            {
                int old = d.Int(1, 6 * level) * 20, percent = d.Int(1, 10) * 5 * d.Pick(1, -1);
                int now = old + (old * percent / 100);
                return Number($"A price goes from {old} to {now}. By how many percent does it change? (A decrease is "
                    + "negative.)",
                    percent, $"The change is {now - old}; {now - old}/{old} = {percent}/100.",
                    "Divide by the old price.",
                    -percent, now - old, percent + 5);
            },
            (d, level) =>
            {
                int old = d.Int(1, 6 * level) * 20, percent = d.Int(1, 12) * 5;
                return Number($"{old} grows by {percent}%. What is it then?", old + (old * percent / 100),
                    $"{percent}% of {old} is {old * percent / 100}.", "The whole is 100% and stays.",
                    old * percent / 100, old + percent, old - (old * percent / 100));
            }),
        new("alg-ratio", "Ratios",
            "Comparing parts with each other and with the whole.", "ratio", 25, 0.4, "alg-fractions-simplify",
            (d, level) =>
            {
                int a = d.Int(1, 2 + level), b = d.Int(1, 3 + level), unit = d.Int(2, 4 + (3 * level));
                return Number($"{(a + b) * unit} sweets are shared in the ratio {a}:{b}. How many are in the first "
                    + "part?",
                    a * unit, $"{a + b} equal shares of {unit} sweets; the first part has {a}.",
                    "How many shares are there in all?", b * unit, unit, (a + b) * unit / 2);
            },
            (d, level) =>
            {
                int k = d.Int(2, 4 + level), a = d.Int(1, 4 + level), b = d.Int(1, 4 + level);
                long g = Ratio.Gcd(a, b);
                return Written($"Simplify the ratio {a * k}:{b * k}", $"{a / g}:{b / g}", $"Divide both by {k * g}.",
                    "What divides both numbers?", $"{b / g}:{a / g}", $"{(a / g) + 1}:{b / g}",
                    $"{a / g}:{(b / g) + 1}");
            }),
        new("alg-proportion", "Proportions",
            "Two equal ratios, one number missing.", "ratio equations", 30, 0.48, "alg-ratio alg-one-step",
            (d, level) =>
            {
                int a = d.Int(2, 4 + level), b = d.Int(2, 5 + level), k = d.Int(2, 3 + level);
                return Number($"Solve for x: {a}/{b} = x/{b * k}", a * k, $"Both sides times {b * k}: x = {a} * {k}.",
                    "What was the denominator multiplied by?", b * k, a + (b * k) - b, a);
            },
            (d, level) =>
            {
                int each = d.Int(2, 6 + level), n = d.Int(2, 5), m = n + d.Int(1, 3 + level);
                return Number($"{n} tickets cost {n * each} euros. How many euros do {m} tickets cost?", m * each,
                    $"One ticket costs {each} euros.", "What does one cost?", (n * each) + m, (n * each) + (m - n),
                    n * m);
            }),
    ];

    private static IEnumerable<string> Others(decimal value) =>
        new[] { value * 10, value / 10, value + 0.1m, 1 - value }
            .Where(other => other != value).Select(other => other.ToString("0.####")).Distinct().Take(3);
}
