using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

/// <summary>A catalog, its learners and what a practice store keeps, in plain dictionaries.</summary>
internal sealed class PracticeWorld
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<LearnerId, List<Attempt>> _attempts = [];
    private readonly Dictionary<LearnerId, LearnerState> _states = [];
    private long _sequence;

    public PracticeWorld(int concepts = 6, int questionsPerConcept = 5)
    {
        var courses = new[] { new Course(new CourseId(1), "algebra", "Algebra", 1) };
        var all = Enumerable.Range(1, concepts).Select(id => new Concept(
            new ConceptId(id), new CourseId(1), $"c{id}", $"Concept {id}", null, [], 20, 0.5, 1));
        var questions = Enumerable.Range(1, concepts * questionsPerConcept).Select(id => Question(id, concepts));
        Catalog = CatalogSnapshot.Build(new CatalogContent(
            1, courses, [.. all], [.. questions], [], new Dictionary<QuestionId, QuestionState>()));
    }

    public CatalogSnapshot Catalog { get; set; }

    public Tracer Tracer { get; } = new(TracingRules.Default);

    public Dictionary<QuestionId, QuestionState> Questions { get; } = [];

    public Dictionary<LearnerId, Dictionary<LocalDay, PracticeDay>> Days { get; } = [];

    public IEnumerable<Attempt> Attempts => _attempts.Values.SelectMany(list => list).OrderBy(a => a.JudgedAt);

    public static Learner Learner(long id = 1, string zone = "Europe/Berlin") => new(
        new LearnerId(id), TenantId.Default, $"ext-{id}", $"learner{id}", null, zone, SkillLevel.Intermediate, 0.5, [],
        true, true, Start.AddDays(-30), null, 1);

    /// <summary>An answer to a question whose key is "yes".</summary>
    public static AttemptDraft Draft(
        int question, DateTimeOffset? at, bool correct = true, int hints = 0, Guid? id = null, int ms = 60_000) =>
        new(id ?? Guid.NewGuid(), new QuestionId(question), at, ms, hints, correct ? "yes" : "no");

    public LearnerState StateOf(Learner learner) => _states.GetValueOrDefault(learner.Id, LearnerState.Empty);

    public void SetState(Learner learner, LearnerState state) => _states[learner.Id] = state;

    /// <summary>Judged attempts in (answeredAt, id) order.</summary>
    public IReadOnlyList<Attempt> History(Learner learner) =>
        [.. Of(learner).Where(a => a.JudgedAt > 0).OrderBy(a => a.AnsweredAt).ThenBy(a => a.Id.Value)];

    public TracedBatch Submit(Learner learner, DateTimeOffset now, params AttemptDraft[] drafts) =>
        Submit(learner, new Submission(drafts, false), now);

    public TracedBatch Submit(Learner learner, Submission submission, DateTimeOffset now)
    {
        var ids = submission.Drafts.Select(draft => draft.ClientAttemptId).ToHashSet();
        var context = Context(learner, Of(learner).Where(a => ids.Contains(a.ClientAttemptId)));
        var batch = Tracer.Submit(Catalog, context, submission, now);
        if (batch.Decision is PracticeDecision.NeedHistory)
            batch = Tracer.Submit(Catalog, context with { History = History(learner) }, submission, now);
        if (batch.Decision is PracticeDecision.Apply apply) Write(learner, apply.Change);
        return batch;
    }

    public TracedReview Grade(Learner learner, DateTimeOffset now, params ReviewVerdict[] verdicts)
    {
        var ids = verdicts.Select(verdict => verdict.Attempt).ToHashSet();
        var context = Context(learner, Of(learner).Where(a => ids.Contains(a.Id)));
        var review = Tracer.Grade(Catalog, context, verdicts, now);
        if (review.Decision is PracticeDecision.NeedHistory)
            review = Tracer.Grade(Catalog, context with { History = History(learner) }, verdicts, now);
        if (review.Decision is PracticeDecision.Apply apply) Write(learner, apply.Change);
        return review;
    }

    public List<Attempt> Of(Learner learner)
    {
        if (!_attempts.TryGetValue(learner.Id, out var list)) _attempts[learner.Id] = list = [];
        return list;
    }

    /// <summary>A fortnight of one learner's life: sessions, offline sync, repeats, essays, imports.</summary>
    public void Practise(Learner learner, ref Prng random, int attempts)
    {
        var clock = Start.AddHours(random.NextInt(24));
        var offline = new List<AttemptDraft>();
        for (int done = 0; done < attempts; done++)
        {
            clock += random.NextDouble() < 0.9
                ? TimeSpan.FromSeconds(20 + random.NextInt(300))
                : TimeSpan.FromHours(1 + random.NextInt(60));
            var draft = RandomDraft(ref random, clock);
            double way = random.NextDouble();
            if (way < 0.15) offline.Add(draft);
            else if (way < 0.18) Submit(learner, new Submission([draft with { AnsweredAt = null }], true, true), clock);
            else if (way < 0.21 && offline.Count > 0)
            {
                Submit(learner, clock, [.. offline, offline[0]]);
                Submit(learner, clock, [.. offline]);
                offline.Clear();
            }
            else Submit(learner, clock, draft);

            if (random.NextDouble() < 0.1
                && Of(learner).Find(a => a.Status == AttemptStatus.PendingReview) is { } pending)
            {
                Grade(learner, clock, new ReviewVerdict(pending.Id, random.NextDouble() < 0.5));
            }
        }

        Submit(learner, clock, [.. offline]);
    }

    public AttemptDraft RandomDraft(ref Prng random, DateTimeOffset at)
    {
        var id = new Guid(random.NextInt(int.MaxValue), 0, 0, BitConverter.GetBytes(random.NextUInt64()));
        return Draft(
            1 + random.NextInt(Catalog.Questions.Count), at, random.NextDouble() < 0.65, random.NextInt(4) / 3, id,
            random.NextInt(90_000));
    }

    private static Question Question(int id, int concepts)
    {
        var links = new List<ConceptLink> { new(new ConceptId(1 + (id % concepts)), 1) };
        if (id % 4 == 0) links.Add(new ConceptLink(new ConceptId(1 + ((id + 1) % concepts)), 0.5));
        var type = id % 10 == 0 ? QuestionType.Essay
            : id % 3 == 0 ? QuestionType.MultipleChoice
            : QuestionType.ShortAnswer;
        return new Question(
            new QuestionId(id), $"q{id}", $"Question {id}?", type, links,
            type == QuestionType.MultipleChoice ? ["yes", "no", "maybe", "never"] : [],
            new AnswerKey(type == QuestionType.Essay ? null : "yes", [], null), null, [], 0.3 + (0.04 * (id % 10)),
            null, 1);
    }

    private PracticeContext Context(Learner learner, IEnumerable<Attempt> known) =>
        new(learner, StateOf(learner), [.. known], new Dictionary<QuestionId, QuestionState>(Questions), null);

    private void Write(Learner learner, PracticeChange change)
    {
        if (ReferenceEquals(change.State, StateOf(learner)) && change.Added.Count + change.Judged.Count == 0) return;

        _states[learner.Id] = change.State with { Version = StateOf(learner).Version + 1 };
        var list = Of(learner);
        foreach (var attempt in change.Added)
        {
            long id = ++_sequence;
            bool isJudged = attempt.Status == AttemptStatus.Accepted;
            list.Add(attempt with { Id = new AttemptId(id), JudgedAt = isJudged ? id : 0 });
        }

        foreach (var attempt in change.Judged)
            list[list.FindIndex(a => a.Id == attempt.Id)] = attempt with { JudgedAt = ++_sequence };
        foreach (var (id, state) in change.Questions) Questions[id] = state;
        if (change.DaysAreComplete || !Days.ContainsKey(learner.Id)) Days[learner.Id] = [];
        foreach (var day in change.Days) Days[learner.Id][day.Day] = day;
    }
}
