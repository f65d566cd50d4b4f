using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Numerics;
using static LearnerGraph.Tests.Domain.Experiments.ExperimentFacts;

namespace LearnerGraph.Tests.Domain.Experiments;

/// <summary>A hundred thousand ids through fifty experiments: the arms are as planned and know nothing of each
/// other.</summary>
public sealed class AssignmentSpreadTests
{
    private const int Ids = 100_000;
    private const int Experiments = 50;

    public static TheoryData<string> Kinds =>
        Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") == "1" ? ["mail", "number", "guid"] : ["mail"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decide_spreads_ids_of_every_kind_as_planned_and_independently(string kind)
    {
        string[] units = [.. Enumerable.Range(1, Ids).Select(i => kind switch
        {
            "number" => $"{i}",
            "guid" => new Guid(i, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8).ToString(),
            _ => $"schüler.{i}@schule.example",
        })];
        double[][] weights = [[0.5, 0.5], [0.9, 0.1], [0.2, 0.3, 0.5], [0.25, 0.25, 0.25, 0.25]];
        var arms = new ulong[Experiments][];
        var treated = new int[Experiments];
        Parallel.For(0, Experiments, e =>
        {
            var plan = Plan(null, weights[e % weights.Length]);
            var experiment = Running($"exp-{e + 1}", plan);
            var counts = new double[plan.Variants.Count];
            var bits = new ulong[(Ids + 63) / 64];
            var variants = plan.Variants.ToList();
            for (var i = 0; i < Ids; i++)
            {
                var variant = Assignment.Decide(experiment, units[i], new()).Variant!;
                counts[variants.IndexOf(variant)]++;
                if (!variant.IsControl) bits[i / 64] |= 1UL << (i % 64);
            }

            (arms[e], treated[e]) = (bits, Ids - (int)counts[0]);
            var expected = plan.Variants.Select(variant => variant.Weight * Ids).ToArray();
            var chiSquare = counts.Zip(expected, (seen, hoped) => (seen - hoped) * (seen - hoped) / hoped).Sum();
            ChiSquared.Above(chiSquare, counts.Length - 1).Should().BeInRange(1e-4, 1 - 1e-4, $"experiment {e + 1}");
        });

        for (var a = 0; a < Experiments; a++)
        {
            for (var b = a + 1; b < Experiments; b++)
            {
                double both = arms[a].Zip(arms[b], (x, y) => ulong.PopCount(x & y)).Sum(count => (long)count);
                double pa = (double)treated[a] / Ids, pb = (double)treated[b] / Ids;
                var z = (both - (Ids * pa * pb)) / Math.Sqrt(Ids * pa * pb * (1 - pa) * (1 - pb));
                Math.Abs(z).Should().BeLessThan(4.5, $"experiments {a + 1} and {b + 1}");
            }
        }
    }

    [Fact]
    public void Bucket_fills_a_thousand_cells_evenly()
    {
        const int count = 1_000_000, cells = 1000;
        var seen = new double[cells];
        for (var i = 1; i <= count; i++)
            seen[UnitHash.Bucket(UnitHash.Variant, "exp:spread:1", $"{i}") / (UnitHash.Buckets / cells)]++;
        const double expected = (double)count / cells;
        var chiSquare = seen.Sum(cell => (cell - expected) * (cell - expected) / expected);

        ChiSquared.Above(chiSquare, cells - 1).Should().BeInRange(1e-4, 1 - 1e-4);
    }
}
