using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// Decides what new answers and verdicts change: pure, so that the store may run it inside its transaction, and again.
/// </summary>
/// <remarks>See docs/algorithms/tracing.md for the two orders that everything here follows.</remarks>
public sealed class Tracer(TracingRules rules)
{
    private static readonly Dictionary<QuestionId, QuestionState> NoQuestions = [];

    public TracingRules Rules => rules;

    /// <summary>
    /// Judges a submission: good rows are taken, each bad one gets its problem, known ones change nothing.
    /// </summary>
    /// <param name="now">The server's clock; answers from its future are moved to it.</param>
    public TracedBatch Submit(
        CatalogSnapshot catalog, PracticeContext context, Submission submission, DateTimeOffset now)
    {
        if (submission.Drafts.Count > Submission.MaxRows && !submission.IsImport)
        {
            return new TracedBatch(
                new PracticeDecision.Refuse(new Problem.TooLarge(
                    $"One call takes at most {Submission.MaxRows} attempts: split the {submission.Drafts.Count}.")),
                []);
        }

        var rows = new TracedRow[submission.Drafts.Count];
        var added = Read(catalog, context, submission, now.ToUniversalTime(), rows);
        if (added.Length == 0) return new TracedBatch(Nothing(context), rows);

        // Judged in this order, and numbered in it by the store: commit order and time order agree within a batch.
        int[] order = [.. Enumerable.Range(0, added.Length)];
        Array.Sort([.. added.Select((row, i) => (row.Attempt.AnsweredAt, i))], order);
        var attempts = Array.ConvertAll(order, i => added[i].Attempt);
        var places = new Dictionary<Guid, int>(order.Length);
        for (int i = 0; i < order.Length; i++) places.Add(attempts[i].ClientAttemptId, i);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] is { Stored: null, Problem: null })
                rows[i] = rows[i] with { Added = places[rows[i].ClientAttemptId] };
        }

        var judged = Array.FindAll(attempts, attempt => attempt.Status == AttemptStatus.Accepted);
        if (judged.Length == 0)
            return new TracedBatch(Pending(context, attempts), rows);

        bool isLate = judged[0].AnsweredAt < context.State.LastFoldedAt;
        var decision = Fold(catalog, context, judged, isLate, now, (fold, questions, isReplay) =>
        {
            int next = 0;
            for (int i = 0; i < attempts.Length; i++)
            {
                if (attempts[i].Status == AttemptStatus.Accepted) attempts[i] = judged[next++];
            }

            return Change(context, fold, questions, isReplay, attempts, []);
        });
        return new TracedBatch(decision, rows);
    }

    /// <summary>
    /// Takes verdicts on answers that wait: beliefs move now, as if each had been judged when it was given.
    /// </summary>
    /// <param name="context">Its known attempts are those that the verdicts name.</param>
    public TracedReview Grade(
        CatalogSnapshot catalog, PracticeContext context, IReadOnlyList<ReviewVerdict> verdicts, DateTimeOffset now)
    {
        var problems = new List<(AttemptId, Problem)>();
        var judged = new List<Attempt>(verdicts.Count);
        foreach (var verdict in verdicts)
        {
            var known = context.Known.FirstOrDefault(attempt => attempt.Id == verdict.Attempt);
            if (known is null)
                problems.Add((verdict.Attempt, new Problem.NotFound("attempt", $"{verdict.Attempt.Value}")));
            else if (known.Status != AttemptStatus.PendingReview || judged.Exists(attempt => attempt.Id == known.Id))
                problems.Add((verdict.Attempt, new Problem.Conflict("It has been graded already.", "ALREADY_GRADED")));
            else if (catalog.FindAny(known.Question) is null)
                problems.Add((verdict.Attempt, new Problem.NotFound("question", $"{known.Question.Value}")));
            else judged.Add(known with { Correct = verdict.Correct, Status = AttemptStatus.Accepted });
        }

        if (judged.Count == 0) return new TracedReview(Nothing(context), problems);

        var attempts = judged.OrderBy(attempt => attempt.AnsweredAt).ThenBy(attempt => attempt.Id.Value).ToArray();
        bool isLate = attempts[0].AnsweredAt <= context.State.LastFoldedAt;
        var decision = Fold(
            catalog, context, attempts, isLate, now,
            (fold, questions, isReplay) => Change(context, fold, questions, isReplay, [], attempts));
        return new TracedReview(decision, problems);
    }

    /// <summary>Folds newly judged attempts in, over the whole history where they are late.</summary>
    /// <param name="judged">In order; each gets what it was judged with.</param>
    private PracticeDecision Fold(
        CatalogSnapshot catalog, PracticeContext context, Attempt[] judged, bool isLate, DateTimeOffset now,
        Func<LearnerFold, Dictionary<QuestionId, QuestionState>, bool, PracticeDecision> change)
    {
        if (!isLate)
        {
            var live = new LearnerFold(rules, catalog, context.State, context.Learner);
            var moved = new Dictionary<QuestionId, QuestionState>();
            for (int i = 0; i < judged.Length; i++) judged[i] = Judge(catalog, context, live, moved, judged[i]);
            if (live.DaysAreInOrder) return change(live, moved, false);
        }

        if (context.History is null) return new PracticeDecision.NeedHistory();

        var replay = LearnerFold.Replay(rules, catalog, context.State, context.Learner);
        var questions = new Dictionary<QuestionId, QuestionState>();
        int next = 0;
        foreach (var stored in context.History)
        {
            while (next < judged.Length && IsBefore(judged[next], stored))
            {
                judged[next] = Judge(catalog, context, replay, questions, judged[next]);
                next++;
            }

            if (catalog.FindAny(stored.Question) is { } question) replay.Add(stored, question);
        }

        for (; next < judged.Length; next++)
            judged[next] = Judge(catalog, context, replay, questions, judged[next]);
        return change(replay, questions, true);
    }

    /// <summary>Moves the question and the learner by one attempt, and notes what it was judged with.</summary>
    private Attempt Judge(
        CatalogSnapshot catalog, PracticeContext context, LearnerFold fold,
        Dictionary<QuestionId, QuestionState> questions, Attempt attempt)
    {
        var question = catalog.FindAny(attempt.Question)!;
        if (!questions.TryGetValue(attempt.Question, out var state)
            && !context.Questions.TryGetValue(attempt.Question, out state))
        {
            state = QuestionPriors.Unanswered(rules.Model, catalog, question);
        }

        var standing = fold.StandingFor(question, attempt.AnsweredAt, attempt.IsDated);
        attempt = attempt with
        {
            Difficulty = state.Difficulty,
            Footing = new Footing(
                state.Variance, QuestionPriors.AverageDifficulty(catalog, question), standing.Mean, standing.Variance),
        };
        questions[attempt.Question] = QuestionMoves.After(rules, state, attempt, question);
        fold.Add(attempt, question);
        return attempt;
    }

    private static (int Row, Attempt Attempt)[] Read(
        CatalogSnapshot catalog, PracticeContext context, Submission submission, DateTimeOffset now, TracedRow[] rows)
    {
        var known = context.Known.ToDictionary(attempt => attempt.ClientAttemptId);
        var taken = new Dictionary<Guid, int>();
        var zone = LocalTime.ZoneOf(context.Learner);
        var added = new List<(int, Attempt)>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            var draft = submission.Drafts[i];
            var id = draft.ClientAttemptId;
            if (known.TryGetValue(id, out var stored))
            {
                rows[i] = new TracedRow(id, AttemptStatus.Duplicate, stored.Correct, null, stored, -1);
            }
            else if (taken.TryGetValue(id, out int first))
            {
                rows[i] = rows[first] with { Status = AttemptStatus.Duplicate };
            }
            else if (!Judgement(catalog, submission, draft).TryGet(out var verdict, out var problem))
            {
                var path = new List<string> { "attempts", i.ToString(null, null) };
                path.AddRange(problem.Path ?? []);
                rows[i] = new TracedRow(id, AttemptStatus.Rejected, null, problem with { Path = path }, null, -1);
            }
            else
            {
                rows[i] = new TracedRow(id, verdict.Status, verdict.Correct, null, null, -1);
                taken.Add(id, i);
                added.Add((i, Attempted(context.Learner, zone, draft, verdict, now)));
            }
        }

        return [.. added];
    }

    private static Result<Verdict> Judgement(CatalogSnapshot catalog, Submission submission, AttemptDraft draft)
    {
        if (DraftCheck.ProblemOf(draft, catalog, submission) is { } problem) return problem;

        bool? claimed = draft.Correct ?? (draft.Grade is { } grade ? grade > 1 : null);
        return Grading.Judge(catalog.Find(draft.Question)!, draft.Answer, claimed, submission.IsTrusted);
    }

    private static Attempt Attempted(
        Learner learner, TimeZoneInfo zone, AttemptDraft draft, Verdict verdict, DateTimeOffset now)
    {
        var at = draft.AnsweredAt?.ToUniversalTime() ?? now;
        if (at > now) at = now;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new Attempt(
            default, 0, learner.Id, draft.Question, draft.ClientAttemptId, at,
            LocalDay.From(DateOnly.FromDateTime(local.DateTime)), draft.DurationMs, draft.HintsUsed, draft.Answer,
            verdict.Correct, verdict.Status, verdict.IsSelfGraded, 0, draft.AnsweredAt is not null, draft.Grade,
            draft.Recommendation, draft.Device, draft.Confidence, default, local.Hour);
    }

    /// <summary>
    /// (answeredAt, id) order; new rows, still without a number, come after stored ones of the same time.
    /// </summary>
    private static bool IsBefore(Attempt judged, Attempt stored) =>
        judged.AnsweredAt < stored.AnsweredAt
        || (judged.AnsweredAt == stored.AnsweredAt && judged.Id.Value > 0 && judged.Id.Value < stored.Id.Value);

    private static PracticeDecision.Apply Nothing(PracticeContext context) => Pending(context, []);

    private static PracticeDecision.Apply Pending(PracticeContext context, IReadOnlyList<Attempt> added) =>
        new(new PracticeChange(context.State, added, [], NoQuestions, [], false, null));

    private static PracticeDecision.Apply Change(
        PracticeContext context, LearnerFold fold, Dictionary<QuestionId, QuestionState> questions, bool isReplay,
        IReadOnlyList<Attempt> added, IReadOnlyList<Attempt> judged)
    {
        var state = fold.ToState();
        return new PracticeDecision.Apply(new PracticeChange(
            state, added, judged, questions, fold.ChangedDays(), isReplay,
            state.LastAnsweredAt ?? context.Learner.LastPracticedAt));
    }
}
