using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Practice;

public sealed class PracticeClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Minutes_of_three_answers_over_six_minutes_are_six()
    {
        Total([(2, 120), (4, 120), (6, 120)]).Should().BeApproximately(6, 1e-9);
        Total([(2, 120), (4, 20), (6, 20)]).Should().BeApproximately(6, 1e-9);
    }

    [Fact]
    public void Minutes_cap_a_pause_and_forget_a_break() =>
        Total([(1, 60), (13, 60), (100, 60)]).Should().BeApproximately(1 + (1 + 5) + 1, 1e-9);

    [Fact]
    public void Minutes_cap_what_a_client_claims()
    {
        Total([(0, 36_000)]).Should().Be(10);
        Total([(0, 60), (1, 36_000), (2, 36_000)]).Should().BeApproximately(3, 1e-9);
    }

    [Fact]
    public void Minutes_never_exceed_the_first_answer_plus_the_time_that_passed()
    {
        var prng = new Prng(3);
        for (int run = 0; run < 200; run++)
        {
            var answers = new (double, int)[20];
            double minute = 0;
            for (int i = 0; i < answers.Length; i++)
            {
                minute += prng.NextDouble() * prng.NextInt(60);
                answers[i] = (minute, prng.NextInt(1200));
            }

            double first = Math.Min(10, answers[0].Item2 / 60.0);
            Total(answers).Should().BeLessThanOrEqualTo(first + minute - answers[0].Item1 + 1e-9);
        }
    }

    [Fact]
    public void StartsSession_after_half_an_hour_of_doing_nothing()
    {
        var clock = PracticeClock.Default;

        clock.StartsSession(null, Noon, 0).Should().BeTrue();
        clock.StartsSession(Noon, Noon.AddMinutes(30), 0).Should().BeFalse();
        clock.StartsSession(Noon, Noon.AddMinutes(31), 0).Should().BeTrue();
        clock.StartsSession(Noon, Noon.AddMinutes(40), 20 * 60_000).Should().BeFalse();
    }

    private static double Total((double Minute, int Seconds)[] answers)
    {
        DateTimeOffset? last = null;
        double total = 0;
        foreach (var (minute, seconds) in answers)
        {
            var at = Noon.AddMinutes(minute);
            total += PracticeClock.Default.Minutes(last, at, seconds * 1000);
            last = at;
        }

        return total;
    }
}
