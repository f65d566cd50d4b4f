using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

/// <summary>The live rows and those recomputed from the attempts are the same, to the last bit.</summary>
public sealed class RebuildTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/Los_Angeles", "Asia/Ho_Chi_Minh", "UTC"];

    /// <summary>Simulated attempts; `./test.sh --full` runs the long form.</summary>
    private static readonly int Count =
        Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") is { Length: > 0 } ? 100_000 : 20_000;

    [Fact]
    public void Rebuild_gives_the_live_rows_of_a_simulated_school()
    {
        var world = new PracticeWorld();
        var random = new Prng(20260302);
        Learner[] learners =
            [.. Enumerable.Range(1, Count / 200).Select(i => PracticeWorld.Learner(i, Zones[i % Zones.Length]))];
        foreach (var learner in learners) world.Practise(learner, ref random, Count / learners.Length);

        foreach (var learner in learners)
        {
            var change = Rebuild.Learner(
                TracingRules.Default, world.Catalog, learner, world.StateOf(learner), world.History(learner));

            change.State.ShouldEqual(world.StateOf(learner));
            change.Days.Should().Equal(world.Days[learner.Id].Values.OrderBy(day => day.Day));
            change.DaysAreComplete.Should().BeTrue();
        }

        var questions = new QuestionRebuild(TracingRules.Default, world.Catalog);
        foreach (var attempt in world.Attempts.Where(a => a.JudgedAt > 0)) questions.Add(attempt);
        questions.States.Should().BeEquivalentTo(world.Questions);
        world.Attempts.Count().Should().BeGreaterThan(Count * 9 / 10);
        world.Attempts.Should().Contain(a => !a.IsDated).And.Contain(a => a.JudgedAt > 0 && a.JudgedAt != a.Id.Value);
    }

    [Fact]
    public void Submitting_in_any_order_gives_the_state_that_time_order_gives()
    {
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var random = new Prng(seed);
            var ordered = new PracticeWorld();
            var clock = PracticeWorld.Start;
            var drafts = new AttemptDraft[60];
            for (int i = 0; i < drafts.Length; i++)
            {
                clock += TimeSpan.FromMinutes(1 + random.NextInt(i % 9 == 0 ? 4000 : 8));
                drafts[i] = ordered.RandomDraft(ref random, clock);
            }

            var learner = PracticeWorld.Learner();
            foreach (var draft in drafts) ordered.Submit(learner, clock, draft);
            var shuffled = new PracticeWorld();
            var judged = ordered.Attempts.ToDictionary(a => a.ClientAttemptId);
            Shuffle(drafts, ref random);
            foreach (var part in drafts.Chunk(1 + random.NextInt(20))) shuffled.Submit(learner, clock, part);

            // Question difficulty moves in commit order, so the shuffled run is replayed with the ordered run's.
            var history = shuffled.History(learner)
                .Select(a => (Own: a, Ordered: judged[a.ClientAttemptId]))
                .Select(a => a.Own with { Difficulty = a.Ordered.Difficulty, Footing = a.Ordered.Footing })
                .ToArray();
            Rebuild.Learner(TracingRules.Default, shuffled.Catalog, learner, shuffled.StateOf(learner), history)
                .State.ShouldEqual(ordered.StateOf(learner));
        }
    }

    [Fact]
    public void A_replay_keeps_what_does_not_come_from_attempts()
    {
        var world = new PracticeWorld();
        var learner = PracticeWorld.Learner();
        world.Submit(learner, PracticeWorld.Start, PracticeWorld.Draft(1, PracticeWorld.Start));
        var suppression = new Suppression(SuppressedKind.Concept, 3, PracticeWorld.Start.AddDays(9));
        var state = world.StateOf(learner);
        StreakPolicy.SetTarget(state.Streaks[0], 12, PracticeWorld.Start).TryGet(out var daily, out _);
        world.SetState(learner, state with { Suppressed = [suppression], Streaks = state.Streaks.SetItem(0, daily!) });

        world.Submit(learner, PracticeWorld.Start, PracticeWorld.Draft(2, PracticeWorld.Start.AddHours(-3)));

        world.StateOf(learner).Suppressed.Should().Equal(suppression);
        world.StateOf(learner).Streaks[0].Target.Should().Be(12);
        world.StateOf(learner).Totals.Attempts.Should().Be(2);
    }

    [Fact]
    public void A_later_skill_level_moves_nothing_that_was_learned()
    {
        var world = new PracticeWorld();
        var learner = PracticeWorld.Learner();
        world.Submit(learner, PracticeWorld.Start, PracticeWorld.Draft(1, PracticeWorld.Start));

        Rebuild.Learner(
                TracingRules.Default, world.Catalog, learner with { SkillLevel = SkillLevel.Advanced },
                world.StateOf(learner), world.History(learner))
            .State.ShouldEqual(world.StateOf(learner));
    }

    private static void Shuffle<T>(T[] items, ref Prng random)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
