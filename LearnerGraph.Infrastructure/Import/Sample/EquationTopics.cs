using static LearnerGraph.Infrastructure.Import.Sample.Exercise;
using static LearnerGraph.Infrastructure.Import.Sample.Notation;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Expressions, linear equations and inequalities.</summary>
internal static class EquationTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("alg-evaluate", "Evaluating expressions",
            "Putting numbers in the place of letters.", "expressions", 20, 0.33, "alg-order alg-exponents",
            (d, level) =>
            {
                int a = d.Int(2, 4 + level), b = d.Signed(9), x = d.Signed(2 + level);
                return Number($"Calculate {Polynomial(a, b)} for x = {x}", (a * x) + b,
                    $"{a} * {Operand(x)} = {a * x}; then {(b < 0 ? "minus" : "plus")} {Math.Abs(b)}.",
                    "Write the number in brackets in the place of x.", (a * x) - b, a + x + b, a * (x + b));
            },
            (d, level) =>
            {
                int a = d.Int(1, 2 + level), b = d.Signed(5), x = d.Signed(1 + level);
                return Number($"Calculate {Polynomial(a, b, 0)} for x = {x}", (a * x * x) + (b * x),
                    $"{Operand(x)}^2 = {x * x}, so {a * x * x} and {b * x} are added.", "The power belongs to x alone.",
                    (a * a * x * x) + (b * x), (a * 2 * x) + (b * x), (a * x * x) - (b * x));
            }),
        new("alg-like-terms", "Combining like terms",
            "Adding what has the same letters.", "expressions", 20, 0.33, "alg-evaluate alg-integers",
            (d, level) =>
            {
                int a = d.Int(2, 5 + level), b = d.Signed(9), c = d.Signed(4 + level), e = d.Signed(9);
                return Written($"Simplify: {Polynomial(a, b)} + {Factor(c, e)}", Polynomial(a + c, b + e),
                    $"x terms: {a + c}; numbers: {b + e}.", "Add the x terms, then the numbers.",
                    Polynomial(a + c, b - e), Polynomial(a - c, b + e), Polynomial(a + c + b + e, 0));
            },
            (d, level) =>
            {
                int a = d.Int(2, 5 + level), b = d.Signed(9), c = d.Signed(4 + level), e = d.Signed(9);
                return Written($"Simplify: {Polynomial(a, b)} - {Factor(c, e)}", Polynomial(a - c, b - e),
                    "The minus sign turns both signs in the brackets.", "Take away the brackets first.",
                    Polynomial(a - c, b + e), Polynomial(a + c, b - e), Polynomial(a + c, b + e));
            }),
        new("alg-distribute", "The distributive property",
            "Multiplying a sum term by term.", "expressions", 25, 0.38, "alg-like-terms alg-int-multiply",
            (d, level) =>
            {
                int k = d.Signed(3 + level), a = d.Int(1, 2 + level), b = d.Signed(9);
                return Written($"Expand: {k}{Factor(a, b)}", Polynomial(k * a, k * b),
                    $"{k} times each term: {Polynomial(k * a, 0)} and {k * b}.", "Multiply both terms.",
                    Polynomial(k * a, b), Polynomial(k + a, k + b), Polynomial(k * a, -k * b));
            }),
        new("alg-one-step", "One-step equations",
            "Undoing one operation.", "equations", 20, 0.25, "alg-evaluate",
            (d, level) =>
            {
                int x = d.Signed(5 + (3 * level)), b = d.Signed(5 + (3 * level));
                return Number($"Solve for x: {Polynomial(1, b)} = {x + b}", x, $"Subtract {Operand(b)} on both sides.",
                    "What undoes the addition?", x + b + b, -x, x + b);
            },
            (d, level) =>
            {
                int x = d.Signed(3 + (2 * level)), a = d.Int(2, 5 + level);
                return Number($"Solve for x: {Polynomial(a, 0)} = {a * x}", x, $"Divide both sides by {a}.",
                    "What undoes the multiplication?", (a * x) - a, a * a * x, -x);
            }),
        new("alg-two-step", "Two-step equations",
            "Undoing an addition, then a multiplication.", "equations", 25, 0.35, "alg-one-step",
            (d, level) =>
            {
                int x = d.Signed(4 + (2 * level)), a = d.Int(2, 4 + level), b = d.Signed(6 + (2 * level));
                return Number($"Solve for x: {Polynomial(a, b)} = {(a * x) + b}", x,
                    $"Subtract {Operand(b)}: {Polynomial(a, 0)} = {a * x}. Divide by {a}: x = {x}.",
                    "First deal with the number that is added.", (a * x) + b - a, -x, x + b);
            },
            (d, level) =>
            {
                int q = d.Signed(3 + level), a = d.Int(2, 4 + level), b = d.Signed(6 + level);
                return Number($"Solve for x: x/{a} + {Operand(b)} = {q + b}", q * a,
                    $"Subtract {Operand(b)}: x/{a} = {q}. Multiply by {a}: x = {q * a}.", "Undo the addition first.",
                    q, (q + b) * a, q + a);
            }),
        new("alg-multi-step", "Multi-step equations",
            "Equations with brackets and like terms.", "equations", 30, 0.46, "alg-two-step alg-distribute",
            (d, level) =>
            {
                int x = d.Signed(3 + level), k = d.Int(2, 3 + level), b = d.Signed(5 + level), c = d.Signed(9);
                return Number($"Solve for x: {k}{Factor(1, b)} + {Operand(c)} = {(k * (x + b)) + c}", x,
                    $"Expand: {Polynomial(k, (k * b) + c)} = {(k * (x + b)) + c}; then x = {x}.",
                    "Expand the brackets first.",
                    x + b, -x, x + (2 * b));
            }),
        new("alg-both-sides", "Variables on both sides",
            "Collecting the unknown on one side.", "equations", 30, 0.5, "alg-multi-step",
            (d, level) =>
            {
                int x = d.Signed(3 + level), c = d.Int(1, 3 + level), a = c + d.Int(1, 3 + level), b = d.Signed(9);
                int e = ((a - c) * x) + b;
                return Number($"Solve for x: {Polynomial(a, b)} = {Polynomial(c, e)}", x,
                    $"Subtract {Polynomial(c, 0)}: {Polynomial(a - c, b)} = {e}; then x = {x}.",
                    "Bring all x terms to one side.", -x, x + b, e - b);
            }),
        new("alg-word-linear", "Word problems with one unknown",
            "From a story to an equation.", "equations modelling", 35, 0.5, "alg-two-step",
            (d, level) =>
            {
                int start = d.Int(2, 4 + (2 * level)), perKm = d.Int(2, 3 + level), km = d.Int(2, 5 + (3 * level));
                return Number(
                    $"A taxi costs {start} euros and {perKm} euros for each kilometre. A ride costs "
                    + $"{start + (perKm * km)} euros. How many kilometres is it?",
                    km, $"{perKm}x + {start} = {start + (perKm * km)} gives x = {km}.",
                    "Which part does not depend on the way?",
                    km + start, (start + (perKm * km)) / perKm + 1, perKm * km);
            },
            (d, level) =>
            {
                int first = d.Int(1, 10 * level);
                return Number($"The sum of three consecutive whole numbers is {(3 * first) + 3}. What is the "
                    + "smallest of them?",
                    first, $"x + (x + 1) + (x + 2) = 3x + 3, so x = {first}.", "Call the smallest x.", first + 1,
                    first + 2, first - 1);
            }),
        new("alg-formulas", "Rearranging formulas",
            "Solving for one letter among others.", "equations formulas", 30, 0.52, "alg-two-step",
            (d, level) =>
            {
                string y = d.Pick("y", "s", "P"), x = d.Pick("t", "h", "w");
                int a = d.Int(2, 3 + level), b = d.Int(1, 6 + level);
                return Choice($"Solve for {x}: {y} = {a}{x} + {b}", $"{x} = ({y} - {b})/{a}",
                    $"Subtract {b}, then divide everything by {a}.", "Undo the addition first.",
                    $"{x} = {y}/{a} - {b}", $"{x} = ({y} + {b})/{a}", $"{x} = {a}({y} - {b})");
            }),
        new("alg-inequalities", "Linear inequalities",
            "All numbers that satisfy a condition.", "inequalities", 30, 0.48, "alg-two-step",
            (d, level) =>
            {
                int x = d.Signed(3 + level), a = d.Int(2, 3 + level), b = d.Signed(9);
                return Choice($"Solve the inequality: {Polynomial(a, b)} < {(a * x) + b}", $"x < {x}",
                    $"Subtract {Operand(b)} and divide by {a}; the direction stays.", "Treat it as an equation first.",
                    $"x > {x}", $"x < {-x}", $"x > {-x}", $"x < {x + 1}");
            },
            (d, level) =>
            {
                int x = d.Signed(3 + level), a = -d.Int(2, 3 + level), b = d.Signed(9);
                return Choice($"Solve the inequality: {Polynomial(a, b)} < {(a * x) + b}", $"x > {x}",
                    $"Dividing by {a} turns the sign round.", "What happens when you divide by a negative number?",
                    $"x < {x}", $"x < {-x}", $"x > {-x}", $"x > {x + 1}");
            }) { Extends = "alg-one-step" },
        new("alg-absolute-equations", "Equations with absolute values",
            "Two cases in one equation.", "equations", 30, 0.55, "alg-absolute alg-two-step",
            (d, level) =>
            {
                int b = d.Signed(4 + (2 * level)), r = d.Int(1, 4 + (3 * level));
                return Number($"What is the larger solution of |{Polynomial(1, b)}| = {r}?", r - b,
                    $"{Polynomial(1, b)} is {r} or {-r}; the larger x is {r} - {Operand(b)}.", "Write down both cases.",
                    -r - b, r + b, b - r);
            },
            (d, level) =>
            {
                int b = d.Signed(4 + (2 * level)), r = d.Int(1, 4 + (3 * level));
                return Number($"What is the sum of the solutions of |{Polynomial(1, b)}| = {r}?", -2 * b,
                    $"They are {r - b} and {-r - b}.", "Write down both cases.", 2 * r, 0, r - b);
            }),
    ];
}
