using LearnerGraph.Infrastructure.Neo4j.PackStream;

namespace LearnerGraph.Tests.Infrastructure.Neo4j;

public sealed class PackStreamTests
{
    public static TheoryData<object?> Values() => new()
    {
        null, true, false, 0L, -16L, -17L, 127L, 128L, -128L, -129L, 32_767L, 32_768L, -32_769L, 2_147_483_648L,
        long.MinValue, long.MaxValue, 1.5, double.NegativeInfinity, "", "é😀", new string('a', 15),
        new string('a', 16), new string('b', 255), new string('b', 256), new string('c', 65_536),
        new byte[] { 1, 2, 3 }, new byte[300], new byte[70_000],
        new DateOnly(1969, 12, 31), new DateOnly(2026, 2, 28), new TimeOnly(23, 59, 59, 999),
        new GraphTime(new TimeOnly(1, 2, 3), -3_600), new DateTime(1950, 1, 2, 3, 4, 5, 678),
        new DateTimeOffset(1950, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(-5.5)),
        new GraphZonedTime(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), "Europe/Berlin"),
        new GraphDuration(14, -3, 86_399, 999_999_999), new GraphPoint(7203, 1, -2, double.NaN),
        new GraphPoint(9157, 1, -2, 3),
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_read_back_as_it_was_written(object? value) =>
        Read(Written(value)).Should().BeEquivalentTo(value, options => options.RespectingRuntimeTypes());

    [Fact]
    public void Lists_and_maps_of_every_size_are_read_back()
    {
        foreach (int size in (int[])[0, 1, 15, 16, 255, 256, 65_536])
        {
            var list = Enumerable.Range(0, size).Select(i => (object?)(long)i).ToList();
            var map = Enumerable.Range(0, size).ToDictionary(i => $"k{i}", i => (object?)new List<object?> { (long)i });

            ((List<object?>)Read(Written(list))!).SequenceEqual(list).Should().BeTrue();
            ((Dictionary<string, object?>)Read(Written(map))!).Keys.Should().Equal(map.Keys);
        }
    }

    /// <summary>The bytes that a driver sent in the recorded exchange of Reference/servers/bolt-traces.md.</summary>
    [Fact]
    public void A_message_has_the_bytes_of_the_recorded_exchange()
    {
        var writer = new PackStreamWriter();
        writer.Structure(0x10, 3);
        writer.Value("RETURN $i AS i,$n AS n,$b AS b,$f AS f,$s AS s,$u AS u,$l AS l,$m AS m");
        writer.Value(new Dictionary<string, object?>
        {
            ["i"] = -129, ["n"] = null, ["b"] = true, ["f"] = 1.5, ["s"] = "hello", ["u"] = "é😀",
            ["l"] = new List<object?> { 1, "a", null },
            ["m"] = new Dictionary<string, object?> { ["k"] = 70_000, ["e"] = new Dictionary<string, object?>() },
        });
        writer.Value(new Dictionary<string, object?> { ["db"] = "g" });

        Convert.ToHexStringLower(writer.Written.Span).Should().Be(
            "b310d04652455455524e20246920415320692c246e204153206e2c246220415320622c246620415320662c247320415320732c24"
            + "7520415320752c246c204153206c2c246d204153206da88169c9ff7f816ec08162c38166c13ff800000000000081738568656c6c"
            + "6f817586c3a9f09f9880816c93018161c0816da2816bca000111708165a0a18264628167");
    }

    [Fact]
    public void Integers_are_read_in_any_width_and_a_node_and_a_relationship_as_recorded()
    {
        var record = (List<object?>)Read(Convert.FromHexString(
            "93b44ecb00000000000000009187436f6e63657074a2826964c801846e616d658178866e6f64655f30b852cb0000000000000000cb"
            + "0000000000000000cb0000000000000001885245515549524553a18177c13fe00000000000008e72656c6174696f6e736869705f"
            + "30866e6f64655f30866e6f64655f31b44ecb00000000000000019187436f6e63657074a1826964c802866e6f64655f31"))!;

        record[0].Should().BeEquivalentTo(new GraphNode(
            0, ["Concept"], new Dictionary<string, object?> { ["id"] = 1L, ["name"] = "x" }, "node_0"));
        record[1].Should().BeEquivalentTo(new GraphRelationship(
            0, 0, 1, "REQUIRES", new Dictionary<string, object?> { ["w"] = 0.5 }, "relationship_0", "node_0",
            "node_1"));
        Read([0xCB, 0, 0, 0, 0, 0, 0, 0, 5]).Should().Be(5L);
    }

    [Fact]
    public void Unknown_structures_are_kept_as_they_are() =>
        Read([0xB2, 0x7A, 0x01, 0x81, 0x61]).Should().BeEquivalentTo(new PackStructure(0x7A, [1L, "a"]));

    [Fact]
    public void Any_bytes_are_either_a_value_or_refused_by_name()
    {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            try
            {
                Read(bytes);
            }
            catch (PackStreamException e)
            {
                e.Message.Should().NotBeEmpty();
            }
        }
    }

    private static byte[] Written(object? value)
    {
        var writer = new PackStreamWriter();
        writer.Value(value);
        return writer.Written.ToArray();
    }

    private static object? Read(byte[] bytes)
    {
        var reader = new PackStreamReader(bytes);
        return reader.Value();
    }
}
