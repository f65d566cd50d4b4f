using System.Globalization;
using System.Text.RegularExpressions;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Tests.Infrastructure.Import.Sample;

/// <summary>
/// Solves the sample's questions again from their text alone, by other ways than those that made them: evaluation,
/// substitution, brute force and enumeration.
/// </summary>
internal static partial class SampleSolver
{
    private delegate bool Check(Match match, string answer);

    private static readonly (Regex Prompt, Check IsRight)[] Rules =
    [
        .. AlgebraRules(), .. StatisticsRules(), .. ProbabilityRules(), .. LogicRules(),
    ];

    /// <summary>Null where no rule knows the prompt.</summary>
    public static bool? IsRight(string prompt, string answer)
    {
        foreach (var (pattern, check) in Rules)
        {
            var match = pattern.Match(prompt);
            if (match.Success) return check(match, answer);
        }

        return null;
    }

    private static (Regex, Check) Rule(string pattern, Check check) =>
        (new Regex($"^{pattern}$", RegexOptions.Singleline | RegexOptions.CultureInvariant), check);

    /// <summary>A rule whose answer is one number.</summary>
    private static (Regex, Check) Sum(string pattern, Func<Match, double> value) =>
        Rule(pattern, (m, answer) => Near(Number(answer), value(m)));

    private static double Number(string text) => NumberReading.TryRead(text, out double value) ? value : double.NaN;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));

    private static double N(this Match match, int group) => Number(match.Groups[group].Value);

    private static int I(this Match match, int group) => int.Parse(match.Groups[group].Value,
        CultureInfo.InvariantCulture);

    private static string S(this Match match, int group) => match.Groups[group].Value;

    private static double[] L(this Match match, int group) => [.. match.Groups[group].Value.Split(", ").Select(Number)];

    private static bool Same(string one, string other) =>
        new[] { 1.37, -2.11, 3.73, 0.59 }.All(x => Near(Formula.Value(one, x), Formula.Value(other, x)));

    private static double[] Roots(string equation) =>
        [.. Enumerable.Range(-60 * 60, 60 * 120).Select(k => k / 60.0).Where(x => Math.Abs(Formula.Gap(equation,
            x)) < 1e-9)];

    private static IEnumerable<(Regex, Check)> AlgebraRules() =>
    [
        Sum(@"Calculate: (.+)", m => Formula.Value(m.S(1))),
        Sum(@"Calculate (.+) for x = (-?\d+)", m => Formula.Value(m.S(1), m.N(2))),
        Rule(@"Solve for ([xy]): (.+) and (.+)", (m, answer) => Near(Number(answer), Cramer(m.S(2), m.S(3), m.S(1)))),
        Rule(@"Solve for x: (.+)", (m, answer) => Near(Formula.Gap(m.S(1), Number(answer)), 0)),
        Rule(@"Solve for (\w): (\w) = (.+)", (m, answer) => new[] { 1.7, 20.3 }.All(y =>
        {
            double x = Formula.Value(answer.Split('=')[1], _ => y);
            return Near(Formula.Value(m.S(3), x), y);
        })),
        Rule(@"Solve the inequality: (.+) < (-?\d+)", (m, answer) => Enumerable.Range(-40, 81).All(x =>
        {
            string[] parts = answer.Split(' ');
            bool claimed = parts[1] == "<" ? x < Number(parts[2]) : x > Number(parts[2]);
            return Formula.Value(m.S(1), x) < m.N(2) == claimed;
        })),
        Rule(@"Simplify the ratio (\d+):(\d+)", (m, answer) =>
        {
            int[] parts = [.. answer.Split(':').Select(int.Parse)];
            return parts[0] * m.I(2) == parts[1] * m.I(1) && Enumerable.Range(2,
                50).All(k => parts[0] % k > 0 || parts[1] % k > 0);
        }),
        Rule(@"(?:Simplify|Expand|Factor|Factor completely): (.+)", (m, answer) => Same(m.S(1), answer)),
        Sum(@"What is the larger solution of (.+)\?", m => Roots(m.S(1)).Max()),
        Sum(@"What is the sum of the solutions of (.+)\?", m => Roots(m.S(1)).Sum()),
        Sum(@"How many real solutions has (.+)\?", m => Sign(Discriminant(m.S(1))) + 1),
        Sum(@"What is the discriminant of (.+)\?", m => Discriminant(m.S(1))),
        Sum(@"How many positive factors does (\d+) have\?", m => Enumerable.Range(1,
        m.I(1)).Count(f => m.I(1) % f == 0)),
        Sum(@"What is the multiple of (\d+) that comes after (\d+)\?", m => m.N(1) + m.N(2)),
        Sum(@"What is the largest prime factor of (\d+)\?", m => Enumerable.Range(2,
        m.I(1)).Last(p => m.I(1) % p == 0 && IsPrime(p))),
        Sum(@"How many prime factors does (\d+) have, .+", m => Enumerable.Range(2, m.I(1)).Where(IsPrime)
            .Sum(p => Enumerable.Range(1, 12).Count(e => m.I(1) % Math.Pow(p, e) == 0))),
        Sum(@"What is the greatest common divisor of (\d+) and (\d+)\?",
            m => Enumerable.Range(1, m.I(1)).Last(k => m.I(1) % k == 0 && m.I(2) % k == 0)),
        Sum(@"What is the least common multiple of (\d+) and (\d+)\?",
            m => Enumerable.Range(1, 9999).First(k => k % m.I(1) == 0 && k % m.I(2) == 0)),
        Rule(@"Write (\d+)/(\d+) in lowest terms\.", (m, answer) => IsLowest(answer, m.N(1) / m.N(2))),
        Rule(@"Write (\d+)/(\d+) as a decimal\.", (m, answer) => !answer.Contains('/') && Near(Number(answer),
        m.N(1) / m.N(2))),
        Rule(@"Write ([\d.]+) as a fraction in lowest terms\.", (m, answer) => IsLowest(answer, m.N(1))),
        Sum(@"What is (\d+)% of (\d+)\?", m => m.N(1) / 100 * m.N(2)),
        Sum(@"(\d+) is how many percent of (\d+)\?", m => m.N(1) / m.N(2) * 100),
        Sum(@"A price goes from (\d+) to (\d+)\. .+", m => (m.N(2) / m.N(1) * 100) - 100),
        Sum(@"(\d+) grows by (\d+)%\. What is it then\?", m => m.N(1) * (1 + (m.N(2) / 100))),
        Sum(@"(\d+) sweets are shared in the ratio (\d+):(\d+)\. .+", m => m.N(1) * m.N(2) / (m.N(2) + m.N(3))),
        Sum(@"(\d+) tickets cost (\d+) euros\. How many euros do (\d+) tickets cost\?", m => m.N(2) / m.N(1) * m.N(3)),
        Sum(@"A taxi costs (\d+) euros and (\d+) euros for each kilometre\. A ride costs (\d+) euros\. .+",
            m => Enumerable.Range(0, 999).First(km => m.N(1) + (m.N(2) * km) == m.N(3))),
        Sum(@"The sum of three consecutive whole numbers is (\d+)\. .+", m => Enumerable.Range(0,
            999).First(n => n + n + 1 + n + 2 == m.N(1))),
        Rule(@"In which quadrant is the point \((-?\d+), (-?\d+)\)\?",
            (m, answer) => answer == (m.N(2) > 0 ? m.N(1) > 0 ? "I" : "II" : m.N(1) < 0 ? "III" : "IV")),
        Sum(@"How far apart are the points \((-?\d+), (-?\d+)\) and \((-?\d+), (-?\d+)\)\?",
            m => Math.Sqrt(Math.Pow(m.N(1) - m.N(3), 2) + Math.Pow(m.N(2) - m.N(4), 2))),
        Sum(@"What is the slope of the line through \((-?\d+), (-?\d+)\) and \((-?\d+), (-?\d+)\)\?",
            m => (m.N(4) - m.N(2)) / (m.N(3) - m.N(1))),
        Sum(@"The line y = (.+) passes through a point with x = (-?\d+)\. .+", m => Formula.Value(m.S(1), m.N(2))),
        Sum(@"Where does the line y = (.+) cross the y-axis\? Give the y\.", m => Formula.Value(m.S(1), 0)),
        Rule(@"Which line passes through \((-?\d+), (-?\d+)\) and \((-?\d+), (-?\d+)\)\? .+",
            (m, answer) => Near(Formula.Value(answer[4..], m.N(1)), m.N(2)) && Near(Formula.Value(answer[4..],
            m.N(3)), m.N(4))),
        Sum(@"What is the slope of a line perpendicular to y = (.+)\?", m => -1 / (Formula.Value(m.S(1),
            1) - Formula.Value(m.S(1), 0))),
        Sum(@"What is the slope of a line parallel to y = (.+)\?", m => Formula.Value(m.S(1),
            1) - Formula.Value(m.S(1), 0)),
        Sum(@"f\(x\) = (.+) and g\(x\) = (.+)\. Calculate f\(g\((-?\d+)\)\)\.", m => Formula.Value(m.S(1),
            Formula.Value(m.S(2), m.N(3)))),
        Sum(@"f\(x\) = (.+)\. Calculate f\((-?\d+)\)\.", m => Formula.Value(m.S(1), m.N(2))),
        Sum(@"A sequence starts (-?\d+), (-?\d+), (-?\d+), \.\.\. with equal steps\. What is term number (\d+)\?",
            m => Enumerable.Range(0, m.I(4) - 1).Aggregate(m.N(1), (term, _) => term + m.N(3) - m.N(2))),
        Sum(@"A sequence starts (-?\d+), (-?\d+), (-?\d+), \.\.\. with equal factors\. What is term number (\d+)\?",
            m => Enumerable.Range(0, m.I(4) - 1).Aggregate(m.N(1), (term, _) => term * m.N(3) / m.N(2))),
        Sum(@"A culture of (\d+) cells doubles every (\d+) hours\. How many cells are there after (\d+) hours\?",
            m => m.N(1) * Math.Pow(2, m.N(3) / m.N(2))),
        Sum(@"(\d+) euros grow by (\d+)% a year\. .+ after 2 years\?", m => m.N(1) * Math.Pow(1 + (m.N(2) / 100), 2)),
        Sum(@"At which x does f\(x\) = (.+) have its vertex\?", m => Vertex(m.S(1)).X),
        Sum(@"What is the (?:smallest|largest) value of f\(x\) = (.+)\?", m => Vertex(m.S(1)).Y),
    ];

    private static IEnumerable<(Regex, Check)> StatisticsRules() =>
    [
        Sum(@"Data: (.+)\. What is the mean\?", m => m.L(1).Average()),
        Sum(@"Data: (.+)\. What is the median\?", m => Median(m.L(1))),
        Sum(@"Data: (.+)\. What is the mode\?", m => m.L(1).GroupBy(x => x).MaxBy(group => group.Count())!.Key),
        Sum(@"Data: (.+)\. What is the range\?", m => m.L(1).Max() - m.L(1).Min()),
        Sum(@"Data: (.+)\. What is the upper quartile .+", m => Median([.. m.L(1).Order().TakeLast(3)])),
        Sum(@"Data: (.+)\. What is the interquartile range .+",
            m => Median([.. m.L(1).Order().TakeLast(3)]) - Median([.. m.L(1).Order().Take(3)])),
        Sum(@"The lower quartile is (\d+), the upper quartile is (\d+)\. .+", m => m.N(2) + (1.5 * (m.N(2) - m.N(1)))),
        Sum(@"Data: (.+)\. What is the mean absolute deviation from the mean\?",
        m => m.L(1).Average(x => Math.Abs(x - m.L(1).Average()))),
        Sum(@"Data: (.+)\. What is the variance .+", m => m.L(1).Average(x => x * x) - Math.Pow(m.L(1).Average(), 2)),
        Sum(@"Data: (.+)\. What is the standard deviation .+",
            m => Math.Sqrt(m.L(1).Average(x => x * x) - Math.Pow(m.L(1).Average(), 2))),
        Sum(@"The variance of some data is (\d+)\. .+", m => Math.Sqrt(m.N(1))),
        Sum(@"The mean is (\d+) and the standard deviation (\d+)\. What is the standard score of (\d+)\?",
        m => (m.N(3) - m.N(1)) / m.N(2)),
        Rule(@"Values are normal with mean (\d+) and standard deviation (\d+)\. .+ between (-?\d+) and (\d+)\?", (m,
        answer) =>
            Math.Abs((2 * MathNet.Numerics.Distributions.Normal.CDF(m.N(1), m.N(2),
                m.N(4))) - 1 - (Number(answer) / 100)) < 0.005),
        Sum(@"A mark of (\d+) counts (\d+) times and a mark of (\d+) counts (\d+) times\. .+",
            m => Enumerable.Repeat(m.N(1), m.I(2)).Concat(Enumerable.Repeat(m.N(3), m.I(4))).Average()),
        Sum(@"The value (\d+) occurs (\d+) times, (\d+) occurs (\d+) times and (\d+) occurs (\d+) times\. .+",
            m => (m.N(1) * m.N(2)) + (m.N(3) * m.N(4)) + (m.N(5) * m.N(6))),
        Sum(@"A fitted line says: score = (.+) \* hours\. What does it predict for (\d+) hours\?",
            m => Formula.Value($"{m.S(1)} * x", m.N(2))),
    ];

    private static IEnumerable<(Regex, Check)> ProbabilityRules() =>
    [
        Sum(@"A bag holds (\d+) red and (\d+) blue balls\. What is the probability to draw a red one\?",
            m => m.N(1) / (m.N(1) + m.N(2))),
        Sum(@"A fair die has the numbers 1 to (\d+)\. What is the probability of a number above (\d+)\?",
            m => Enumerable.Range(1, m.I(1)).Average(k => k > m.I(2) ? 1.0 : 0)),
        Sum(@"It rains with probability (.+)\. .+", m => 1 - m.N(1)),
        Sum(@"A fair coin is tossed (\d+) times\. What is the probability of at least one head\?",
            m => Enumerable.Range(0, 1 << m.I(1)).Average(tosses => tosses > 0 ? 1.0 : 0)),
        Sum(@"Of (\d+) children (\d+) play chess, (\d+) play football and (\d+) do both\. .+",
            m => m.N(2) + m.N(3) - m.N(4)),
        Sum(@"Two independent events have probabilities (.+) and (.+)\. .+", m => m.N(1) * m.N(2)),
        Sum(@"A bag holds (\d+) red and (\d+) blue balls\. Two are drawn without putting back\. .+", m =>
        {
            int all = m.I(1) + m.I(2);
            var pairs = from a in Enumerable.Range(0, all) from b in Enumerable.Range(0, all) where a != b select (a,
                b);
            return pairs.Average(pair => pair.a < m.I(1) && pair.b < m.I(1) ? 1.0 : 0);
        }),
        Sum(@"(\d+) girls and (\d+) boys like music, (\d+) girls and (\d+) boys do not\. .+",
        m => m.N(1) / (m.N(1) + m.N(3))),
        Sum(@"Of 1000 people (\d+) are ill\. A test finds (\d+) of the ill, and wrongly (\d+) of the others\. .+",
            m => m.N(2) / (m.N(2) + m.N(3))),
        Sum(@"In how many orders can (\d+) different .+",
            m => Enumerable.Range(1, m.I(1)).Aggregate(1.0, (product, n) => product * n)),
        Sum(@"(\d+) \w+ compete\. In how many ways can the first (\d+) places be taken\?",
            m => Tuples(m.I(1), m.I(2)).Count(tuple => tuple.Distinct().Count() == tuple.Length)),
        Sum(@"In how many ways can (\d+) of (\d+) \w+ be chosen for a team\?",
            m => Enumerable.Range(0, 1 << m.I(2)).Count(set => int.PopCount(set) == m.I(1))),
        Sum(@"A fair coin is tossed (\d+) times\. What is the probability of exactly (\d+) heads\?",
            m => Enumerable.Range(0, 1 << m.I(1)).Average(tosses => int.PopCount(tosses) == m.I(2) ? 1.0 : 0)),
        Sum(@"A wheel wins with probability (.+)\. It is turned (\d+) times\. What is the probability to win exactly "
            + @"(\d+) times\?",
            m => MathNet.Numerics.Distributions.Binomial.PMF(m.N(1), m.I(2), m.I(3))),
        Sum(@"A game costs (\d+) euros and pays (\d+) euros with probability (\S+), .+",
            m => (m.N(2) * m.N(3)) - m.N(1)),
    ];

    private static IEnumerable<(Regex, Check)> LogicRules() =>
    [
        Rule(@"p is (\w+), q is (\w+) and r is (\w+)\. What is (.+)\?", (m, answer) =>
            answer == (Truth(m.S(4), m.S(1) == "true", m.S(2) == "true", m.S(3) == "true") ? "true" : "false")),
        Sum(@"In how many rows of its truth table is (.+) true\?", m => Enumerable.Range(0,
            m.S(1).Contains('r') ? 8 : 4)
            .Count(i => Truth(m.S(1), i % 2 > 0, i / 2 % 2 > 0, i / 4 > 0))),
        Rule(@"""(.+)"" is (\w+) and ""(.+)"" is (\w+)\. What is .+", (m, answer) =>
            answer == (m.S(2) == "true" && m.S(4) == "false" ? "false" : "true")),
        Rule(@"Which expression means the same as (.+)\?", (m, answer) => Enumerable.Range(0, 4).All(i =>
        {
            string[] names = [.. Regex.Matches(m.S(1), @"\w+").Select(match => match.Value)];
            bool Of(string form) => Truth(
                Regex.Replace(form, @"\w+", match => match.Value == names[0] ? "p" : "q"), i % 2 > 0, i / 2 > 0, false);
            return Of(m.S(1)) == Of(answer);
        })),
        Sum(@"Which decimal number is binary ([01]+)\?", m => m.S(1).Aggregate(0, (value,
        bit) => (2 * value) + bit - '0')),
        Rule(@"Write (\d+) in binary\.", (m, answer) => answer.Aggregate(0, (value,
        bit) => (2 * value) + bit - '0') == m.I(1)),
        Sum(@"Which decimal number is hexadecimal ([0-9A-F]+)\?", m => int.Parse(m.S(1), NumberStyles.HexNumber)),
        Rule(@"Write (\d+) in hexadecimal\.", (m, answer) => int.Parse(answer, NumberStyles.HexNumber) == m.I(1)),
        Sum(@"What is (\d+) << (\d+) in C#\?", m => m.N(1) * Math.Pow(2, m.N(2))),
        Sum(@"What is (\d+) ([&|^]) (\d+) in C#\?", m => Enumerable.Range(0, 12).Sum(bit =>
        {
            bool a = (m.I(1) >> bit) % 2 > 0, b = (m.I(3) >> bit) % 2 > 0;
            return (m.S(2) == "&" ? a && b : m.S(2) == "|" ? a || b : a != b) ? 1 << bit : 0;
        })),
        Sum(@"A = \{(.+)\} and B = \{(.+)\}\. How many elements has the (union|intersection) of A and B\?", m =>
            Enumerable.Range(0, 99).Count(k => m.S(3) == "union"
                ? m.L(1).Contains(k) || m.L(2).Contains(k)
                : m.L(1).Contains(k) && m.L(2).Contains(k))),
        Sum(@"A = \{(.+)\} and B = \{(.+)\}\. How many elements has A without B\?",
            m => Enumerable.Range(0, 99).Count(k => m.L(1).Contains(k) && !m.L(2).Contains(k))),
        Sum(@"A program needs .+ n\^2\. With n = (\d+) it takes 1 second\. How many seconds does it take with n = "
            + @"(\d+)\?",
            m => Math.Pow(m.N(2) / m.N(1), 2)),
        Sum(@"Binary search .+ for (\d+) sorted values\?", m => Looks(m.I(1))),
        Rule("What does this print\\?\n(.+)", (m, answer) => TinyCSharp.Run(m.S(1)) == answer),
    ];

    private static double Sign(double x) => Math.Abs(x) < 1e-9 ? 0 : Math.Sign(x);

    private static bool IsPrime(int n) => Enumerable.Range(2, Math.Max(0, n - 2)).All(k => n % k > 0);

    private static int Looks(int left) => left == 0 ? 0 : 1 + Looks(left / 2);

    private static bool IsLowest(string fraction, double value)
    {
        int[] parts = [.. fraction.Split('/').Select(int.Parse), 1];
        return Near((double)parts[0] / parts[1], value) && Enumerable.Range(2,
            99).All(k => parts[0] % k > 0 || parts[1] % k > 0);
    }

    private static (double A, double B, double C) Coefficients(Func<double, double> f) =>
        ((f(1) + f(-1) - (2 * f(0))) / 2, (f(1) - f(-1)) / 2, f(0));

    private static double Discriminant(string equation)
    {
        var (a, b, c) = Coefficients(x => Formula.Gap(equation, x));
        return (b * b) - (4 * a * c);
    }

    private static (double X, double Y) Vertex(string f)
    {
        var (a, b, _) = Coefficients(x => Formula.Value(f, x));
        return (-b / (2 * a), Formula.Value(f, -b / (2 * a)));
    }

    private static double Cramer(string first, string second, string wanted)
    {
        var (a, b, c) = Linear(first);
        var (d, e, f) = Linear(second);
        double determinant = (a * e) - (b * d);
        return wanted == "x" ? ((b * f) - (c * e)) / determinant : ((c * d) - (a * f)) / determinant;
    }

    /// <summary>a x + b y + c = 0.</summary>
    private static (double A, double B, double C) Linear(string equation)
    {
        double At(double x, double y) => Formula.Gap(equation, letter => letter == 'x' ? x : y);
        return (At(1, 0) - At(0, 0), At(0, 1) - At(0, 0), At(0, 0));
    }

    private static double Median(double[] data)
    {
        double[] sorted = [.. data.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static IEnumerable<int[]> Tuples(int of, int length) => length == 0
        ? [[]]
        : from head in Tuples(of, length - 1) from last in Enumerable.Range(0, of) select (int[])[.. head, last];

    /// <summary>By the arithmetic of 0 and 1: and is a product, or a sum, not a difference from 1.</summary>
    private static bool Truth(string form, bool p, bool q, bool r)
    {
        string numbers = Regex.Replace(form.Replace("!(", "N("), @"!(\w)", "(1-$1)").Replace("&&", "*").Replace("||",
            "+");
        while (numbers.Contains("N(", StringComparison.Ordinal))
        {
            int start = numbers.IndexOf("N(", StringComparison.Ordinal), end = start + 1, depth = 0;
            do depth += numbers[end] == '(' ? 1 : numbers[end] == ')' ? -1 : 0; while (depth > 0 && ++end > 0);
            string inner = numbers[(start + 2)..end];
            bool value = Formula.Value(inner, Letter) > 0;
            numbers = numbers[..start] + (value ? "0" : "1") + numbers[(end + 1)..];
        }

        return Formula.Value(numbers, Letter) > 0;

        double Letter(char name) => (name == 'p' ? p : name == 'q' ? q : r) ? 1 : 0;
    }
}
