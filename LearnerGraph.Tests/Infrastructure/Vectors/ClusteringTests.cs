using System.Text.Json;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Vectors;
using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Infrastructure.Vectors;

public sealed class ClusteringTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(
        Path.Combine(SourceTree.Root, "LearnerGraph.Tests", "Reference", "clustering", "blobs.json"))).RootElement;

    [Fact]
    public void KMeans_finds_the_groups_and_the_inertia_that_scikit_learn_finds()
    {
        foreach (var expected in Reference.GetProperty("kmeans").EnumerateArray())
        {
            var fit = new KMeans(expected.GetProperty("k").GetInt32(), restarts: 50)
                .Fit(Points(), 6, CancellationToken.None);

            var inertia = expected.GetProperty("inertia").GetDouble();
            fit.Inertia.Should().BeApproximately(inertia, 1e-5 * inertia);
            Same(fit.Labels, Labels(expected)).Should().BeTrue();
        }
    }

    [Fact]
    public void Hdbscan_agrees_with_its_definition()
    {
        var chance = new Prng(11);
        for (var round = 0; round < 40; round++)
        {
            var n = 8 + chance.NextInt(22);
            var rows = new double[n][];
            for (var i = 0; i < n; i++)
            {
                var middle = chance.NextInt(3) * 4.0;
                rows[i] = [(float)(middle + chance.NextGaussian()), (float)(middle - chance.NextGaussian())];
            }

            int size = 2 + chance.NextInt(4), samples = 1 + chance.NextInt(4);
            var found = new Hdbscan(size, samples).Group(
                [.. rows.SelectMany(row => row).Select(value => (float)value)], 2, CancellationToken.None);

            Same(found.Labels, BruteForceDensity.Labels(rows, size, samples))
                .Should().BeTrue($"round {round}: {string.Join(' ', found.Labels)}");
        }
    }

    [Fact]
    public void Hdbscan_finds_three_places_and_the_stray_rows()
    {
        float[] line = [0, 0.1f, 0.2f, 0.3f, 10, 10.1f, 10.2f, 10.3f, 20, 20.1f, 20.2f, 20.3f, -40, 60];

        var found = new Hdbscan(3, 2).Group(line, 1, CancellationToken.None);

        found.Count.Should().Be(3);
        found.Labels.Should().Equal(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, -1, -1);
        found.Probabilities[12].Should().Be(0);
        found.Probabilities.Take(12).Should().OnlyContain(p => p > 0.9 && p <= 1);
    }

    [Fact]
    public void Too_few_rows_are_noise_and_equal_rows_are_one_group()
    {
        new Hdbscan(5, 2).Group([1, 2, 3], 1, CancellationToken.None).Labels.Should().Equal(-1, -1, -1);
        new Hdbscan(3, 3).Group([], 1, CancellationToken.None).Labels.Should().BeEmpty();
        var twice = new Hdbscan(3, 2).Group([1, 1, 1, 1, 9, 9, 9], 1, CancellationToken.None);
        twice.Labels.Should().Equal(0, 0, 0, 0, 1, 1, 1);
        twice.Probabilities.Should().OnlyContain(p => p == 1);
    }

    [Fact]
    public void KMeans_leaves_no_group_empty_and_repeats_itself()
    {
        float[] rows = [0, 0, 0, 0, 0, 0, 1, 5];

        var first = new KMeans(3).Fit(rows, 1, CancellationToken.None);

        first.Labels.Distinct().Should().HaveCount(3);
        first.Inertia.Should().Be(0);
        new KMeans(3).Fit(rows, 1, CancellationToken.None).Labels.Should().Equal(first.Labels);
        new KMeans(5).Fit([1, 2], 1, CancellationToken.None).Clusters.Should().Be(2);
        new KMeans(3).Fit([7, 7, 7, 7], 1, CancellationToken.None).Labels.Distinct().Should().HaveCount(3);
        new KMeans(5).Group([], 1, CancellationToken.None).Labels.Should().BeEmpty();
    }

    [Fact]
    public void RunningCentroid_equals_recomputation_after_a_thousand_changes()
    {
        var chance = new Prng(5);
        var centroid = new RunningCentroid(16);
        var members = new List<float[]>();
        for (var i = 0; i < 1000; i++)
        {
            var vector = Enumerable.Range(0, 16).Select(_ => (float)chance.NextGaussian()).ToArray();
            var change = members.Count == 0 ? 0 : chance.NextInt(3);
            if (change == 0)
            {
                centroid.Add(vector);
                members.Add(vector);
                continue;
            }

            var at = chance.NextInt(members.Count);
            if (change == 1)
            {
                centroid.Remove(members[at]);
                members.RemoveAt(at);
            }
            else
            {
                centroid.Move(members[at], vector);
                members[at] = vector;
            }
        }

        var mean = new double[16];
        centroid.CopyTo(mean);
        centroid.Count.Should().Be(members.Count).And.BePositive();
        for (var d = 0; d < 16; d++)
            mean[d].Should().BeApproximately(members.Average(member => (double)member[d]), 1e-9);

        foreach (var member in members) centroid.Remove(member);
        centroid.CopyTo(mean);
        mean.Should().OnlyContain(value => value == 0);
        ((Action)(() => centroid.Remove(mean.Select(v => (float)v).ToArray())))
            .Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Terms_tell_clusters_apart()
    {
        var terms = ClusterTerms.Top(
        [
            ("Adding fractions with equal denominators", 0), ("Comparing fractions", 0),
            ("Area of a triangle", 1), ("Perimeter of a triangle", 1), ("A stray triangle of fractions", -1),
        ], 2, 2);

        terms[0][0].Should().Be("fractions");
        terms[1][0].Should().Be("triangle");
    }

    private static float[] Points() => [.. Reference.GetProperty("points").EnumerateArray()
        .SelectMany(row => row.EnumerateArray()).Select(value => value.GetSingle())];

    private static int[] Labels(JsonElement of) =>
        [.. of.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];

    // The same partition, whatever the groups are called; noise is noise.
    private static bool Same(int[] a, int[] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => (pair.First < 0) == (pair.Second < 0))
        && a.Zip(b).Distinct().Count() == a.Distinct().Count() && a.Distinct().Count() == b.Distinct().Count();
}
