using FsCheck;
using FsCheck.Fluent;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Codecs;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public sealed class CodecTests
{
    [Fact]
    public void State_comes_back_bit_for_bit() => Check.QuickThrowOnFailure(
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                var state = RandomState(new Random(seed));
                var bytes = LearnerStateCodec.Encode(state);
                var back = LearnerStateCodec.Decode(bytes, state.Version);
                back.Should().BeEquivalentTo(state, o => o.WithStrictOrdering());
                LearnerStateCodec.Encode(back).Should().Equal(bytes);
            }));

    [Fact]
    public void Empty_state_comes_back_and_is_short()
    {
        var bytes = LearnerStateCodec.Encode(LearnerState.Empty);

        LearnerStateCodec.Decode(bytes, 0).Should().BeEquivalentTo(LearnerState.Empty);
        bytes.Length.Should().BeLessThan(100);
    }

    [Fact]
    public void State_of_forty_concepts_takes_few_kilobytes()
    {
        var random = new Random(3);
        var state = LearnerState.Empty with
        {
            Concepts = [.. Enumerable.Range(1, 40).Select(id => Concept(random, id))],
        };

        LearnerStateCodec.Encode(state).Length.Should().BeLessThan(40 * 100);
    }

    [Fact]
    public void Every_changed_bit_is_refused()
    {
        var bytes = LearnerStateCodec.Encode(RandomState(new Random(1)));

        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x10;
            var decode = () => LearnerStateCodec.Decode(damaged, 0);
            decode.Should().Throw<CorruptBlobException>($"byte {i} was changed");
        }
    }

    [Fact]
    public void Every_shorter_piece_is_refused()
    {
        var bytes = RecommendationSetCodec.Encode(SampleSets.Set(new(1), StoreHost.Now));

        for (var length = 0; length < bytes.Length; length++)
        {
            var decode = () => RecommendationSetCodec.Decode(bytes.AsSpan(0, length));
            decode.Should().Throw<CorruptBlobException>($"only {length} bytes were left");
        }
    }

    [Fact]
    public void Rubbish_with_a_good_checksum_is_refused_and_asks_for_no_memory()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var writer = new BlobWriter(1);
            var length = random.Next(60);
            for (var k = 0; k < length; k++) writer.Byte((byte)random.Next(256));
            var bytes = writer.Finish();
            Attempt(() => LearnerStateCodec.Decode(bytes, 0));
            Attempt(() => RecommendationSetCodec.Decode(bytes));
        }

        static void Attempt(Action decode)
        {
            try
            {
                decode();
            }
            catch (CorruptBlobException)
            {
                // What a reader of rubbish may do.
            }
        }
    }

    [Fact]
    public void An_unknown_version_is_refused_by_name()
    {
        var bytes = LearnerStateCodec.Encode(LearnerState.Empty);
        bytes[0] = 9;

        var decode = () => LearnerStateCodec.Decode(bytes, 0);

        decode.Should().Throw<CorruptBlobException>().WithMessage("*version is 9*up to 1*");
    }

    [Fact]
    public void Set_comes_back_as_it_was()
    {
        var set = SampleSets.Set(new(42), StoreHost.Now) with { Id = 7 };

        RecommendationSetCodec.Decode(RecommendationSetCodec.Encode(set))
            .Should().BeEquivalentTo(set, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Checksum_is_the_published_castagnoli() =>
        BlobWriter.Checksum("123456789"u8).Should().Be(0xE3069283);

    private static LearnerState RandomState(Random random) => new()
    {
        Version = random.Next(),
        Ability = Ability(random),
        Form = Ability(random),
        Prior = Ability(random),
        FirstAnsweredAt = random.Next(2) == 0 ? null : Instant(random),
        LastAnsweredAt = random.Next(2) == 0 ? null : Instant(random),
        LastFoldedAt = random.Next(2) == 0 ? null : Instant(random),
        Concepts = [.. Enumerable.Range(0, random.Next(8)).Select(id => Concept(random, id))],
        Seen = [.. Many(random, () => new SeenQuestion(new(random.Next()), Instant(random), random.Next(2) == 0))],
        Suppressed = [.. Many(
            random, () => new Suppression((SuppressedKind)random.Next(3), random.Next(-5, 5), Instant(random)))],
        Days = [.. Many(random, () => new PracticeDay(Day(random), random.NextDouble(), random.Next(), 1, 2))],
        Streaks = [.. Many(random, () => RandomStreak(random))],
        Milestones = [.. Many(random, () => new Milestone(
            (StreakKind)random.Next(3), random.Next(), $"näme {random.Next()}", random.Next(2) == 0 ? null : "",
            Instant(random)))],
        Totals = new PracticeTotals(random.Next(), 2, random.NextDouble(), 4, 5, 6, double.Epsilon),
        Hours = [.. Many(random, () => random.Next(100))],
    };

    private static ConceptState Concept(Random random, int id) => new(
        new(id), Ability(random), random.Next(100), random.Next(100), random.Next(2) == 0 ? null : Instant(random),
        random.Next(3) == 0 ? default : new MemoryState(
            random.NextDouble() * 100, random.NextDouble() * 10, Instant(random), Instant(random), random.Next(50), 3),
        (MasteryLevel)random.Next(4), random.NextDouble(), random.Next(2) == 0 ? null : Day(random),
        random.Next(2) == 0 ? null : Day(random), random.Next(2) == 0 ? null : Day(random));

    private static Streak RandomStreak(Random random) => new(
        (StreakKind)random.Next(3), random.Next(), random.Next(), random.Next(), (StreakUnit)random.Next(4),
        random.NextDouble(), random.Next(2) == 0 ? null : Day(random), random.Next(2) == 0 ? null : Day(random),
        random.Next(2) == 0 ? null : Day(random), random.Next(3), random.Next(3),
        [.. Many(random, () => new StreakTarget(Instant(random), random.Next(100)))]);

    private static Ability Ability(Random random) => new(random.NextDouble() - 0.5, random.NextDouble());

    private static DateTimeOffset Instant(Random random) =>
        new(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static LocalDay Day(Random random) => new(random.Next(800_000));

    private static T[] Many<T>(Random random, Func<T> one) =>
        Enumerable.Range(0, random.Next(5)).Select(_ => one()).ToArray();
}
