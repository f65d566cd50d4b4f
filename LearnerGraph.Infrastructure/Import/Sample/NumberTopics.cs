using static LearnerGraph.Infrastructure.Import.Sample.Exercise;
using static LearnerGraph.Infrastructure.Import.Sample.Notation;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Whole numbers, powers and roots.</summary>
internal static class NumberTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("alg-integers", "Adding and subtracting integers",
            "Sums and differences of positive and negative whole numbers.", "integers arithmetic", 20, 0.22, "",
            (d, level) =>
            {
                int a = d.Signed(8 * level), b = d.Signed(8 * level);
                return Number($"Calculate: {a} + {Operand(b)}", a + b,
                    $"Move {Math.Abs(b)} steps {(b < 0 ? "left" : "right")} from {a} on the number line: {a + b}.",
                    "Think of the number line.", a - b, -a - b, -a + b);
            },
            (d, level) =>
            {
                int a = d.Signed(8 * level), b = d.Signed(8 * level);
                return Number($"Calculate: {a} - {Operand(b)}", a - b,
                    $"Subtracting {b} is adding {-b}: {a} + {Operand(-b)} = {a - b}.",
                    "Subtracting a number is adding its opposite.", a + b, b - a, -a - b);
            }),
        new("alg-int-multiply", "Multiplying and dividing integers",
            "Products and quotients with signs.", "integers arithmetic", 20, 0.25, "alg-integers",
            (d, level) =>
            {
                int a = d.Signed(3 + (2 * level)), b = d.Signed(3 + (2 * level));
                return Number($"Calculate: {a} * {Operand(b)}", a * b,
                    $"{(a < 0 == b < 0 ? "Equal signs give a positive" : "Different signs give a negative")} "
                    + $"product: {a * b}.",
                    "First the sign, then the size.", -a * b, a + b, (a * b) + a);
            },
            (d, level) =>
            {
                int b = d.Signed(2 + (2 * level)), q = d.Signed(3 + (2 * level));
                return Number($"Calculate: {b * q} / {Operand(b)}", q, $"{q} * {Operand(b)} = {b * q}.",
                    "Which number times the divisor gives the dividend?", -q, q + 1, b);
            }),
        new("alg-order", "Order of operations",
            "Brackets, then powers, then products and quotients, then sums and differences.", "arithmetic", 25, 0.35,
            "alg-int-multiply",
            (d, level) =>
            {
                int a = d.Int(2, 5 + level), b = d.Int(2, 4 + level), c = d.Int(2, 4 + level);
                return Number($"Calculate: {a} + {b} * {c}", a + (b * c), $"The product first: {b} * {c} = {b * c}.",
                    "Which operation comes first?", (a + b) * c, (a * b) + c, a + b + c);
            },
            (d, level) =>
            {
                int a = d.Int(2, 3 + level), b = d.Int(3, 6 + level), c = d.Int(1, 5), e = d.Int(2, 9);
                return Number($"Calculate: {a} * ({b} - {c}) - {e}", (a * (b - c)) - e,
                    $"The brackets first: {b - c}; then {a} * {Operand(b - c)} = {a * (b - c)}; then minus {e}.",
                    "Brackets come first.", (a * b) - c - e, a * (b - c - e), (a * (b - c)) + e);
            }) { Matches = "cs-precedence" },
        new("alg-factors", "Factors and multiples",
            "Which numbers divide a number, and which it divides.", "number-theory", 25, 0.32, "alg-int-multiply",
            (d, level) =>
            {
                int n = d.Int(6 + (4 * level), 20 + (12 * level));
                int count = Enumerable.Range(1, n).Count(f => n % f == 0);
                return Number($"How many positive factors does {n} have?", count,
                    $"They are {List(Enumerable.Range(1, n).Where(f => n % f == 0))}.",
                    "Factors come in pairs whose product is the number.", count - 2, count + 1, count - 1);
            },
            (d, level) =>
            {
                int n = d.Int(3, 6 + (2 * level)), k = d.Int(3, 6 + level);
                return Number($"What is the multiple of {n} that comes after {n * k}?", n * (k + 1),
                    $"Add {n} once more: {n * k} + {n} = {n * (k + 1)}.", "Multiples are equally far apart.",
                    (n * k) + 1, n * (k - 1), (n * k) + k);
            }),
        new("alg-primes", "Prime factorisation",
            "Writing a number as a product of primes.", "number-theory", 30, 0.42, "alg-factors",
            (d, level) =>
            {
                int[] primes = [2, 3, 5, 7, 11, 13];
                int p = primes[d.Int(1, Math.Min(5, level + 1))], n = p * (1 << d.Int(1, level)) * d.Pick(1, 3);
                int largest = Primes(n)[^1];
                return Number($"What is the largest prime factor of {n}?", largest,
                    $"{n} = {string.Join(" * ", Primes(n))}.", "Divide by small primes until only a prime is left.",
                    n / largest, Primes(n)[0], 1);
            },
            (d, level) =>
            {
                int n = d.Int(12, 40 + (30 * level));
                int count = Primes(n).Length;
                return Number($"How many prime factors does {n} have, counted as often as they occur?", count,
                    $"{n} = {string.Join(" * ", Primes(n))}.", "Divide by 2 as often as you can, then by 3, by 5, ...",
                    count + 1, Primes(n).Distinct().Count(), count - 1);
            }),
        new("alg-gcd-lcm", "Greatest common divisor and least common multiple",
            "What two numbers share.", "number-theory", 30, 0.45, "alg-primes",
            (d, level) =>
            {
                int g = d.Int(2, 4 + (2 * level)), a = g * d.Int(2, 7), b = g * d.Int(2, 9);
                long gcd = Ratio.Gcd(a, b);
                return Number($"What is the greatest common divisor of {a} and {b}?", gcd,
                    $"{a} = {gcd} * {a / gcd} and {b} = {gcd} * {b / gcd}, which share no factor any more.",
                    "Compare the prime factors.", Ratio.Lcm(a, b), 1, g * 2);
            },
            (d, level) =>
            {
                int a = d.Int(4, 8 + (3 * level)), b = d.Int(4, 8 + (3 * level));
                long lcm = Ratio.Lcm(a, b);
                return Number($"What is the least common multiple of {a} and {b}?", lcm,
                    $"{lcm} = {a} * {lcm / a} = {b} * {lcm / b}.", "List the multiples of the larger number.",
                    (long)a * b, Ratio.Gcd(a, b), lcm * 2);
            }),
        new("alg-exponents", "Powers",
            "Repeated multiplication.", "powers", 20, 0.3, "alg-int-multiply",
            (d, level) =>
            {
                int b = d.Int(2, 4 + level), e = d.Int(2, b > 5 ? 3 : 2 + ((level + 1) / 2));
                long power = Power(b, e);
                return Number($"Calculate: {b}^{e}", power, $"{string.Join(" * ", Enumerable.Repeat(b, e))} = {power}.",
                    "The exponent tells how many factors there are.", b * e, Power(b, e - 1), Power(b, e + 1));
            },
            (d, level) =>
            {
                int b = -d.Int(2, 3 + level), e = d.Int(2, 3);
                long power = Power(b, e);
                return Number($"Calculate: ({b})^{e}", power,
                    $"{e} negative factors: the sign is {(e % 2 == 0 ? "plus" : "minus")}.",
                    "Count the minus signs.", -power, b * e, Power(b, e - 1));
            }),
        new("alg-exponent-laws", "Laws of exponents",
            "Products, quotients and powers of powers of one base.", "powers", 30, 0.45, "alg-exponents",
            (d, level) =>
            {
                int m = d.Int(2, 4 + level), n = d.Int(2, 4 + level);
                return Written($"Simplify: x^{m} * x^{n}", $"x^{m + n}", $"The exponents add: {m} + {n} = {m + n}.",
                    "How many factors x are there in all?", $"x^{m * n}", $"2x^{m + n}", $"x^{Math.Abs(m - n) + 1}");
            },
            (d, level) =>
            {
                int m = d.Int(2, 3 + level), n = d.Int(2, 2 + level);
                return Written($"Simplify: (x^{m})^{n}", $"x^{m * n}", $"The exponents multiply: {m} * {n} = {m * n}.",
                    "Write the outer power as a product.", $"x^{m + n}", $"{n}x^{m}", $"x^{Power(m, n)}");
            },
            (d, level) =>
            {
                int n = d.Int(2, 3 + level), m = n + d.Int(2, 3 + level);
                return Written($"Simplify: x^{m} / x^{n}", $"x^{m - n}",
                    $"The exponents subtract: {m} - {n} = {m - n}.",
                    "Cancel common factors.", $"x^{m + n}", $"x^{m * n}", $"x^{m - n + 1}");
            }),
        new("alg-negative-exponents", "Zero and negative exponents",
            "What powers mean below one.", "powers fractions", 25, 0.52, "alg-exponent-laws alg-fractions-simplify",
            (d, level) =>
            {
                int b = d.Int(2, 5 + level), e = d.Int(1, level > 3 ? 3 : 2);
                return Fraction($"Calculate: {b}^(-{e})", new Ratio(1, Power(b, e)),
                    $"A negative exponent is one over the power: 1/{Power(b, e)}.", "One over ...",
                    new Ratio(-Power(b, e), 1), new Ratio(1, b * (e + 1)), new Ratio(Power(b, e), 1));
            },
            (d, level) =>
            {
                int b = d.Int(2, 6 + (4 * level)), e = d.Int(2, 4);
                return Number($"Calculate: {b}^{e} / {b}^{e}", 1,
                    $"That is {b}^0, and every number but 0 to the power 0 is 1.",
                    "Subtract the exponents.", 0, b, -1);
            }),
        new("alg-roots", "Square roots",
            "The number whose square is given.", "powers roots", 20, 0.35, "alg-exponents",
            (d, level) =>
            {
                int root = d.Int(2 + level, 7 + (3 * level));
                return Number($"Calculate: sqrt({root * root})", root, $"{root}^2 = {root * root}.",
                    "Which positive number times itself gives this?", root + 1, root * root / 2, root * 2);
            },
            (d, level) =>
            {
                int a = d.Int(2, 4 + level), b = d.Int(2, 4 + level);
                return Number($"Calculate: sqrt({a * a}) * sqrt({b * b})", a * b, $"{a} * {b} = {a * b}.",
                    "Take each root first.", a + b, a * a * b, Power(a * b, 2));
            }),
        new("alg-absolute", "Absolute value",
            "The distance from zero.", "integers", 15, 0.28, "alg-integers",
            (d, level) =>
            {
                int a = d.Signed(6 * level), b = d.Signed(6 * level);
                return Number($"Calculate: |{a} - {Operand(b)}|", Math.Abs(a - b),
                    $"{a} - {Operand(b)} = {a - b}, and its distance from zero is {Math.Abs(a - b)}.",
                    "A distance is never negative.", a - b, Math.Abs(a) + Math.Abs(b), -Math.Abs(a - b));
            }),
    ];

    public static int[] Primes(int n)
    {
        var found = new List<int>();
        for (int p = 2; n > 1; p++)
        {
            for (; n % p == 0; n /= p) found.Add(p);
        }

        return [.. found];
    }

    public static long Power(long b, int e) => e == 0 ? 1 : b * Power(b, e - 1);
}
