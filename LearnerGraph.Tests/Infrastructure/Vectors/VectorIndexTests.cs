using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Vectors;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearnerGraph.Tests.Infrastructure.Vectors;

public sealed class VectorIndexTests
{
    private static readonly EmbeddingSpace Space = new("test", "one", 33);

    [Theory]
    [InlineData(SimilarityMetric.Cosine, false)]
    [InlineData(SimilarityMetric.Cosine, true)]
    [InlineData(SimilarityMetric.Dot, false)]
    [InlineData(SimilarityMetric.Closeness, false)]
    [InlineData(SimilarityMetric.Closeness, true)]
    public void Search_finds_what_comparing_one_by_one_finds(SimilarityMetric metric, bool int8)
    {
        var space = Space with { Metric = metric };
        var entries = Entries(space, 400, 1);
        var index = Filled(space, entries, new VectorOptions { Int8 = int8 });
        var query = Random(space, 99);

        var found = Search(index, query, 7);

        var expected = entries.Select(entry => new VectorHit(
                entry.Key, Similarity.By(metric, query.Vector, entry.Vector.Vector)))
            .OrderByDescending(hit => hit.Similarity).Take(7).ToArray();
        found.Select(hit => hit.Key).Should().Equal(expected.Select(hit => hit.Key));
        for (var i = 0; i < found.Length; i++)
        {
            var exact = expected[i].Similarity;
            found[i].Similarity.Should().BeApproximately(exact, 1e-5 * (1 + Math.Abs(exact)));
        }

        index.IsApproximate.Should().BeFalse();
    }

    [Fact]
    public void Search_keeps_to_course_and_kind()
    {
        var index = Filled(Space, Entries(Space, 300, 2), new VectorOptions());

        var found = Search(index, Random(Space, 5), 300, new VectorFilter(new CourseId(2), ContentKind.Question));

        found.Should().NotBeEmpty().And.OnlyContain(hit =>
            hit.Key.Kind == ContentKind.Question && hit.Key.Id % 3 == 1);
        found.Should().HaveCount(Enumerable.Range(0, 300).Count(i => i % 3 == 1 && i % 2 == 1));
    }

    [Fact]
    public void Upsert_writes_over_and_Delete_takes_away()
    {
        var entries = Entries(Space, 50, 3);
        var index = Filled(Space, entries, new VectorOptions());
        var moved = entries[7] with { Vector = entries[9].Vector };

        index.Upsert([moved]).IsOk.Should().BeTrue();
        index.Delete([entries[9].Key, entries[9].Key, new ContentKey(ContentKind.Concept, 12345)]).Should().Be(1);

        index.Count.Should().Be(49);
        Search(index, entries[9].Vector, 1).Single().Key.Should().Be(entries[7].Key);
        index.Find(entries[9].Key).Should().BeNull();
        Similarity.Cosine(index.Find(entries[7].Key)!.Vector, entries[9].Vector.Vector)
            .Should().BeApproximately(1, 1e-6);
    }

    [Fact]
    public void Another_space_is_refused_and_nothing_is_changed()
    {
        var index = Filled(Space, Entries(Space, 5, 3), new VectorOptions());
        var stranger = Entries(Space with { Model = "two" }, 1, 1)[0];

        index.Upsert([Entries(Space, 1, 8)[0], stranger]).TryGet(out _, out var problem).Should().BeFalse();
        problem!.Code.Should().Be("SPACE_MISMATCH");
        index.Count.Should().Be(5);
        index.Search(stranger.Vector, 1, VectorFilter.None).TryGet(out _, out problem).Should().BeFalse();
        problem!.Code.Should().Be("SPACE_MISMATCH");
        index.Search(Random(Space, 1), 0, VectorFilter.None).IsOk.Should().BeFalse();
    }

    [Fact]
    public void A_zero_vector_is_like_nothing()
    {
        var index = new VectorIndex(Space, new VectorOptions());
        index.Search(Random(Space, 1), 3, VectorFilter.None).TryGet(out var none, out _).Should().BeTrue();
        none.Should().BeEmpty();
        index.Upsert([new VectorEntry(new(ContentKind.Concept, 1), [], Of(Space, new float[33]))]);

        Search(index, Random(Space, 1), 1).Single().Similarity.Should().Be(0);
    }

    [Fact]
    public void A_graph_finds_nearly_all_that_a_scan_finds_also_after_changes()
    {
        var entries = Entries(Space, 3000, 4);
        var scan = Filled(Space, entries, new VectorOptions());
        var graph = Filled(Space, entries, new VectorOptions { GraphFrom = 1000 });
        ContentKey[] gone = [.. entries.Where(entry => entry.Key.Id % 7 == 0).Select(entry => entry.Key)];
        var changed = Entries(Space, 3000, 14).Where(entry => entry.Key.Id % 5 == 0).ToArray();
        foreach (var index in (VectorIndex[])[scan, graph])
        {
            index.Delete(gone);
            index.Upsert(changed).IsOk.Should().BeTrue();
        }

        graph.IsApproximate.Should().BeTrue();
        graph.Count.Should().Be(scan.Count);
        Recall(scan, graph, VectorFilter.None).Should().BeGreaterThanOrEqualTo(0.95);
        Recall(scan, graph, new VectorFilter(Kind: ContentKind.Question)).Should().BeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void Searches_during_changes_see_all_or_nothing_of_a_change()
    {
        var (one, other) = (Entries(Space, 64, 5), Entries(Space, 64, 6));
        var index = Filled(Space, one, new VectorOptions { GraphFrom = 16 });
        var query = one[3].Vector;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 40; i++) index.Upsert(i % 2 == 0 ? other : one);
        });

        do
        {
            var found = Search(index, query, 64);
            found.Select(hit => hit.Key).Should().OnlyHaveUniqueItems();
        }
        while (!writer.IsCompleted);

        Search(index, query, 1).Single().Key.Should().Be(one[3].Key);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    public void What_is_kept_comes_back_the_same(int graphFrom)
    {
        var folder = Directory.CreateTempSubdirectory("learnergraph-vectors-").FullName;
        try
        {
            var indexes = new VectorIndexes(
                new VectorOptions { Folder = folder, GraphFrom = graphFrom }, NullLogger<VectorIndexes>.Instance);
            var index = indexes.Create(Space);
            var entries = Entries(Space, 500, 7);
            index.Upsert(entries).IsOk.Should().BeTrue();
            index.Delete([entries[3].Key]);
            indexes.Save("tenant/catalog", "stamp", index);

            var again = indexes.Load("tenant/catalog", "stamp", Space)!;

            again.Count.Should().Be(499);
            again.IsApproximate.Should().Be(index.IsApproximate);
            Search(again, entries[3].Vector, 20).Should().Equal(Search(index, entries[3].Vector, 20));
            indexes.Load("tenant/catalog", "stamp", Space with { Model = "newer" }).Should().BeNull();
            indexes.Load("tenant/catalog", "later", Space).Should().BeNull();
            indexes.Load("another", "stamp", Space).Should().BeNull();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_damaged_file_is_no_index()
    {
        var folder = Directory.CreateTempSubdirectory("learnergraph-vectors-").FullName;
        try
        {
            var indexes = new VectorIndexes(new VectorOptions { Folder = folder }, NullLogger<VectorIndexes>.Instance);
            var index = indexes.Create(Space);
            index.Upsert(Entries(Space, 20, 7));
            indexes.Save("it", "1", index);
            var file = Directory.GetFiles(folder).Single();
            var bytes = File.ReadAllBytes(file);

            bytes[^9] ^= 1;
            File.WriteAllBytes(file, bytes);
            indexes.Load("it", "1", Space).Should().BeNull();
            File.WriteAllBytes(file, bytes[..20]);
            indexes.Load("it", "1", Space).Should().BeNull();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(100)]
    public void Dot_of_bytes_agrees_with_the_textbook_loop(int length)
    {
        var chance = new Prng(3);
        var a = new sbyte[length];
        var b = new sbyte[length];
        for (var i = 0; i < length; i++) (a[i], b[i]) = ((sbyte)(chance.NextInt(255) - 127), (sbyte)127);

        SignedBytes.Dot(a, b).Should().Be(a.Zip(b, (x, y) => x * y).Sum());
    }

    private static double Recall(VectorIndex scan, VectorIndex graph, VectorFilter filter)
    {
        var (found, all) = (0, 0);
        for (var q = 0; q < 50; q++)
        {
            var query = Random(Space, 1000 + q);
            var expected = Search(scan, query, 10, filter).Select(hit => hit.Key).ToHashSet();
            found += Search(graph, query, 10, filter).Count(hit => expected.Contains(hit.Key));
            all += expected.Count;
        }

        return found / (double)all;
    }

    private static VectorHit[] Search(
        IVectorIndex index, Embedding query, int first, VectorFilter? filter = null)
    {
        index.Search(query, first, filter ?? VectorFilter.None).TryGet(out var hits, out _).Should().BeTrue();
        return hits!;
    }

    private static VectorIndex Filled(EmbeddingSpace space, VectorEntry[] entries, VectorOptions options)
    {
        var index = new VectorIndex(space, options);
        index.Upsert(entries).IsOk.Should().BeTrue();
        return index;
    }

    private static VectorEntry[] Entries(EmbeddingSpace space, int count, ulong seed) =>
    [
        .. Enumerable.Range(0, count).Select(i => new VectorEntry(
            new ContentKey(i % 2 == 0 ? ContentKind.Concept : ContentKind.Question, i), [new CourseId((i % 3) + 1)],
            Random(space, (seed * 1_000_000) + (ulong)i))),
    ];

    private static Embedding Random(EmbeddingSpace space, int seed) => Random(space, (ulong)seed);

    private static Embedding Random(EmbeddingSpace space, ulong seed)
    {
        var chance = new Prng(seed);
        var vector = new float[space.Dimension];
        for (var i = 0; i < vector.Length; i++) vector[i] = (float)chance.NextGaussian();
        return Of(space, vector);
    }

    private static Embedding Of(EmbeddingSpace space, float[] vector) =>
        space.Embed(vector).TryGet(out var embedding, out _) ? embedding : throw new InvalidOperationException();
}
