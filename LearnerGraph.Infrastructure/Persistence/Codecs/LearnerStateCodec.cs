using System.Collections.Immutable;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Persistence.Codecs;

/// <summary>
/// A learner's state as bytes, exact to the last bit. The state's version is not among them: it has a column of its
/// own, which other writes raise too.
/// </summary>
public static class LearnerStateCodec
{
    private const byte Newest = 1;
    private const string What = "learner state";

    public static byte[] Encode(LearnerState state)
    {
        var blob = new BlobWriter(Newest);
        Write(ref blob, state.Ability);
        Write(ref blob, state.Form);
        Write(ref blob, state.Prior);
        Write(ref blob, state.FirstAnsweredAt);
        Write(ref blob, state.LastAnsweredAt);
        Write(ref blob, state.LastFoldedAt);
        blob.Unsigned((ulong)state.Concepts.Length);
        foreach (var concept in state.Concepts) Write(ref blob, concept);

        blob.Unsigned((ulong)state.Seen.Length);
        foreach (var seen in state.Seen)
        {
            blob.Signed(seen.Question.Value);
            blob.Instant(seen.At);
            blob.Bool(seen.Correct);
        }

        blob.Unsigned((ulong)state.Suppressed.Length);
        foreach (var suppressed in state.Suppressed)
        {
            blob.Byte((byte)suppressed.Kind);
            blob.Signed(suppressed.Target);
            blob.Instant(suppressed.Until);
        }

        blob.Unsigned((ulong)state.Days.Length);
        foreach (var day in state.Days)
        {
            blob.Signed(day.Day.Number);
            blob.Double(day.Minutes);
            blob.Signed(day.Attempts);
            blob.Signed(day.Correct);
            blob.Signed(day.ConceptsMastered);
        }

        blob.Unsigned((ulong)state.Streaks.Length);
        foreach (var streak in state.Streaks) Write(ref blob, streak);

        blob.Unsigned((ulong)state.Milestones.Length);
        foreach (var milestone in state.Milestones)
        {
            blob.Byte((byte)milestone.Streak);
            blob.Signed(milestone.Length);
            blob.Text(milestone.Name);
            blob.Text(milestone.Reward);
            blob.Instant(milestone.EarnedAt);
        }

        var totals = state.Totals;
        blob.Signed(totals.Attempts);
        blob.Signed(totals.Correct);
        blob.Double(totals.Minutes);
        blob.Signed(totals.ActiveDays);
        blob.Signed(totals.QualifiedDays);
        blob.Signed(totals.Sessions);
        blob.Double(totals.SessionMinutes);
        blob.Unsigned((ulong)state.Hours.Length);
        foreach (var count in state.Hours) blob.Signed(count);

        return blob.Finish();
    }

    /// <exception cref="CorruptBlobException">The bytes are not a state that this program knows.</exception>
    public static LearnerState Decode(ReadOnlySpan<byte> bytes, long version)
    {
        var blob = new BlobReader(bytes, What, Newest);
        var state = new LearnerState
        {
            Version = version,
            Ability = ReadAbility(ref blob),
            Form = ReadAbility(ref blob),
            Prior = ReadAbility(ref blob),
            FirstAnsweredAt = ReadInstant(ref blob),
            LastAnsweredAt = ReadInstant(ref blob),
            LastFoldedAt = ReadInstant(ref blob),
            Concepts = ReadMany(ref blob, static (ref b) => ReadConcept(ref b)),
            Seen = ReadMany(ref blob, static (ref b) => new SeenQuestion(new(b.Int()), b.Instant(), b.Bool())),
            Suppressed = ReadMany(
                ref blob, static (ref b) => new Suppression(b.Named<SuppressedKind>(b.Byte()), b.Int(), b.Instant())),
            Days = ReadMany(
                ref blob, static (ref b) => new PracticeDay(new(b.Int()), b.Double(), b.Int(), b.Int(), b.Int())),
            Streaks = ReadMany(ref blob, static (ref b) => ReadStreak(ref b)),
            Milestones = ReadMany(
                ref blob,
                static (ref b) => new Milestone(
                    b.Named<StreakKind>(b.Byte()), b.Int(), b.Text(), b.NullableText(), b.Instant())),
            Totals = new PracticeTotals(
                blob.Int(), blob.Int(), blob.Double(), blob.Int(), blob.Int(), blob.Int(), blob.Double()),
            Hours = ReadMany(ref blob, static (ref b) => b.Int()),
        };
        blob.End();
        return state;
    }

    private delegate T ReadOne<T>(ref BlobReader blob);

    private static ImmutableArray<T> ReadMany<T>(ref BlobReader blob, ReadOne<T> read)
    {
        var many = new T[blob.Count()];
        for (var i = 0; i < many.Length; i++) many[i] = read(ref blob);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(many);
    }

    private static void Write(ref BlobWriter blob, in ConceptState concept)
    {
        var memory = concept.Memory;
        var hasMemory = memory != default;
        blob.Signed(concept.Concept.Value);
        blob.Byte((byte)(
            (concept.LastAttempt is null ? 0 : 1) | (hasMemory ? 2 : 0) | (concept.BaselineDay is null ? 0 : 4)
            | (concept.MasteredOn is null ? 0 : 8) | (concept.LastDay is null ? 0 : 16)
            | ((int)concept.Level << 5)));
        Write(ref blob, concept.Ability);
        blob.Signed(concept.Attempts);
        blob.Signed(concept.Correct);
        blob.Double(concept.BaselineProbability);
        if (concept.LastAttempt is { } lastAttempt) blob.Instant(lastAttempt);
        if (concept.BaselineDay is { } baselineDay) blob.Signed(baselineDay.Number);
        if (concept.MasteredOn is { } masteredOn) blob.Signed(masteredOn.Number);
        if (concept.LastDay is { } lastDay) blob.Signed(lastDay.Number);
        if (!hasMemory) return;

        blob.Double(memory.Stability);
        blob.Double(memory.Difficulty);
        blob.Instant(memory.LastReview);
        blob.Instant(memory.NextReview);
        blob.Signed(memory.Reviews);
        blob.Signed(memory.Lapses);
    }

    private static ConceptState ReadConcept(ref BlobReader blob)
    {
        var id = new ConceptId(blob.Int());
        var flags = blob.Byte();
        var ability = ReadAbility(ref blob);
        var attempts = blob.Int();
        var correct = blob.Int();
        var baseline = blob.Double();
        DateTimeOffset? lastAttempt = (flags & 1) != 0 ? blob.Instant() : null;
        LocalDay? baselineDay = (flags & 4) != 0 ? new LocalDay(blob.Int()) : null;
        LocalDay? masteredOn = (flags & 8) != 0 ? new LocalDay(blob.Int()) : null;
        LocalDay? lastDay = (flags & 16) != 0 ? new LocalDay(blob.Int()) : null;
        var memory = (flags & 2) == 0
            ? default
            : new MemoryState(
                blob.Double(), blob.Double(), blob.Instant(), blob.Instant(), blob.Int(), blob.Int());
        return new ConceptState(
            id, ability, attempts, correct, lastAttempt, memory, blob.Named<MasteryLevel>(flags >> 5), baseline,
            baselineDay, masteredOn, lastDay);
    }

    private static void Write(ref BlobWriter blob, Streak streak)
    {
        blob.Byte((byte)streak.Kind);
        blob.Byte((byte)streak.Unit);
        blob.Signed(streak.Current);
        blob.Signed(streak.Longest);
        blob.Signed(streak.Target);
        blob.Double(streak.PeriodProgress);
        Write(ref blob, streak.PeriodStart);
        Write(ref blob, streak.LastCountedOn);
        Write(ref blob, streak.LastForgivenOn);
        blob.Signed(streak.FreezesLeft);
        blob.Signed(streak.FreezesUsed);
        blob.Unsigned((ulong)(streak.Targets.IsDefault ? 0 : streak.Targets.Length));
        foreach (var target in streak.Targets.AsSpan())
        {
            blob.Instant(target.From);
            blob.Signed(target.Target);
        }
    }

    private static Streak ReadStreak(ref BlobReader blob)
    {
        var kind = blob.Named<StreakKind>(blob.Byte());
        var unit = blob.Named<StreakUnit>(blob.Byte());
        return new Streak(
            kind, blob.Int(), blob.Int(), blob.Int(), unit, blob.Double(), ReadDay(ref blob), ReadDay(ref blob),
            ReadDay(ref blob), blob.Int(), blob.Int(),
            ReadMany(ref blob, static (ref b) => new StreakTarget(b.Instant(), b.Int())));
    }

    private static void Write(ref BlobWriter blob, Ability ability)
    {
        blob.Double(ability.Mean);
        blob.Double(ability.Variance);
    }

    private static Ability ReadAbility(ref BlobReader blob) => new(blob.Double(), blob.Double());

    private static void Write(ref BlobWriter blob, DateTimeOffset? instant)
    {
        blob.Bool(instant.HasValue);
        if (instant is { } value) blob.Instant(value);
    }

    private static DateTimeOffset? ReadInstant(ref BlobReader blob) => blob.Bool() ? blob.Instant() : null;

    private static void Write(ref BlobWriter blob, LocalDay? day)
    {
        blob.Bool(day.HasValue);
        if (day is { } value) blob.Signed(value.Number);
    }

    private static LocalDay? ReadDay(ref BlobReader blob) => blob.Bool() ? new LocalDay(blob.Int()) : null;
}
