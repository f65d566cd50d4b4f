using static LearnerGraph.Infrastructure.Import.Sample.Exercise;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Chance and counting.</summary>
internal static class ProbabilityTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("pr-basic", "Simple probability",
            "Favourable cases among equally likely ones.", "probability", 20, 0.28, "",
            (d, level) =>
            {
                int red = d.Int(1, 3 + level), blue = d.Int(1, 3 + level);
                return Fraction($"A bag holds {red} red and {blue} blue balls. What is the probability to draw a red "
                    + "one?",
                    new Ratio(red, red + blue), $"{red} of {red + blue} balls are red.",
                    "How many balls are there in all?",
                    new Ratio(red, blue), new Ratio(blue, red + blue), new Ratio(1, red + blue));
            },
            (d, level) =>
            {
                int sides = d.Pick(6, 8, 10, 12, 20), above = d.Int(1, sides - 1);
                return Fraction($"A fair die has the numbers 1 to {sides}. What is the probability of a number above "
                    + $"{above}?",
                    new Ratio(sides - above, sides), $"{sides - above} of {sides} numbers are above {above}.",
                    "Count them.",
                    new Ratio(above, sides), new Ratio(sides - above + 1, sides), new Ratio(1, sides));
            }) { Extends = "alg-fractions-simplify" },
        new("pr-complement", "Complements",
            "The probability that something does not happen.", "probability", 20, 0.35, "pr-basic",
            (d, level) =>
            {
                int bottom = d.Int(3, 8 + (4 * level)), top = d.Int(1, bottom - 1);
                return Fraction($"It rains with probability {new Ratio(top, bottom)}. What is the probability that "
                    + "it does not rain?",
                    new Ratio(bottom - top, bottom), $"1 - {new Ratio(top, bottom)}.",
                    "Both together have probability 1.",
                    new Ratio(top, bottom), new Ratio(-top, bottom), new Ratio(bottom, top));
            },
            (d, level) =>
            {
                int n = d.Int(2, 2 + level);
                return Fraction($"A fair coin is tossed {n} times. What is the probability of at least one head?",
                    1 - new Ratio(1, 1L << n), $"No head at all has probability {new Ratio(1, 1L << n)}.",
                    "What is the opposite of at least one?", new Ratio(1, 1L << n), new Ratio(n, 1L << n),
                    new Ratio(1, 2));
            }),
        new("pr-addition", "One or the other",
            "Adding probabilities without counting twice.", "probability", 30, 0.48, "pr-basic",
            (d, level) =>
            {
                int both = d.Int(1, 2 + level), a = both + d.Int(1, 4 + level), b = both + d.Int(1, 4 + level),
                    rest = d.Int(0, 6);
                int all = a + b - both + rest;
                return Number($"Of {all} children {a} play chess, {b} play football and {both} do both. How many do "
                    + "at least one?",
                    a + b - both, $"{a} + {b} - {both}: those who do both are counted twice otherwise.",
                    "Who is counted twice?", a + b, a + b - (2 * both), all - both);
            }) { Matches = "cs-sets" },
        new("pr-independent", "Independent events",
            "Both happen: probabilities multiply.", "probability", 25, 0.42, "pr-basic",
            (d, level) =>
            {
                int b = d.Int(2, 4 + level), a = d.Int(1, b - 1), e = d.Int(2, 4 + level), c = d.Int(1, e - 1);
                return Fraction($"Two independent events have probabilities {new Ratio(a, b)} and {new Ratio(c, e)}. "
                    + "What is the probability of both?",
                    new Ratio(a, b) * new Ratio(c, e), $"{new Ratio(a, b)} * {new Ratio(c, e)}.", "Multiply.",
                    new Ratio(a, b) + new Ratio(c, e), new Ratio(a + c, b + e), new Ratio(a, b));
            }) { Extends = "alg-fractions-multiply" },
        new("pr-dependent", "Drawing without putting back",
            "The second draw depends on the first.", "probability", 30, 0.52, "pr-independent",
            (d, level) =>
            {
                int red = d.Int(2, 3 + level), blue = d.Int(1, 3 + level), all = red + blue;
                return Fraction($"A bag holds {red} red and {blue} blue balls. Two are drawn without putting back. "
                    + "What is the probability that both are red?",
                    new Ratio(red, all) * new Ratio(red - 1, all - 1), $"{red}/{all} * {red - 1}/{all - 1}.",
                    "What is in the bag at the second draw?", new Ratio(red, all) * new Ratio(red, all),
                    new Ratio(red, all), new Ratio(red - 1, all - 1));
            }) { Extends = "pr-independent" },
        new("pr-conditional", "Conditional probability",
            "Probability among the cases that are left.", "probability", 35, 0.56, "pr-dependent pr-addition",
            (d, level) =>
            {
                int gm = d.Int(1, 4 + level), gn = d.Int(1, 4 + level), bm = d.Int(1, 4 + level),
                    bn = d.Int(1, 4 + level);
                return Fraction($"{gm} girls and {bm} boys like music, {gn} girls and {bn} boys do not. A girl is "
                    + "chosen at random. What is the probability that she likes music?",
                    new Ratio(gm, gm + gn), $"{gm} of {gm + gn} girls.", "Look at the girls only.",
                    new Ratio(gm, gm + gn + bm + bn), new Ratio(gm, gm + bm), new Ratio(gm + bm, gm + gn + bm + bn));
            }),
        new("pr-bayes", "Bayes' rule",
            "From effects back to causes.", "probability", 45, 0.72, "pr-conditional",
            (d, level) =>
            {
                int sick = d.Int(2, 10 * level), right = d.Int((sick / 2) + 1, sick), wrong = d.Int(1, 15 * level);
                return Fraction(
                    $"Of 1000 people {sick} are ill. A test finds {right} of the ill, and wrongly {wrong} of the "
                    + "others. "
                    + "Somebody is found by the test. What is the probability that this person is ill?",
                    new Ratio(right, right + wrong), $"{right} of the {right + wrong} people found are ill.",
                    "How many people does the test find in all?", new Ratio(right, sick), new Ratio(sick, 1000),
                    new Ratio(right, 1000));
            }),
        new("pr-factorial", "Factorials",
            "In how many orders?", "counting", 15, 0.35, "",
            (d, level) =>
            {
                int n = d.Int(2 + (level / 2), 4 + level);
                string things = d.Pick("books", "runners", "songs", "letters", "flags", "cards");
                return Number($"In how many orders can {n} different {things} be arranged?", Factorial(n),
                    $"{n}! = {Factorial(n)}.",
                    "How many choices are there for the first place, for the second, ...?", n * n, n * (n + 1) / 2,
                    Factorial(n - 1));
            }) { Matches = "cs-recursion" },
        new("pr-permutations", "Permutations",
            "Choosing in order.", "counting", 25, 0.5, "pr-factorial",
            (d, level) =>
            {
                int n = d.Int(4, 6 + level), k = d.Int(2, 3);
                long ways = Factorial(n) / Factorial(n - k);
                string things = d.Pick("runners", "swimmers", "skiers", "cyclists", "rowers", "sailors");
                return Number($"{n} {things} compete. In how many ways can the first {k} places be taken?", ways,
                    $"{string.Join(" * ", Enumerable.Range(0, k).Select(i => n - i))} = {ways}.", "The order counts.",
                    ways / Factorial(k), NumberTopics.Power(n, k), n * k);
            }),
        new("pr-combinations", "Combinations",
            "Choosing without order.", "counting", 30, 0.55, "pr-permutations",
            (d, level) =>
            {
                int n = d.Int(4, 6 + level), k = d.Int(2, 3);
                long ways = Choose(n, k);
                string things = d.Pick("children", "players", "pupils", "singers", "dancers", "doctors");
                return Number($"In how many ways can {k} of {n} {things} be chosen for a team?", ways,
                    $"{Factorial(n) / Factorial(n - k)} orders, {Factorial(k)} of each team: {ways}.",
                    "The order does not count.",
                    ways * Factorial(k), n * k, NumberTopics.Power(n, k));
            }) { Extends = "pr-permutations" },
        new("pr-binomial", "The binomial distribution",
            "So many successes in so many trials.", "probability counting", 40, 0.66, "pr-combinations pr-independent",
            (d, level) =>
            {
                int n = d.Int(2, 3 + level), k = d.Int(0, n);
                return Fraction($"A fair coin is tossed {n} times. What is the probability of exactly {k} heads?",
                    new Ratio(Choose(n, k), 1L << n), $"{Choose(n, k)} of {1L << n} equally likely results.",
                    "How many results have that many heads?", new Ratio(k, n), new Ratio(1, 1L << n), new Ratio(1, 2));
            },
            (d, level) =>
            {
                int n = d.Int(2, 2 + ((level + 1) / 2)), k = d.Int(1, n), of = d.Int(3, 5);
                var p = new Ratio(1, of);
                Ratio chance = Choose(n, k);
                for (int i = 0; i < n; i++) chance *= i < k ? p : 1 - p;
                return Fraction($"A wheel wins with probability {p}. It is turned {n} times. What is the probability "
                    + $"to win exactly {k} times?",
                    chance, $"{Choose(n, k)} orders, each with the same probability.", "Which orders are possible?",
                    new Ratio(k, n), new Ratio(k, of * n), 1 - chance);
            }),
        new("pr-expected", "Expected value",
            "The mean in the long run.", "probability", 35, 0.55, "pr-basic",
            (d, level) =>
            {
                int sides = d.Pick(4, 5, 10, 20), win = d.Int(1, 6 + level) * sides, cost = d.Int(1, 3 + level);
                return Number($"A game costs {cost} euros and pays {win} euros with probability 1/{sides}, otherwise "
                    + "nothing. What is the expected gain in euros (negative for a loss)?",
                    (win / sides) - cost, $"{win} * 1/{sides} - {cost}.", "What does it pay on average?",
                    win / sides, win - cost, cost - (win / sides));
            }) { Extends = "st-weighted-mean" },
    ];

    public static long Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    public static long Choose(int n, int k) => Factorial(n) / (Factorial(k) * Factorial(n - k));
}
