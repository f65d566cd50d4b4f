using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Practice;

public sealed class StreakBookTests
{
    private static readonly StreakPolicy Policy = StreakPolicy.Default;
    private static readonly LocalDay Monday = LocalDay.From(new DateOnly(2026, 1, 5));

    [Fact]
    public void Practise_counts_two_days_in_a_row_as_two() => Daily(0, 1).Current.Should().Be(2);

    [Fact]
    public void Practise_counts_a_day_once_and_only_from_fifteen_minutes_on()
    {
        var book = Add(StreakBook.Start(Policy), 0, 14);
        book.Streaks[0].Current.Should().Be(0);
        book = Add(book, 0, 1);
        book.Streaks[0].Current.Should().Be(1);
        Add(book, 0, 30).Streaks[0].Current.Should().Be(1);
    }

    [Fact]
    public void Practise_forgives_the_first_missed_day_free_and_the_next_within_a_week_by_a_freeze()
    {
        var once = Daily(0, 2);
        once.Current.Should().Be(2);
        (once.FreezesLeft, once.FreezesUsed, once.LastForgivenOn).Should().Be((2, 0, Monday + 1));

        var twice = Daily(0, 2, 4);
        twice.Current.Should().Be(3);
        (twice.FreezesLeft, twice.FreezesUsed, twice.LastForgivenOn).Should().Be((1, 1, Monday + 1));
    }

    [Fact]
    public void Practise_forgives_free_again_after_seven_days() =>
        Daily(0, 2, 3, 4, 5, 6, 7, 9).LastForgivenOn.Should().Be(Monday + 8);

    [Fact]
    public void Practise_starts_again_on_the_third_day_after_the_last()
    {
        var streak = Daily(0, 1, 4);

        (streak.Current, streak.Longest).Should().Be((1, 2));
    }

    [Fact]
    public void Practise_starts_again_where_nothing_is_left_to_forgive_with()
    {
        var spent = Daily(0, 2, 4, 6);
        (spent.Current, spent.FreezesLeft, spent.FreezesUsed).Should().Be((4, 0, 2));
        Daily(0, 2, 4, 6, 8).Current.Should().Be(1);
        Daily(0, 2, 4, 6, 7, 9).Current.Should().Be(6);
    }

    [Fact]
    public void Practise_earns_each_milestone_once_with_a_freeze_from_seven_on()
    {
        var book = Fold(0, 1, 2, 3, 4, 5, 6);
        Lengths(book, StreakKind.DailyPractice).Should().Equal(3, 7);
        book.Milestones[^1].EarnedAt.Should().Be(At(Monday + 6));
        book.Streaks[0].FreezesLeft.Should().Be(3);

        var again = Fold(0, 1, 2, 10, 11, 12);
        Lengths(again, StreakKind.DailyPractice).Should().Equal(3);
        StreakPolicy.NextMilestone(again.Streaks[0]).Should().Be(7);
    }

    [Fact]
    public void Practise_counts_a_week_when_its_minutes_reach_the_goal_and_resets_on_iso_monday()
    {
        var book = StreakBook.Start(Policy);
        book = Add(book, 0, 40);
        book = Add(book, 6, 34);
        book.Streaks[1].Current.Should().Be(0);
        book.Streaks[1].PeriodProgress.Should().Be(74);
        book = Add(book, 6, 1);
        book.Streaks[1].Current.Should().Be(1);
        book = Add(book, 7, 10);
        (book.Streaks[1].PeriodProgress, book.Streaks[1].PeriodStart).Should().Be((10, Monday + 7));
        book = Add(book, 9, 65);
        book.Streaks[1].Current.Should().Be(2);
        Add(book, 21, 80).Streaks[1].Current.Should().Be(1);
    }

    [Fact]
    public void Practise_counts_weeks_that_bring_a_newly_mastered_concept()
    {
        var book = StreakBook.Start(Policy);
        foreach (int day in (int[])[0, 8, 15]) book = book.Practise(Monday + day, 1, 1, At(Monday + day), Policy);

        book.Streaks[2].Current.Should().Be(3);
        Lengths(book, StreakKind.ConceptMastery).Should().Equal(3);
    }

    [Fact]
    public void Practise_judges_a_week_by_the_goal_of_its_time()
    {
        var book = Add(StreakBook.Start(Policy), 0, 80);
        StreakPolicy.SetTarget(book.Streaks[1], 200, At(Monday + 3)).TryGet(out var raised, out _).Should().BeTrue();
        book = book with { Streaks = book.Streaks.SetItem(1, raised!) };
        book = Add(book, 8, 80);
        book.Streaks[1].Current.Should().Be(1);

        var replayed = StreakBook.Start(Policy, book.Streaks);
        replayed = Add(Add(replayed, 0, 80), 8, 80);
        replayed.Streaks.Should().Equal(book.Streaks);
    }

    [Fact]
    public void Practise_refuses_a_day_before_the_last_one()
    {
        var act = () => Add(Fold(5), 4, 20);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Practise_answer_by_answer_equals_one_fold_over_whole_days_and_a_textbook_count()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            var prng = new Prng(seed);
            var live = StreakBook.Start(Policy);
            var minutesOf = new SortedDictionary<int, double>();
            for (int day = 0; day < 40; day++)
            {
                if (prng.NextDouble() < 0.3) continue;
                int answers = 1 + prng.NextInt(6);
                for (int i = 0; i < answers; i++)
                {
                    double minutes = 1 + prng.NextInt(8);
                    live = Add(live, day, minutes);
                    minutesOf[day] = minutesOf.GetValueOrDefault(day) + minutes;
                }
            }

            var daily = StreakBook.Start(Policy);
            foreach (var (day, minutes) in minutesOf) daily = Add(daily, day, minutes);
            live.Streaks.Should().Equal(daily.Streaks);
            live.Milestones.Should().BeEquivalentTo(daily.Milestones);

            int[] qualified = [.. minutesOf.Where(pair => pair.Value >= 15).Select(pair => pair.Key)];
            var (current, longest) = Textbook(qualified);
            (live.Streaks[0].Current, live.Streaks[0].Longest).Should().Be((current, longest), $"seed {seed}");
        }
    }

    /// <summary>
    /// The rule read aloud: walk over the qualified days, forgive single gaps while forgiveness lasts.
    /// </summary>
    private static (int Current, int Longest) Textbook(int[] days)
    {
        int current = 0, longest = 0, freezes = 2, free = int.MinValue / 2;
        var earned = new HashSet<int>();
        for (int i = 0; i < days.Length; i++)
        {
            int gap = i == 0 ? int.MaxValue : days[i] - days[i - 1] - 1;
            if (gap > 1) current = 0;
            else if (gap == 1 && days[i] - 1 - free >= 7) free = days[i] - 1;
            else if (gap == 1 && freezes > 0) freezes--;
            else if (gap == 1) current = 0;
            longest = Math.Max(longest, ++current);
            if (current is 7 or 14 or 30 && earned.Add(current)) freezes = Math.Min(3, freezes + 1);
        }

        return (current, longest);
    }

    private static Streak Daily(params int[] days) => Fold(days).Streaks[0];

    private static StreakBook Fold(params int[] days)
    {
        var book = StreakBook.Start(Policy);
        foreach (int day in days) book = Add(book, day, 15);
        return book;
    }

    private static StreakBook Add(StreakBook book, int day, double minutes) =>
        book.Practise(Monday + day, minutes, 0, At(Monday + day), Policy);

    private static DateTimeOffset At(LocalDay day) => new(day.ToDate().ToDateTime(new TimeOnly(18, 0)), TimeSpan.Zero);

    private static IEnumerable<int> Lengths(StreakBook book, StreakKind kind) =>
        book.Milestones.Where(milestone => milestone.Streak == kind).Select(milestone => milestone.Length);
}
