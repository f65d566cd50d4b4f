using static LearnerGraph.Infrastructure.Import.Sample.Exercise;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Truth values, number systems and sets.</summary>
internal static class LogicTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("cs-bool", "Truth values",
            "And, or, not.", "logic", 20, 0.28, "",
            (d, level) =>
            {
                bool p = d.Int(0, 1) == 1, q = d.Int(0, 1) == 1, r = d.Int(0, 1) == 1;
                string form = d.Pick("p && q", "p || q", "!p && q", "p || !q", "!p || !q", "!p && !q");
                if (level > 2) form = d.Pick($"({form}) && r", $"({form}) || r", $"!({form}) || r", $"!({form}) && r");
                bool value = Value(form, p, q, r);
                return Choice($"p is {Word(p)}, q is {Word(q)} and r is {Word(r)}. What is {form}?", Word(value),
                    "Work out the brackets first, then not, then and, then or.", "Put the values in.", "true", "false");
            }),
        new("cs-truth-tables", "Truth tables",
            "All cases of an expression.", "logic", 25, 0.45, "cs-bool",
            (d, level) =>
            {
                string form = d.Pick("p && q", "p || q", "!p && q", "p || !q", "!p || !q", "!p && !q");
                if (level > 1) form = d.Pick($"({form}) && r", $"({form}) || r", $"!({form}) && r", $"!({form}) || r",
                    $"({form}) || !r", $"({form}) && !r");
                int letters = form.Contains('r') ? 3 : 2;
                int rows = Enumerable.Range(0, 1 << letters).Count(i => Value(form, (i & 1) > 0, (i & 2) > 0,
                    (i & 4) > 0));
                return Number($"In how many rows of its truth table is {form} true?", rows,
                    $"There are {1 << letters} rows; it is false in {(1 << letters) - rows}.",
                    "Write down all combinations.",
                    (1 << letters) - rows, 1 << letters, rows + 1);
            }),
        new("cs-implication", "Implication",
            "If ... then ..., and when that is false.", "logic", 25, 0.5, "cs-truth-tables",
            (d, level) =>
            {
                bool p = d.Int(0, 1) == 1, q = d.Int(0, 1) == 1;
                string first = d.Pick("it rains", "the light is on", "n is even", "the door is open",
                    "today is Monday", "the list is empty");
                string second = d.Pick("the street is wet", "somebody is in", "n is divisible by 4", "the bell rings",
                    "the shop is closed", "nothing is printed");
                return Choice($"\"{first}\" is {Word(p)} and \"{second}\" is {Word(q)}. What is \"if {first} then "
                    + $"{second}\" (as an implication)?",
                    Word(!p || q), "An implication is false only where the condition is true and the conclusion false.",
                    "When would the statement be broken?", "true", "false");
            }),
        new("cs-de-morgan", "De Morgan's laws",
            "Moving a not into brackets.", "logic", 25, 0.5, "cs-truth-tables",
            (d, level) =>
            {
                string a = d.Pick("p", "isOpen", "hasKey", "a", "done", "ready"), b = d.Pick("q", "isFull", "found",
                    "b", "late", "valid");
                string na = level > 2 && d.Int(0, 1) == 1 ? "!" : "", nb = level > 2 && d.Int(0, 1) == 1 ? "!" : "";
                string op = d.Pick("&&", "||"), other = op == "&&" ? "||" : "&&";
                string x = na == "!" ? a : $"!{a}", y = nb == "!" ? b : $"!{b}";
                return Choice($"Which expression means the same as !({na}{a} {op} {nb}{b})?", $"{x} {other} {y}",
                    "The not goes to both parts, and the operator changes.", "When is the bracket false?",
                    $"{x} {op} {y}", $"{na}{a} {other} {nb}{b}", $"{x} {other} {nb}{b}");
            }),
        new("cs-binary", "Reading binary numbers",
            "Digits worth powers of two.", "number-systems", 25, 0.38, "",
            (d, level) =>
            {
                int n = d.Int(2 << level, (8 << level) - 1);
                string bits = Convert.ToString(n, 2);
                return Number($"Which decimal number is binary {bits}?", n,
                    $"The ones stand for {string.Join(" + ", Powers(n))}.",
                    "The last digit is worth 1, the one before 2, then 4.", n * 2, n - 1, Convert.ToInt32(bits, 8));
            }) { Extends = "alg-exponents" },
        new("cs-to-binary", "Writing binary numbers",
            "Taking powers of two away.", "number-systems", 25, 0.42, "cs-binary",
            (d, level) =>
            {
                int n = d.Int(2 << level, (8 << level) - 1);
                return Written($"Write {n} in binary.", Convert.ToString(n, 2),
                    "Divide by 2 again and again; the remainders, read backwards, are the digits.",
                    "Which is the largest power of two in it?", Convert.ToString(n + 1, 2),
                    Convert.ToString(n - 1, 2), Convert.ToString(n ^ 2, 2));
            }),
        new("cs-hex", "Hexadecimal numbers",
            "Sixteen digits, four bits each.", "number-systems", 25, 0.48, "cs-binary",
            (d, level) =>
            {
                int n = d.Int(10, 20 + (45 * level));
                return Number($"Which decimal number is hexadecimal {n:X}?", n, $"{n / 16} * 16 + {n % 16}.",
                    "A is 10, F is 15.",
                    n + 16, (n / 16 * 10) + (n % 16), n - 1);
            },
            (d, level) =>
            {
                int n = d.Int(10, 20 + (45 * level));
                return Written($"Write {n} in hexadecimal.", $"{n:X}", $"{n} = {n / 16} * 16 + {n % 16}.",
                    "How often does 16 fit?",
                    $"{n + 1:X}", $"{n - 1:X}", $"{n + 16:X}");
            }),
        new("cs-bitwise", "Bitwise operators",
            "And, or, exclusive or and shifts, bit by bit.", "number-systems", 30, 0.56, "cs-to-binary cs-bool",
            (d, level) =>
            {
                int a = d.Int(2, 7 + (6 * level)), b = d.Int(2, 7 + (6 * level));
                string op = d.Pick("&", "|", "^");
                int value = op == "&" ? a & b : op == "|" ? a | b : a ^ b;
                return Number($"What is {a} {op} {b} in C#?", value,
                    $"{Convert.ToString(a, 2)} {op} {Convert.ToString(b, 2)} = {Convert.ToString(value, 2)}.",
                    "Write both numbers in binary.", a + b, a & b, a | b, a ^ b);
            },
            (d, level) =>
            {
                int a = d.Int(1, 5 + (6 * level)), k = d.Int(1, 3);
                return Number($"What is {a} << {k} in C#?", a << k, $"{k} times doubled.",
                    "What does a zero more at the end do?", a * k, a >> k, a + k);
            }),
        new("cs-sets", "Sets",
            "Union, intersection and difference.", "sets", 20, 0.38, "",
            (d, level) =>
            {
                int[] a = [.. d.Shuffle([.. Enumerable.Range(1, 9 + level)]).Take(2 + level).Order()];
                int[] b = [.. d.Shuffle([.. Enumerable.Range(1, 9 + level)]).Take(2 + level).Order()];
                string what = d.Pick("union", "intersection");
                int count = what == "union" ? a.Union(b).Count() : a.Intersect(b).Count();
                return Number($"A = {{{Notation.List(a)}}} and B = {{{Notation.List(b)}}}. How many elements has the "
                    + $"{what} of A and B?", count,
                    $"They are {{{Notation.List(what == "union" ? a.Union(b).Order() : a.Intersect(b).Order())}}}.",
                    what == "union" ? "Count each element once." : "Which are in both?", a.Length + b.Length,
                    a.Length, a.Union(b).Count() - a.Intersect(b).Count());
            },
            (d, level) =>
            {
                int[] a = [.. d.Shuffle([.. Enumerable.Range(1, 9 + level)]).Take(3 + level).Order()];
                int[] b = [.. d.Shuffle([.. Enumerable.Range(1, 9 + level)]).Take(2 + level).Order()];
                int count = a.Except(b).Count();
                return Number($"A = {{{Notation.List(a)}}} and B = {{{Notation.List(b)}}}. How many elements has A "
                    + "without B?", count,
                    $"They are {{{Notation.List(a.Except(b))}}}.", "Strike out what is in B.", a.Length - b.Length,
                    b.Except(a).Count(), a.Length);
            }),
    ];

    private static IEnumerable<int> Powers(int n) =>
        Enumerable.Range(0, 16).Select(i => 1 << i).Where(power => (n & power) > 0);

    private static string Word(bool value) => value ? "true" : "false";

    /// <summary>Value of one of the forms above: an inner form of p and q, and around it a form with r.</summary>
    private static bool Value(string form, bool p, bool q, bool r)
    {
        int close = form.IndexOf(')');
        if (close < 0)
        {
            string[] parts = form.Split(' ');
            bool left = parts[0][0] == '!' ? !p : p, right = parts[2][0] == '!' ? !q : q;
            return parts[1] == "&&" ? left && right : left || right;
        }

        bool inner = Value(form[(form.IndexOf('(') + 1)..close], p, q, r) ^ form[0] == '!';
        bool last = form.EndsWith("!r", StringComparison.Ordinal) ? !r : r;
        return form[close..].Contains("&&", StringComparison.Ordinal) ? inner && last : inner || last;
    }
}
