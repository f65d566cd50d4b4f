using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Simulation;
using LearnerGraph.Infrastructure.Import.Sample;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Domain.Simulation;

public sealed class LearnerSimulatorTests
{
    private const int Days = 60;
    private static readonly DateTimeOffset End = new(2026, 4, 20, 10, 30, 0, TimeSpan.Zero);
    private static readonly CatalogSnapshot Catalog = InMemoryCatalog.Of(SampleContent.Build());
    private static readonly SimulatedLearner[] Learners = [.. LearnerSimulator.Run(Catalog, 300, Days, 11, End)];

    [Fact]
    public void Run_gives_the_same_log_for_the_same_seed_and_another_for_another()
    {
        var again = LearnerSimulator.Run(Catalog, 40, Days, 11, End).ToArray();
        for (int i = 0; i < again.Length; i++)
        {
            again[i].Attempts.Should().Equal(Learners[i].Attempts);
            again[i].Learner.Should().Be(Learners[i].Learner with { Goals = again[i].Learner.Goals });
        }

        LearnerSimulator.Run(Catalog, 1, Days, 12, End).Single().Attempts.Should().NotEqual(Learners[0].Attempts);
    }

    [Fact]
    public void Run_orders_answers_in_time_inside_the_window_with_keys_of_their_own()
    {
        Learners.SelectMany(one => one.Attempts).Select(attempt => attempt.ClientAttemptId)
            .Should().OnlyHaveUniqueItems();
        foreach (var (learner, attempts, chances) in Learners)
        {
            chances.Should().HaveCount(attempts.Count);
            attempts.Should().BeInAscendingOrder(attempt => attempt.AnsweredAt);
            var first = LocalDay.At(End, TimeZoneInfo.FindSystemTimeZoneById(learner.TimeZone)) + -(Days - 1);
            foreach (var attempt in attempts)
            {
                attempt.AnsweredAt!.Value.Should().BeOnOrBefore(End).And.BeAfter(learner.CreatedAt);
                (LocalDay.At(attempt.AnsweredAt.Value, TimeZoneInfo.FindSystemTimeZoneById(learner.TimeZone)) >= first)
                    .Should().BeTrue();
                attempt.DurationMs.Should().BePositive();
            }
        }
    }

    [Fact]
    public void Run_writes_answers_that_are_graded_as_it_says()
    {
        foreach (var attempt in Learners.Take(50).SelectMany(one => one.Attempts))
            Grading.IsRight(Catalog.Find(attempt.Question)!, attempt.Answer!).Should().Be(attempt.Correct!.Value);
    }

    [Fact]
    public void Run_marks_learners_as_synthetic_with_zones_and_goals_that_exist()
    {
        Learners.Should().OnlyContain(one => one.Learner.IsSynthetic && one.Learner.Goals.Count > 0);
        Learners.Select(one => one.Learner.Username).Should().OnlyHaveUniqueItems();
        Learners.Should().OnlyContain(one => one.Learner.Username.Length >= 3 && one.Learner.Username.Length <= 50);
        Learners.Select(one => one.Learner.TimeZone).Distinct().Count().Should().BeGreaterThan(5);
        Learners.SelectMany(one => one.Learner.Goals).Should().OnlyContain(goal => Catalog.Find(goal) != null);
    }

    [Fact]
    public void Run_answers_about_as_often_right_as_its_chances_say()
    {
        double right = 0, expected = 0, variance = 0;
        foreach (var (_, attempts, chances) in Learners)
        {
            right += attempts.Count(attempt => attempt.Correct!.Value);
            expected += chances.Sum();
            variance += chances.Sum(p => p * (1 - p));
        }

        // Within four standard deviations of the sum of independent answers.
        Math.Abs(right - expected).Should().BeLessThan(4 * Math.Sqrt(variance));
        (right / Learners.Sum(one => one.Attempts.Count)).Should().BeInRange(0.55, 0.85);
    }

    [Fact]
    public void Run_lets_practice_raise_the_chance_and_long_pauses_lower_it()
    {
        double early = 0, late = 0, soon = 0, afterPause = 0;
        int pairs = 0, closePairs = 0, farPairs = 0;
        foreach (var (_, attempts, _) in Learners)
        {
            var byConcept = attempts.GroupBy(
                attempt => Catalog.Table.ConceptsOf(Catalog.IndexOf(attempt.Question))[0]);
            foreach (var answers in byConcept.Select(group => group.ToArray()).Where(answers => answers.Length >= 6))
            {
                pairs++;
                early += answers.Take(2).Count(answer => answer.Correct!.Value) / 2.0;
                late += answers.Skip(4).Take(2).Count(answer => answer.Correct!.Value) / 2.0;
                for (int i = 4; i < answers.Length; i++)
                {
                    double days = (answers[i].AnsweredAt! - answers[i - 1].AnsweredAt!).Value.TotalDays;
                    double right = answers[i].Correct!.Value ? 1 : 0;
                    if (days < 0.2) (soon, closePairs) = (soon + right, closePairs + 1);
                    if (days > 10) (afterPause, farPairs) = (afterPause + right, farPairs + 1);
                }
            }
        }

        (late / pairs).Should().BeGreaterThan((early / pairs) + 0.05);
        (afterPause / farPairs).Should().BeLessThan((soon / closePairs) - 0.03);
    }

    [Fact]
    public void Run_has_habits_with_streaks_lapses_and_hours()
    {
        var practised = Learners.Select(one => one.Attempts
            .Select(attempt => LocalDay.At(
                attempt.AnsweredAt!.Value, TimeZoneInfo.FindSystemTimeZoneById(one.Learner.TimeZone)).Number)
            .Distinct().ToArray()).ToArray();

        practised.Average(days => days.Length).Should().BeInRange(8, 35);
        practised.Count(days => days.Zip(days.Skip(1)).Any(pair => pair.Second - pair.First > 7))
            .Should().BeGreaterThan(60);
        practised.Count(days => days.Zip(days.Skip(6)).Any(pair => pair.Second - pair.First == 6))
            .Should().BeGreaterThan(30);
    }

    [Fact]
    public void Run_practises_more_where_the_factor_says_so()
    {
        var treated = LearnerSimulator.Run(Catalog, 300, Days, 11, End, (_, _) => 1.3);

        double more = treated.Sum(one => one.Attempts.Count);
        (more / Learners.Sum(one => one.Attempts.Count)).Should().BeInRange(1.15, 1.4);
    }

    [Fact]
    public void Run_over_an_empty_catalog_gives_learners_who_do_nothing()
    {
        var empty = CatalogSnapshot.Build(
            new CatalogContent(0, [], [], [], [], new Dictionary<QuestionId, QuestionState>()));

        LearnerSimulator.Run(empty, 3, 30, 1, End).Should().HaveCount(3)
            .And.OnlyContain(one => one.Attempts.Count == 0);
    }
}
