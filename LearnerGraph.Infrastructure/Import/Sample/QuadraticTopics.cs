using static LearnerGraph.Infrastructure.Import.Sample.Exercise;
using static LearnerGraph.Infrastructure.Import.Sample.Notation;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Polynomials and quadratic equations.</summary>
internal static class QuadraticTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("alg-polynomials-add", "Adding polynomials",
            "Like powers go together.", "polynomials", 25, 0.4, "alg-like-terms alg-exponents",
            (d, level) =>
            {
                int a = d.Int(1, 3 + level), b = d.Signed(4 + level), c = d.Signed(9);
                int p = d.Int(1, 3 + level), q = d.Signed(4 + level), r = d.Signed(9);
                return Written($"Simplify: {Polynomial(a, b, c)} + ({Polynomial(p, q, r)})",
                    Polynomial(a + p, b + q, c + r),
                    "Add the coefficients of each power.", "Which terms are alike?",
                    Polynomial(a + p, b - q, c + r), Polynomial(a + p, b + q, c - r), Polynomial(a + p, 0, b + q,
                    c + r, 0));
            }),
        new("alg-binomials", "Multiplying binomials",
            "Each term with each term.", "polynomials", 30, 0.48, "alg-distribute alg-polynomials-add",
            (d, level) =>
            {
                int a = level > 3 ? d.Int(1, 3) : 1, b = d.Signed(4 + level), c = d.Signed(4 + level);
                return Written($"Expand: {Factor(a, b)}{Factor(1, c)}", Polynomial(a, (a * c) + b, b * c),
                    $"{Polynomial(a, 0, 0)}, then {(a * c) + b} times x, then {b * c}.", "Four products.",
                    Polynomial(a, 0, b * c), Polynomial(a, b + c + 1, b * c), Polynomial(a, (a * c) + b, b + c));
            }),
        new("alg-special-products", "Special products",
            "Squares of sums, and sum times difference.", "polynomials", 25, 0.5, "alg-binomials",
            (d, level) =>
            {
                int b = d.Signed(4 + (2 * level));
                return Written($"Expand: {Factor(1, b)}^2", Polynomial(1, 2 * b, b * b),
                    $"x^2, twice {b} times x, and {b}^2.", "A square of a sum has three terms.",
                    Polynomial(1, 0, b * b), Polynomial(1, b, b * b), Polynomial(1, 2 * b, -b * b));
            },
            (d, level) =>
            {
                int b = d.Int(2, 6 + (2 * level)), a = d.Int(1, 2);
                return Written($"Expand: {Factor(a, b)}{Factor(a, -b)}", Polynomial(a * a, 0, -b * b),
                    "The middle terms cancel.", "What happens to the terms with x?",
                    Polynomial(a * a, 0, b * b), Polynomial(a * a, -2 * a * b, -b * b),
                    Polynomial(a * a, 2 * a * b, b * b));
            }),
        new("alg-factor-common", "Taking out a common factor",
            "The distributive property, backwards.", "polynomials factoring", 25, 0.42, "alg-distribute alg-gcd-lcm",
            (d, level) =>
            {
                int k = d.Int(2, 3 + level), a = d.Int(1, 2 + level), b = d.Int(1, 3 + level);
                while (Ratio.Gcd(a, b) > 1) b++;
                return Written($"Factor completely: {Polynomial(k * a, k * b)}", $"{k}{Factor(a, b)}",
                    $"{k} divides both coefficients.", "Find the greatest common divisor of the numbers.",
                    $"{k}{Factor(a, k * b)}", $"{k}{Factor(k * a, b)}", $"{k + 1}{Factor(a, b)}");
            }) { Extends = "alg-distribute" },
        new("alg-factor-quadratic", "Factoring quadratics",
            "Two numbers with a given sum and product.", "polynomials factoring", 35, 0.55, "alg-binomials alg-factors",
            (d, level) =>
            {
                int b = d.Signed(3 + level), c = d.Signed(3 + level);
                if (b == -c) c += c > 0 ? 1 : -1;
                (int low, int high) = (Math.Min(b, c), Math.Max(b, c));
                return Choice($"Factor: {Polynomial(1, b + c, b * c)}", $"{Factor(1, low)}{Factor(1, high)}",
                    $"{low} and {high} have the sum {b + c} and the product {b * c}.",
                    "Which two numbers multiply to the last term?",
                    $"{Factor(1, -high)}{Factor(1, -low)}", $"{Factor(1, low)}{Factor(1, -high)}",
                    $"{Factor(1, -low)}{Factor(1, high)}", $"{Factor(1, low - 1)}{Factor(1, high + 1)}");
            }),
        new("alg-quadratic-factoring", "Quadratic equations by factoring",
            "A product is zero when a factor is.", "quadratics", 35, 0.56, "alg-factor-quadratic alg-two-step",
            (d, level) =>
            {
                int p = d.Signed(3 + level), q = d.Signed(3 + level);
                if (p == q) q = -q;
                return Number($"What is the larger solution of {Polynomial(1, -p - q, p * q)} = 0?", Math.Max(p, q),
                    $"{Factor(1, -p)}{Factor(1, -q)} = 0 gives x = {p} or x = {q}.", "Factor first.",
                    Math.Min(p, q), -Math.Min(p, q), p + q);
            }),
        new("alg-quadratic-formula", "The quadratic formula",
            "Every quadratic equation, solved.", "quadratics roots", 40, 0.65, "alg-quadratic-factoring alg-roots",
            (d, level) =>
            {
                int a = d.Int(2, 2 + ((level + 1) / 2)), p = d.Signed(3 + level), q = d.Signed(2 + level);
                if (a * q == p) q = -q;
                Ratio one = new(p, a), two = q;
                var larger = (one - two).Top > 0 ? one : two;
                return Fraction($"What is the larger solution of {Polynomial(a, -p - (a * q), (long)p * q)} = 0?",
                    larger,
                    $"The discriminant is {Square(p - (a * q))}, its root {Math.Abs(p - (a * q))}; x is {one} or "
                    + $"{two}.",
                    "Read off a, b and c first.", (one - two).Top > 0 ? two : one, new Ratio(-larger.Top,
                    larger.Bottom), larger * a);
            }) { Extends = "alg-quadratic-factoring" },
        new("alg-discriminant", "The discriminant",
            "How many solutions there are, without solving.", "quadratics", 25, 0.55, "alg-quadratic-formula",
            (d, level) =>
            {
                int a = d.Int(1, 2 + level), b = d.Signed(4 + level), c = d.Signed(4 + level);
                if (d.Int(1, 3) == 1) (b, c) = (2 * a * c, a * c * c);
                long disc = Square(b) - (4L * a * c);
                return Number($"How many real solutions has {Polynomial(a, b, c)} = 0?",
                    disc > 0 ? 2 : disc == 0 ? 1 : 0,
                    $"b^2 - 4ac = {disc}.", "Is the number under the root positive?", 0, 1, 2, 3);
            },
            (d, level) =>
            {
                int a = d.Int(1, 2 + level), b = d.Signed(4 + level), c = d.Signed(4 + level);
                long disc = Square(b) - (4L * a * c);
                return Number($"What is the discriminant of {Polynomial(a, b, c)} = 0?", disc,
                    $"{Operand(b)}^2 - 4 * {a} * {Operand(c)} = {disc}.", "b^2 - 4ac.", Square(b) + (4 * a * c),
                    b - (4 * a * c), -disc);
            }),
        new("alg-vertex", "The vertex of a parabola",
            "Where a quadratic function turns.", "quadratics functions", 35, 0.58,
            "alg-quadratic-factoring alg-functions",
            (d, level) =>
            {
                int a = d.Pick(1, 1, 2, -1, -2), h = d.Signed(2 + level), k = d.Signed(4 + level);
                return Number($"At which x does f(x) = {Polynomial(a, -2 * a * h, (a * h * h) + k)} have its vertex?",
                    h,
                    $"x = -b/(2a) = {2 * a * h}/{2 * a} = {h}.",
                    "The vertex lies midway between points of equal height.", -h, k, 2 * h);
            },
            (d, level) =>
            {
                int a = d.Pick(1, 2, -1), h = d.Signed(2 + level), k = d.Signed(4 + level);
                return Number($"What is the {(a > 0 ? "smallest" : "largest")} value of f(x) = "
                    + $"{Polynomial(a, -2 * a * h, (a * h * h) + k)}?",
                    k, $"At x = {h}: f({h}) = {k}.", "Where is the vertex?", h, (a * h * h) + k, -k);
            }),
    ];

    private static long Square(long n) => n * n;
}
