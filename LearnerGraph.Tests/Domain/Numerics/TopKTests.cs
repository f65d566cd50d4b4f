using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Numerics;

public sealed class TopKTests
{
    [Fact]
    public void Offer_keeps_what_a_full_sort_would_keep()
    {
        var prng = new Prng(11);
        for (var round = 0; round < 200; round++)
        {
            var scores = new float[prng.NextInt(60)];
            for (var i = 0; i < scores.Length; i++) scores[i] = prng.NextInt(12);
            var k = prng.NextInt(20);
            var top = new TopK(new float[k], new int[k]);
            var items = new int[k];
            top = new TopK(new float[k], items);
            for (var i = 0; i < scores.Length; i++) top.Offer(i, scores[i]);
            var kept = top.Sort();

            items.Take(kept).Should().Equal(
                Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(k));
        }
    }

    [Fact]
    public void Offer_ignores_NaN()
    {
        var top = new TopK(new float[2], new int[2]);
        top.Offer(0, float.NaN);

        top.Count.Should().Be(0);
    }

    [Fact]
    public void Offer_allocates_nothing()
    {
        Span<float> scores = stackalloc float[8];
        Span<int> items = stackalloc int[8];
        var prng = new Prng(5);
        Run(scores, items, ref prng);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(scores, items, ref prng);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static void Run(Span<float> scores, Span<int> items, ref Prng prng)
    {
        var top = new TopK(scores, items);
        for (var i = 0; i < 1000; i++) top.Offer(i, (float)prng.NextDouble());
        top.Sort();
    }
}
