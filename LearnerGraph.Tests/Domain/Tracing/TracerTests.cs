using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Tracing.PracticeWorld;

namespace LearnerGraph.Tests.Domain.Tracing;

public sealed class TracerTests
{
    private static readonly Learner Anna = Learner();
    private readonly PracticeWorld _world = new();

    [Fact]
    public void Submit_takes_good_rows_and_says_what_is_wrong_with_each_bad_one()
    {
        var good = Draft(1, Start);
        var batch = _world.Submit(
            Anna, Start.AddMinutes(5), Draft(999, Start), good, Draft(2, Start, ms: -1), Draft(2, Start, hints: -1),
            Draft(2, Start) with { Confidence = 1.5 }, Draft(2, null), Draft(2, Start) with { Grade = 4 },
            Draft(2, Start) with { Answer = null }, Draft(2, DateTimeOffset.MinValue), Draft(3, Start, id: Guid.Empty));

        batch.Rows.Select(row => row.Status).Should().Equal(
            Enumerable.Range(0, 10).Select(i => i == 1 ? AttemptStatus.Accepted : AttemptStatus.Rejected));
        batch.Rows.Where(row => row.Problem is not null).Select(row => string.Join('/', row.Problem!.Path!)).Should()
            .Equal(
                "attempts/0/questionId", "attempts/2/durationMs", "attempts/3/hintsUsed", "attempts/4/confidence",
                "attempts/5/answeredAt", "attempts/6/grade", "attempts/7/answer", "attempts/8/answeredAt",
                "attempts/9/clientAttemptId");
        _world.Of(Anna).Should().ContainSingle().Which.ClientAttemptId.Should().Be(good.ClientAttemptId);
    }

    [Fact]
    public void Submit_again_changes_nothing()
    {
        var drafts = new[] { Draft(1, Start), Draft(2, Start.AddMinutes(1)) };
        _world.Submit(Anna, Start.AddMinutes(5), drafts);
        var state = _world.StateOf(Anna);

        var again = _world.Submit(Anna, Start.AddMinutes(9), [.. drafts, Draft(3, Start) with { Answer = null }]);

        again.Rows.Select(row => row.Status).Should()
            .Equal(AttemptStatus.Duplicate, AttemptStatus.Duplicate, AttemptStatus.Rejected);
        again.Rows[0].Stored!.Id.Should().Be(_world.Of(Anna)[0].Id);
        again.Decision.Should().BeOfType<PracticeDecision.Apply>()
            .Which.Change.State.Should().BeSameAs(state);
        _world.StateOf(Anna).Should().BeSameAs(state);
    }

    [Fact]
    public void Submit_counts_a_row_that_comes_twice_in_one_batch_once()
    {
        var draft = Draft(1, Start);
        var batch = _world.Submit(Anna, Start, draft, Draft(2, Start.AddMinutes(-3)), draft);

        batch.Rows.Select(row => row.Status).Should()
            .Equal(AttemptStatus.Accepted, AttemptStatus.Accepted, AttemptStatus.Duplicate);
        batch.Rows.Select(row => row.Added).Should().Equal(1, 0, 1);
        _world.StateOf(Anna).Totals.Attempts.Should().Be(2);
    }

    [Fact]
    public void Submit_refuses_more_rows_than_one_call_may_carry()
    {
        var drafts = Enumerable.Range(0, Submission.MaxRows + 1).Select(_ => Draft(1, Start)).ToArray();

        _world.Submit(Anna, Start, drafts).Decision.Should().BeOfType<PracticeDecision.Refuse>()
            .Which.Problem.Should().BeOfType<Problem.TooLarge>();
        _world.Submit(Anna, new Submission(drafts, true, true), Start).Decision.Should()
            .BeOfType<PracticeDecision.Apply>();
    }

    [Fact]
    public void Submit_moves_answers_from_the_future_to_now()
    {
        _world.Submit(Anna, Start, Draft(1, Start.AddDays(3)));

        _world.Of(Anna)[0].AnsweredAt.Should().Be(Start);
        _world.StateOf(Anna).LastAnsweredAt.Should().Be(Start);
    }

    [Fact]
    public void Submit_fixes_the_local_day_and_hour_with_the_zone_at_acceptance()
    {
        var late = new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero);
        _world.Submit(Learner(1, "Asia/Ho_Chi_Minh"), late, Draft(1, late));
        _world.Submit(Learner(1, "UTC"), late.AddMinutes(1), Draft(2, late.AddMinutes(1)));

        _world.Of(Anna).Select(a => (a.Day.ToString(), a.Hour)).Should().Equal(("2026-03-03", 6), ("2026-03-02", 23));
        _world.StateOf(Anna).Days.Select(day => (day.Day.ToString(), day.Attempts)).Should()
            .Equal(("2026-03-02", 1), ("2026-03-03", 1));
    }

    [Fact]
    public void Submit_trusts_correct_from_staff_and_where_there_is_no_key_only()
    {
        _world.Submit(Anna, Start, Draft(1, Start, correct: false) with { Correct = true });
        _world.Submit(
            Anna, new Submission([Draft(2, Start) with { Correct = true, Answer = null }], true), Start);
        var own = _world.Submit(Anna, Start, Draft(3, Start) with { Correct = true, Answer = null });
        var essay = _world.Submit(Anna, Start, Draft(10, Start) with { Correct = true, Answer = null });

        _world.Of(Anna).Select(a => a.Correct).Should().Equal(false, true, true);
        own.Rows[0].Problem.Should().BeOfType<Problem.Forbidden>();
        essay.Rows[0].Status.Should().Be(AttemptStatus.Accepted);
        _world.Of(Anna)[^1].IsSelfGraded.Should().BeTrue();
    }

    [Fact]
    public void Submit_refuses_a_recommendation_of_somebody_else()
    {
        var foreign = new RecommendationId(7, 0);
        var submission = new Submission([Draft(1, Start) with { Recommendation = foreign }], false)
        {
            Foreign = new HashSet<RecommendationId> { foreign },
        };

        _world.Submit(Anna, submission, Start).Rows[0].Problem.Should().BeOfType<Problem.Forbidden>();
    }

    [Fact]
    public void Submit_of_a_late_answer_asks_for_the_history_and_replays_it()
    {
        _world.Submit(Anna, Start, Draft(1, Start));
        var known = _world.Questions[new QuestionId(1)];
        var context = new PracticeContext(
            Anna, _world.StateOf(Anna), [], new Dictionary<QuestionId, QuestionState>(_world.Questions), null);
        var late = new Submission([Draft(2, Start.AddHours(-1))], false);

        _world.Tracer.Submit(_world.Catalog, context, late, Start).Decision.Should()
            .BeOfType<PracticeDecision.NeedHistory>();
        _world.Submit(Anna, late, Start);

        _world.StateOf(Anna).Seen.Select(seen => seen.Question.Value).Should().Equal(2, 1);
        _world.StateOf(Anna).FirstAnsweredAt.Should().Be(Start.AddHours(-1));
        _world.Questions[new QuestionId(1)].Should().Be(known, "a replay never moves a question");
    }

    [Fact]
    public void Submit_refuses_archived_questions_but_their_answers_still_count()
    {
        _world.Submit(Anna, Start, Draft(1, Start));
        var before = _world.StateOf(Anna);
        var archived = _world.Catalog.Questions[0];
        _world.Catalog = CatalogSnapshot.Build(new CatalogContent(
            2, _world.Catalog.Courses, _world.Catalog.Concepts, [.. _world.Catalog.Questions.Skip(1)], [],
            new Dictionary<QuestionId, QuestionState>())
        {
            Archived = [archived],
        });

        var batch = _world.Submit(Anna, Start, Draft(1, Start));

        batch.Rows[0].Problem!.Code.Should().Be("QUESTION_ARCHIVED");
        Rebuild.Learner(TracingRules.Default, _world.Catalog, Anna, before, _world.History(Anna))
            .State.ShouldEqual(before);
    }

    [Fact]
    public void Submit_keeps_undated_rows_out_of_memory_days_and_streaks()
    {
        var rows = Enumerable.Range(0, 8).Select(_ => Draft(1, null)).ToArray();
        _world.Submit(Anna, new Submission(rows, true, true), Start);
        var state = _world.StateOf(Anna);

        state.Totals.Should().Be(new PracticeTotals(8, 8, 0, 0, 0, 0, 0));
        (state.Days.Length, state.Streaks.Length, state.Hours.Length).Should().Be((0, 0, 0));
        (state.LastAnsweredAt, state.FirstAnsweredAt).Should().Be((null, null));
        state.Concepts.Should().OnlyContain(c => !c.Memory.Exists && c.LastAttempt == null && c.BaselineDay == null);
        state.Seen.Should().ContainSingle().Which.At.Should().Be(DateTimeOffset.MinValue);
        state.Ability.Mean.Should().BePositive();
        _world.Questions[new QuestionId(1)].Timed.Should().Be(0);
    }

    [Fact]
    public void Essays_wait_and_move_belief_when_graded()
    {
        var batch = _world.Submit(Anna, Start, Draft(10, Start.AddMinutes(-9)), Draft(1, Start));
        var pending = _world.Of(Anna).Find(a => a.Status == AttemptStatus.PendingReview)!;
        var before = _world.StateOf(Anna);

        var review = _world.Grade(
            Anna, Start.AddDays(1), new ReviewVerdict(pending.Id, true), new ReviewVerdict(new AttemptId(99), true));
        var again = _world.Grade(Anna, Start.AddDays(1), new ReviewVerdict(pending.Id, false));

        batch.Rows.Select(row => row.Status).Should().Equal(AttemptStatus.PendingReview, AttemptStatus.Accepted);
        before.Totals.Attempts.Should().Be(1);
        review.Problems.Should().ContainSingle().Which.Problem.Should().BeOfType<Problem.NotFound>();
        again.Problems.Should().ContainSingle().Which.Problem.Code.Should().Be("ALREADY_GRADED");
        _world.StateOf(Anna).Totals.Attempts.Should().Be(2);
        _world.StateOf(Anna).Seen[0].Question.Value.Should().Be(10);
        _world.Of(Anna).Should().OnlyContain(a => a.JudgedAt > 0 && a.Footing.AbilityVariance > 0);
    }

    [Fact]
    public void One_right_answer_raises_mastery_and_one_wrong_answer_lowers_it()
    {
        var random = new LearnerGraph.Domain.Numerics.Prng(8);
        var clock = Start;
        for (int i = 0; i < 400; i++)
        {
            clock += TimeSpan.FromMinutes(1 + random.NextInt(i % 10 == 0 ? 60_000 : 60));
            int question = 1 + random.NextInt(9);
            bool correct = random.NextDouble() < 0.6;
            var concept = _world.Catalog.Questions[question - 1].Concepts[0].Concept;
            double before = Mastery(concept, clock);
            _world.Submit(Anna, clock, Draft(question, clock, correct));

            Math.Sign(Mastery(concept, clock) - before).Should().Be(correct ? 1 : -1);
        }
    }

    private double Mastery(ConceptId concept, DateTimeOffset now) => ConceptMastery.Of(
        TracingRules.Default, _world.Catalog, new LearnerSnapshot(Anna, _world.StateOf(Anna)), concept, now).Knowledge;
}
