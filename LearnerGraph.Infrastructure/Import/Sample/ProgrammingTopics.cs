using static LearnerGraph.Infrastructure.Import.Sample.Exercise;
using static LearnerGraph.Infrastructure.Import.Sample.Notation;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Reading small programs.</summary>
internal static class ProgrammingTopics
{
    private static readonly string[] Words =
    [
        "learning", "keyboard", "graph", "practice", "streak", "memory", "triangle", "notebook", "planet", "window",
        "harbour", "journey", "lantern", "mountain", "orchard", "puzzle",
    ];

    public static IReadOnlyList<Topic> All { get; } =
    [
        new("cs-variables", "Variables and assignment",
            "Names for values that change.", "csharp", 20, 0.28, "",
            (d, level) =>
            {
                int a = d.Int(1, 9 * level), b = d.Int(1, 9), c = d.Int(2, 2 + level);
                return Prints($"int x = {a};\nint y = x + {b};\nx = y * {c};\nConsole.WriteLine(x);", (a + b) * c,
                    $"y is {a + b}; then x becomes {a + b} * {c}.", "Follow the lines one by one.", a, a + b,
                    (a * c) + b);
            },
            (d, level) =>
            {
                int a = d.Int(1, 9 * level), b = d.Int(1, 9 * level);
                return Prints($"int a = {a};\nint b = {b};\nint c = a;\na = b;\nb = c;\nConsole.WriteLine(a - b);",
                    b - a,
                    $"The values are exchanged: a is {b}, b is {a}.", "What is in c?", a - b, 0, a + b);
            }) { Extends = "alg-evaluate" },
        new("cs-int-division", "Integer division",
            "Quotients of int drop what is behind the point.", "csharp arithmetic", 20, 0.4, "cs-variables",
            (d, level) =>
            {
                int b = d.Int(2, 4 + level), a = d.Int(b, 20 * level);
                return Prints($"int a = {a};\nint b = {b};\nConsole.WriteLine(a / b);", a / b,
                    $"{a} / {b} without the rest.",
                    "Both numbers are whole.", (a / b) + 1, a % b, a * b);
            },
            (d, level) =>
            {
                int b = d.Int(2, 4 + level), a = d.Int(b, 15 * level);
                return Prints($"int a = -{a};\nConsole.WriteLine(a / {b});", -a / b,
                    $"C# rounds towards zero: {-a / b}.",
                    "Towards zero, not downwards.", (-a / b) - 1, a / b, -a % b);
            }),
        new("cs-modulo", "The remainder operator",
            "What is left after a division.", "csharp arithmetic", 20, 0.4, "cs-int-division",
            (d, level) =>
            {
                int b = d.Int(2, 6 + level), a = d.Int(b, 30 * level);
                return Prints($"int n = {a};\nConsole.WriteLine(n % {b});", a % b, $"{a} = {a / b} * {b} + {a % b}.",
                    "What is left over?", a / b, b - (a % b), 0);
            },
            (d, level) =>
            {
                int hour = d.Int(0, 23), later = d.Int(10, 30 * level);
                return Prints($"int hour = {hour};\nhour = (hour + {later}) % 24;\nConsole.WriteLine(hour);",
                    (hour + later) % 24,
                    $"{hour + later} leaves {(hour + later) % 24} after whole days of 24.", "Take away whole days.",
                    hour + later, (hour + later) / 24, later % 24);
            }) { Matches = "alg-factors" },
        new("cs-precedence", "Operator precedence in C#",
            "Which operator binds tighter.", "csharp arithmetic", 20, 0.42, "cs-int-division",
            (d, level) =>
            {
                int a = d.Int(1, 5 + level), b = d.Int(1, 5 + level), c = d.Int(2, 4 + level), e = d.Int(1, 9);
                return Prints($"Console.WriteLine({a} + {b} * {c} - {e});", a + (b * c) - e,
                    $"{b} * {c} = {b * c} comes first.",
                    "As in arithmetic.", ((a + b) * c) - e, a + (b * (c - e)), (a * b) + c - e);
            },
            (d, level) =>
            {
                int a = d.Int(10, 20 * level), b = d.Int(2, 5), c = d.Int(2, 6);
                return Prints($"Console.WriteLine({a} - {b} * {c} % {b + 1});", a - (b * c % (b + 1)),
                    $"* and % from left to right: {b * c} % {b + 1} = {b * c % (b + 1)}.",
                    "* and % have the same rank.",
                    (a - (b * c)) % (b + 1), a - (b * (c % (b + 1))), a - (b * c));
            }),
        new("cs-comparison", "Comparisons",
            "Conditions that are true or false.", "csharp logic", 20, 0.35, "cs-variables cs-bool",
            (d, level) =>
            {
                int x = d.Int(1, 12), low = d.Int(1, 10), high = d.Int(4, 14);
                string op = d.Pick("&&", "||"), first = d.Pick(">", ">="), second = d.Pick("<", "<=", "==");
                bool left = first == ">" ? x > low : x >= low;
                bool right = second == "<" ? x < high : second == "<=" ? x <= high : x == high;
                bool value = op == "&&" ? left && right : left || right;
                return Choice($"What does this print?\nint x = {x};\nConsole.WriteLine(x {first} {low} {op} x "
                    + $"{second} {high});", value ? "True" : "False",
                    $"x {first} {low} is {left}, x {second} {high} is {right}.", "Decide both comparisons.", "True",
                    "False");
            }),
        new("cs-if", "Branches",
            "if and else.", "csharp control-flow", 25, 0.38, "cs-comparison cs-modulo",
            (d, level) =>
            {
                int x = d.Int(1, 12 * level), limit = d.Int(3, 9 * level), a = d.Int(1, 9), b = d.Int(1, 9);
                return Prints($"int x = {x};\nif (x > {limit})\n    x = x - {a};\nelse\n    x = x + {b};\n"
                    + "Console.WriteLine(x);", x > limit ? x - a : x + b,
                    $"{x} > {limit} is {(x > limit ? "true" : "false")}.", "Which branch is taken?",
                    x > limit ? x + b : x - a, x, x - a + b);
            },
            (d, level) =>
            {
                int x = d.Int(1, 30 * level), k = d.Int(2, 5);
                return Prints($"int n = {x};\nint score = 0;\nif (n % {k} == 0)\n    score = score + 10;\nif (n % 2 "
                    + "== 1)\n    score = score + 5;\nConsole.WriteLine(score);",
                    (x % k == 0 ? 10 : 0) + (x % 2 == 1 ? 5 : 0), "Both conditions are tested, one after the other.",
                    "There is no else.", 0, 5, 10, 15);
            }),
        new("cs-while", "while loops",
            "Repeating while a condition holds.", "csharp control-flow", 30, 0.48, "cs-if",
            (d, level) =>
            {
                int n = d.Int(5 * level, 40 * level), steps = 0;
                for (int i = n; i > 1; i /= 2) steps++;
                return Prints($"int n = {n};\nint steps = 0;\nwhile (n > 1)\n{{\n    n = n / 2;\n    steps = steps + "
                    + $"1;\n}}\nConsole.WriteLine(steps);", steps,
                    $"{n} can be halved {steps} times before it is 1.", "Write down n after each round.", n / 2,
                    steps + 1, steps - 1);
            },
            (d, level) =>
            {
                int start = d.Int(1, 5), step = d.Int(2, 4 + level), limit = d.Int(10, 20 * level), x = start;
                while (x < limit) x += step;
                return Prints($"int x = {start};\nwhile (x < {limit})\n    x = x + {step};\nConsole.WriteLine(x);", x,
                    $"The last value below {limit} is {x - step}; after it the loop ends.",
                    "When is the condition first false?", x - step, limit, x + step);
            }),
        new("cs-for", "for loops",
            "Counting.", "csharp control-flow", 30, 0.45, "cs-while",
            (d, level) =>
            {
                int from = d.Int(0, 3), to = from + d.Int(3, 4 + (2 * level));
                int sum = Enumerable.Range(from, to - from).Sum();
                return Prints($"int sum = 0;\nfor (int i = {from}; i < {to}; i++)\n    sum = sum + i;\n"
                    + "Console.WriteLine(sum);", sum,
                    $"i runs from {from} to {to - 1}.", "Is the end included?", sum + to, to - from, sum - from + to);
            },
            (d, level) =>
            {
                int step = d.Int(2, 3 + level), to = d.Int(10, 15 * level);
                int count = (to + step) / step;
                return Prints($"int count = 0;\nfor (int i = 0; i <= {to}; i += {step})\n    count++;\n"
                    + "Console.WriteLine(count);", count,
                    $"i is 0, {step}, ..., {(count - 1) * step}: {count} values.", "Is zero counted?", to / step,
                    count + 1, to);
            }) { Extends = "alg-sequences-arithmetic" },
        new("cs-nested-loops", "Nested loops",
            "A loop in a loop.", "csharp control-flow", 35, 0.55, "cs-for",
            (d, level) =>
            {
                int a = d.Int(2, 4 + level), b = d.Int(2, 4 + level);
                return Prints($"int count = 0;\nfor (int i = 0; i < {a}; i++)\n    for (int j = 0; j < {b}; j++)\n   "
                    + "     count++;\nConsole.WriteLine(count);", a * b,
                    $"{a} times {b} rounds.", "How often does the inner loop run?", a + b, (a * b) - 1,
                    (a + 1) * (b + 1));
            },
            (d, level) =>
            {
                int n = d.Int(3, 4 + (2 * level)), k = d.Int(0, 1);
                int count = k == 0 ? n * (n - 1) / 2 : n * (n + 1) / 2;
                return Prints($"int count = 0;\nfor (int i = 0; i < {n}; i++)\n    for (int j = 0; j "
                    + $"<{(k == 0 ? "" : "=")} i; j++)\n        count++;\nConsole.WriteLine(count);", count,
                    $"{k} + {k + 1} + ... + {n - 1 + k}.", "The inner loop gets longer each time.", n * n, count + n,
                    n * (n + 1) / 2, n * (n - 1) / 2);
            }),
        new("cs-complexity", "Counting steps",
            "How work grows with the input.", "algorithms", 35, 0.6, "cs-nested-loops",
            (d, level) =>
            {
                int n = d.Int(2, 5 + level) * 100, k = d.Int(2, 3 + level);
                return Number($"A program needs a number of steps proportional to n^2. With n = {n} it takes 1 "
                    + $"second. How many seconds does it take with n = {n * k}?",
                    k * k, $"{k} times the input, {k}^2 times the steps.", "Square the factor.", k, 2 * k, k * k * k);
            },
            (d, level) =>
            {
                int exponent = d.Int(3, 5 + (2 * level)), n = (1 << exponent) - d.Int(0, 3);
                int looks = Convert.ToString(n, 2).Length;
                return Number($"Binary search halves what is left after each look. How many looks are enough for {n} "
                    + "sorted values?", looks,
                    $"{n} has {looks} binary digits: after {looks} looks nothing is left.",
                    "How often can it be halved until nothing is left?",
                    n / 2, looks + 2, looks - 1);
            }) { Matches = "alg-exponents" },
        new("cs-arrays", "Arrays",
            "Numbered places, from zero.", "csharp data", 25, 0.4, "cs-variables",
            (d, level) =>
            {
                int[] data = d.Ints(4 + level, 1, 9 * level);
                int i = d.Int(0, data.Length - 1);
                return Prints($"int[] a = {{ {List(data)} }};\nConsole.WriteLine(a[{i}]);", data[i],
                    $"Index {i} is place number {i + 1}.",
                    "The first index is 0.", data[Math.Max(0, i - 1)], data[^1], i);
            },
            (d, level) =>
            {
                int[] data = d.Ints(4 + level, 1, 9 * level);
                int i = d.Int(0, data.Length - 2);
                return Prints($"int[] a = {{ {List(data)} }};\na[{i}] = a[a.Length - 1] + a[{i + 1}];\n"
                    + $"Console.WriteLine(a[{i}]);", data[^1] + data[i + 1],
                    $"The last value is {data[^1]}.", "Where is the last place?", data[i], data[^1],
                    data[i] + data[i + 1]);
            }),
        new("cs-array-sum", "Loops over arrays",
            "Sums, maxima and counts.", "csharp data", 30, 0.48, "cs-arrays cs-for",
            (d, level) =>
            {
                int[] data = d.Ints(4 + level, 1, 6 + (3 * level));
                return Prints($"int[] a = {{ {List(data)} }};\nint sum = 0;\nfor (int i = 0; i < a.Length; i++)\n    "
                    + "sum = sum + a[i];\nConsole.WriteLine(sum);", data.Sum(),
                    $"All {data.Length} values are added.", "Which indexes are visited?", data.Sum() - data[0],
                    data.Sum() - data[^1], data.Max());
            },
            (d, level) =>
            {
                int[] data = d.Ints(4 + level, 1, 6 + (3 * level));
                int limit = d.Int(3, 4 + (2 * level)), count = data.Count(x => x > limit);
                return Prints($"int[] a = {{ {List(data)} }};\nint count = 0;\nfor (int i = 0; i < a.Length; i++)\n  "
                    + $"  if (a[i] > {limit})\n        count++;\nConsole.WriteLine(count);", count,
                    $"Counted are the values above {limit}.", "Is the limit itself counted?", data.Length - count,
                    data.Length, data.Count(x => x >= limit));
            }),
        new("cs-strings", "Strings",
            "Length, characters and parts.", "csharp data", 25, 0.42, "cs-arrays",
            (d, level) =>
            {
                string word = d.Pick(Words);
                int at = d.Int(0, word.Length - 3), length = d.Int(2, Math.Min(1 + level, word.Length - at));
                return Written($"What does this print?\nstring s = \"{word}\";\nConsole.WriteLine(s.Substring({at}, "
                    + $"{length}));", word.Substring(at, length),
                    $"{length} characters from index {at}.", "The second number is a length.", word[at..],
                    word[..length],
                    word.Substring(Math.Max(0, at - 1), length));
            },
            (d, level) =>
            {
                string word = d.Pick(Words);
                int at = d.Int(0, word.Length - 1);
                return Number($"What does this print?\nstring s = \"{word}\";\n"
                    + $"Console.WriteLine(s.IndexOf('{word[at]}'));", word.IndexOf(word[at]),
                    "The index of the first one, from zero.", "The first index is 0.", at + 1,
                    word.LastIndexOf(word[at]), word.Length);
            }),
        new("cs-methods", "Methods",
            "A named piece of program with parameters.", "csharp methods", 30, 0.45, "cs-if",
            (d, level) =>
            {
                int a = d.Int(2, 3 + level), b = d.Int(1, 9), x = d.Int(1, 5 + level);
                return Prints($"static int F(int x)\n{{\n    return {a} * x + {b};\n}}\n"
                    + $"Console.WriteLine(F(F({x})));", (a * ((a * x) + b)) + b,
                    $"F({x}) is {(a * x) + b}.", "Start with the inner call.", (a * x) + b, 2 * ((a * x) + b),
                    (a * a * x) + b);
            },
            (d, level) =>
            {
                int a = d.Int(1, 12 * level), b = d.Int(1, 12 * level), c = d.Int(1, 12 * level);
                return Prints($"static int Larger(int a, int b)\n{{\n    if (a > b)\n        return a;\n    return "
                    + $"b;\n}}\nConsole.WriteLine(Larger({a}, {b}) + Larger({b}, {c}));",
                    Math.Max(a, b) + Math.Max(b, c), $"{Math.Max(a, b)} + {Math.Max(b, c)}.",
                    "What does each call give?", Math.Max(a, Math.Max(b, c)), Math.Min(a, b) + Math.Min(b, c),
                    a + b + c);
            }),
        new("cs-recursion", "Recursion",
            "A method that calls itself.", "csharp methods algorithms", 40, 0.62, "cs-methods",
            (d, level) =>
            {
                int n = d.Int(3, 6 + (2 * level)), k = d.Int(1, 4);
                int value = k * n * (n + 1) / 2;
                return Prints($"static int F(int n)\n{{\n    if (n == 0)\n        return 0;\n    return {k} * n + "
                    + $"F(n - 1);\n}}\nConsole.WriteLine(F({n}));", value,
                    $"{k} times the sum 1 + 2 + ... + {n}.", "Where does it end?", k * n, value - (k * n), value + k);
            },
            (d, level) =>
            {
                int a = d.Int(6, 12 * level), b = d.Int(4, 8 * level);
                return Prints($"static int G(int a, int b)\n{{\n    if (b == 0)\n        return a;\n    return G(b, "
                    + $"a % b);\n}}\nConsole.WriteLine(G({a}, {b}));", Ratio.Gcd(a, b),
                    "This is Euclid's algorithm for the greatest common divisor.", "Write down the pairs.", a % b, 0,
                    Ratio.Lcm(a, b), a - b);
            }) { Extends = "alg-gcd-lcm" },
        new("cs-lists", "Lists",
            "Sequences that grow and shrink.", "csharp data", 30, 0.48, "cs-array-sum",
            (d, level) =>
            {
                int[] data = d.Ints(3 + (level / 2), 1, 9 * level);
                int add = d.Int(1, 9 * level), at = d.Int(0, data.Length - 1), ask = d.Int(0, data.Length - 1);
                List<int> list = [.. data, add];
                list.RemoveAt(at);
                return Prints($"var list = new List<int> {{ {List(data)} }};\nlist.Add({add});\n"
                    + $"list.RemoveAt({at});\nConsole.WriteLine(list[{ask}]);", list[ask],
                    $"The list is then {List(list)}.", "What moves up when a place is removed?", data[ask], add,
                    data[^1]);
            },
            (d, level) =>
            {
                int[] data = d.Ints(3 + level, 1, 9 * level);
                int at = d.Int(0, data.Length - 1), k = d.Int(1, 9 * level);
                List<int> list = [.. data];
                list.Insert(at, k);
                return Prints($"var list = new List<int> {{ {List(data)} }};\nlist.Insert({at}, {k});\n"
                    + $"Console.WriteLine(list[list.Count - 1] + list[{at}]);", list[^1] + list[at],
                    $"The list is then {List(list)}.", "Where does the new value go?", data[^1] + data[at], list[^1],
                    k + list.Count);
            }) { Extends = "cs-arrays" },
    ];

    private static Exercise Prints(string code, long answer, string explanation, string hint, params long[] wrong) =>
        Number($"What does this print?\n{code}", answer, explanation, hint, wrong);
}
