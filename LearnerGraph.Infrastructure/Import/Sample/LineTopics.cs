using static LearnerGraph.Infrastructure.Import.Sample.Exercise;
using static LearnerGraph.Infrastructure.Import.Sample.Notation;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Lines, systems, functions and sequences.</summary>
internal static class LineTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("alg-coordinates", "The coordinate plane",
            "Points as pairs of numbers.", "graphs", 15, 0.25, "alg-integers",
            (d, level) =>
            {
                int x = d.Signed(3 + (2 * level)), y = d.Signed(3 + (2 * level));
                string quadrant = (x > 0, y > 0) switch
                {
                    (true, true) => "I", (false, true) => "II", (false, false) => "III", _ => "IV",
                };
                return Choice($"In which quadrant is the point ({x}, {y})?", quadrant,
                    $"It is {(x > 0 ? "right" : "left")} of and {(y > 0 ? "above" : "below")} the origin.",
                    "The quadrants are counted from the upper right, against the clock.", "I", "II", "III", "IV");
            },
            (d, level) =>
            {
                int x = d.Signed(4 * level), y = d.Signed(4 * level), other = d.Signed(4 * level);
                return Number($"How far apart are the points ({x}, {y}) and ({x}, {other})?", Math.Abs(y - other),
                    $"Only the second coordinate differs: |{y} - {Operand(other)}| = {Math.Abs(y - other)}.",
                    "Which coordinate is the same?", y + other, Math.Abs(y) + Math.Abs(other), y - other);
            }),
        new("alg-slope", "Slope",
            "How much a line rises for one step to the right.", "lines", 25, 0.42,
            "alg-coordinates alg-fractions-simplify",
            (d, level) =>
            {
                int x = d.Signed(3 + level), y = d.Signed(3 + level), dx = d.Int(1, 2 + level),
                    dy = d.Signed(4 + level);
                return Fraction($"What is the slope of the line through ({x}, {y}) and ({x + dx}, {y + dy})?",
                    new Ratio(dy, dx), $"It rises by {dy} over {dx} steps.", "Rise over run.",
                    new Ratio(dx, dy), new Ratio(-dy, dx), new Ratio(-dx, dy));
            }),
        new("alg-line", "The equation of a line",
            "Slope and intercept in y = mx + b.", "lines", 25, 0.42, "alg-slope alg-evaluate",
            (d, level) =>
            {
                int m = d.Signed(3 + level), b = d.Signed(5 + level), x = d.Signed(2 + level);
                return Number($"The line y = {Polynomial(m, b)} passes through a point with x = {x}. What is its y?",
                    (m * x) + b, $"{m} * {Operand(x)} + {Operand(b)} = {(m * x) + b}.", "Put the x into the equation.",
                    (m * x) - b, m + b + x, m * (x + b));
            },
            (d, level) =>
            {
                int m = d.Signed(3 + level), b = d.Signed(5 + (2 * level));
                return Number($"Where does the line y = {Polynomial(m, b)} cross the y-axis? Give the y.", b,
                    "There x is 0, and only the constant is left.", "What is x on the y-axis?", m, -b, b + m);
            }),
        new("alg-line-points", "A line through two points",
            "Finding slope and intercept from points.", "lines", 35, 0.55, "alg-line alg-two-step",
            (d, level) =>
            {
                int m = d.Signed(2 + level), b = d.Signed(4 + level), x = d.Signed(4), k = d.Int(1, 3);
                return Written(
                    $"Which line passes through ({x}, {(m * x) + b}) and ({x + k}, {(m * (x + k)) + b})? Write it as "
                    + "y = mx + b.",
                    $"y = {Polynomial(m, b)}", $"The slope is {m * k}/{k} = {m}; the point gives b = {b}.",
                    "First the slope, then put a point in.", $"y = {Polynomial(b, m)}", $"y = {Polynomial(m, -b)}",
                    $"y = {Polynomial(-m, b)}");
            }),
        new("alg-parallel", "Parallel and perpendicular lines",
            "What slopes tell of directions.", "lines", 25, 0.52, "alg-line",
            (d, level) =>
            {
                int m = d.Signed(4 + level), b = d.Signed(9);
                return Fraction($"What is the slope of a line perpendicular to y = {Polynomial(m, b)}?",
                    new Ratio(-1, m),
                    $"The slopes multiply to -1: {m} * ({new Ratio(-1, m)}) = -1.", "Negative reciprocal.",
                    new Ratio(1, m), -m, m);
            },
            (d, level) =>
            {
                int m = d.Signed(4 + level), b = d.Signed(9);
                return Number($"What is the slope of a line parallel to y = {Polynomial(m, b)}?", m,
                    "Parallel lines have the same slope.", "They rise equally.", -m, b, m + b);
            }),
        new("alg-systems-substitution", "Systems by substitution",
            "Two equations, one of them solved for a letter.", "systems", 35, 0.56, "alg-both-sides alg-line",
            (d, level) =>
            {
                int x = d.Signed(2 + level), y = d.Signed(3 + level), m = d.Signed(3), a = d.Int(1, 3), c = d.Int(1, 3);

                // Otherwise both equations would be the same line.
                if (a + (c * m) == 0) a++;
                return Number(
                    $"Solve for x: y = {Polynomial(m, y - (m * x))} and {Polynomial(a, 0)} + {Times(c, 'y')} = "
                    + $"{(a * x) + (c * y)}", x,
                    $"Put the first into the second; x = {x}, then y = {y}.",
                    "Write the first right side in the place of y.",
                    y, -x, x + 1);
            }),
        new("alg-systems-elimination", "Systems by elimination",
            "Adding equations so that one letter goes.", "systems", 40, 0.6, "alg-systems-substitution alg-gcd-lcm",
            (d, level) =>
            {
                int x = d.Signed(2 + level), y = d.Signed(2 + level), a = d.Int(1, 3 + level), b = d.Int(1, 3 + level);
                int c = d.Int(1, 3 + level), e = -d.Int(1, 3 + level);
                return Number(
                    $"Solve for y: {Polynomial(a, 0)} + {Times(b, 'y')} = {(a * x) + (b * y)} and {Polynomial(c, 0)} "
                    + $"- {Times(-e, 'y')} = {(c * x) + (e * y)}",
                    y, $"Times {c} and times {a}, then subtract: x goes, y = {y}; and x = {x}.",
                    "Make the x terms equal.", x, -y, y + 1);
            }) { Extends = "alg-systems-substitution" },
        new("alg-functions", "Function notation",
            "A rule with a name.", "functions", 20, 0.38, "alg-evaluate",
            (d, level) =>
            {
                int a = d.Int(1, 3), b = d.Signed(4), c = d.Signed(6), x = d.Signed(1 + level);
                return Number($"f(x) = {Polynomial(a, b, c)}. Calculate f({x}).", (a * x * x) + (b * x) + c,
                    $"{a * x * x} + {Operand(b * x)} + {Operand(c)}.", "Put the number in the place of every x.",
                    (a * x * x) - (b * x) + c, (a * 2 * x) + (b * x) + c, (a * x) + (b * x) + c);
            }) { Matches = "cs-methods" },
        new("alg-composition", "Composing functions",
            "One function after another.", "functions", 30, 0.55, "alg-functions",
            (d, level) =>
            {
                int a = d.Int(2, 3 + level), b = d.Signed(5), c = d.Int(2, 3 + level), e = d.Signed(5),
                    x = d.Signed(2 + level);
                int inner = (c * x) + e;
                return Number($"f(x) = {Polynomial(a, b)} and g(x) = {Polynomial(c, e)}. Calculate f(g({x})).",
                    (a * inner) + b,
                    $"g({x}) = {inner}; f({inner}) = {(a * inner) + b}.", "Work from the inside out.",
                    (c * ((a * x) + b)) + e, ((a * x) + b) * inner, inner);
            }),
        new("alg-sequences-arithmetic", "Arithmetic sequences",
            "Equal steps.", "sequences", 25, 0.42, "alg-two-step",
            (d, level) =>
            {
                int first = d.Signed(8), step = d.Signed(3 + level), n = d.Int(6, 10 + (5 * level));
                return Number($"A sequence starts {first}, {first + step}, {first + (2 * step)}, ... with equal "
                    + $"steps. What is term number {n}?",
                    first + ((n - 1) * step), $"{n - 1} steps of {step} after {first}.", "How many steps lie between?",
                    first + (n * step), n * step, first + n - 1);
            }),
        new("alg-sequences-geometric", "Geometric sequences",
            "Equal factors.", "sequences powers", 30, 0.5, "alg-sequences-arithmetic alg-exponents",
            (d, level) =>
            {
                int first = d.Int(1, 3 + level), factor = d.Pick(2, 3, -2), n = d.Int(4, 5 + ((level + 1) / 2));
                long term = first * NumberTopics.Power(factor, n - 1);
                return Number($"A sequence starts {first}, {first * factor}, {first * factor * factor}, ... with "
                    + $"equal factors. What is term number {n}?",
                    term, $"{first} * {Operand(factor)}^{n - 1} = {term}.", "By what is each term multiplied?",
                    term * factor, first + ((n - 1) * factor), term / factor);
            }) { Extends = "alg-sequences-arithmetic" },
        new("alg-growth", "Exponential growth",
            "Doubling, halving and interest on interest.", "functions percent", 35, 0.58,
            "alg-percent-change alg-sequences-geometric",
            (d, level) =>
            {
                int start = d.Int(1, 4 * level) * 10, hours = d.Int(2, 3 + level), each = d.Int(1, 3);
                long grown = start * NumberTopics.Power(2, hours);
                return Number($"A culture of {start} cells doubles every {each} hours. How many cells are there "
                    + $"after {hours * each} hours?",
                    grown, $"{hours} doublings: {start} * 2^{hours} = {grown}.", "How many times does it double?",
                    start * 2 * hours, grown * 2, start + (2 * hours));
            },
            (d, level) =>
            {
                int start = d.Int(1, 3 * level) * 10_000, percent = d.Pick(10, 20, 50);
                long after = start * (100 + percent) / 100 * (100 + percent) / 100;
                return Number($"{start} euros grow by {percent}% a year. How many euros are there after 2 years?",
                    after,
                    $"Twice times {1 + (percent / 100m):0.##}.", "The second year grows on the first year's result.",
                    start + (start * 2 * percent / 100), start + (start * percent / 100), after + start);
            }),
    ];
}
