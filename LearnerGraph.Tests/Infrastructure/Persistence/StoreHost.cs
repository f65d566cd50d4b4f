using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Audit;
using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Infrastructure.Persistence.Experiments;
using LearnerGraph.Infrastructure.Persistence.Learners;
using LearnerGraph.Infrastructure.Persistence.Leases;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Infrastructure.Persistence.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>A database with all stores on it; a subclass for each provider.</summary>
internal abstract class StoreHost : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("acme");
    public static readonly TenantId Stranger = new("other");
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, 123, TimeSpan.Zero);

    private int _learners;

    protected StoreHost(IDatabase database)
    {
        Database = database;
        Catalog = new CatalogStore(database);
        Learners = new LearnerStore(database);
        Practice = new PracticeStore(database);
        Sets = new RecommendationStore(database);
        Audit = new AuditLog(database);
        Experiments = new ExperimentStore(database);
        Leases = new LeaseStore(database, Clock);
        Changes = new LearnerChanges(database);
    }

    public IDatabase Database { get; }

    public FakeClock Clock { get; } = new(Now);

    public ICatalogStore Catalog { get; }

    public ILearnerStore Learners { get; }

    public IPracticeStore Practice { get; }

    public IRecommendationStore Sets { get; }

    public IAuditLog Audit { get; }

    public IExperimentStore Experiments { get; }

    public LeaseStore Leases { get; }

    public LearnerChanges Changes { get; }

    public static Learner Draft(string externalId, TenantId? tenant = null) => new(
        default, tenant ?? Tenant, externalId, $"user-{externalId}", "Ada", "Europe/Berlin",
        SkillLevel.Intermediate, 0.4, [new ConceptId(7)], true, true, Now, null, 0);

    public async Task<LearnerId> LearnerAsync(TenantId? tenant = null)
    {
        var added = await Learners.AddAsync(Draft($"l{++_learners}", tenant), default);
        return added.TryGet(out var learner, out var problem)
            ? learner.Id : throw new InvalidOperationException(problem.Message);
    }

    /// <summary>One course, two concepts and as many questions as asked; odd ones practise both concepts.</summary>
    public async Task<StoredCatalog> CatalogAsync(int questions = 4, TenantId? tenant = null)
    {
        var change = new CatalogChange(
            [new Course(default, "math", "Mathematics", 0)],
            [(Concept("add"), "math"), (Concept("sub"), "math")],
            Enumerable.Range(0, questions).Select(i => (Question($"q{i}"), Links(i))).ToArray(),
            [], [new RelationDraft("sub", "add", RelationType.Requires)], [], []);
        var stored = await Catalog.ApplyAsync(tenant ?? Tenant, 0, change, default);
        return stored.TryGet(out var catalog, out var problem)
            ? catalog : throw new InvalidOperationException(problem.Message);
    }

    public static Concept Concept(string key, int id = 0) =>
        new(new(id), default, key, $"Concept {key}", "what it is", ["tag"], 15, 0.3, 0);

    public static Question Question(string key, int id = 0) => new(
        new(id), key, $"Prompt of {key}?", QuestionType.MultipleChoice, [], ["1", "2"],
        new AnswerKey("1", ["one"], 0.5), "because", ["think"], 0.25, 60, 0);

    public static Attempt Attempt(
        LearnerId learner, QuestionId question, int minute = 0, AttemptStatus status = AttemptStatus.Accepted) => new(
        default, 0, learner, question, Guid.NewGuid(), Now.AddMinutes(minute), LocalDay.From(new DateOnly(2026, 3, 2)),
        4200, 1, "1", status == AttemptStatus.PendingReview ? null : true, status, false, 0.125, true, 3,
        new RecommendationId(3, 2), DeviceKind.Mobile, 0.75);

    public static PracticeChange Change(LearnerState state, params Attempt[] added) => new(
        state, added, [], new Dictionary<QuestionId, QuestionState>(), [], false,
        added.Length == 0 ? null : added.Max(attempt => attempt.AnsweredAt));

    /// <summary>Records the attempts as they are, with a state that counts them.</summary>
    public async Task<PracticeChange> RecordAsync(LearnerId learner, params Attempt[] attempts)
    {
        var recorded = await Practice.RecordAsync(
            Tenant, learner, attempts.Select(a => a.ClientAttemptId).ToArray(),
            attempts.Select(a => a.Question).Distinct().ToArray(),
            context => new PracticeDecision.Apply(Change(
                context.State with
                {
                    Totals = context.State.Totals with { Attempts = context.State.Totals.Attempts + attempts.Length },
                },
                attempts)),
            default);
        return recorded.TryGet(out var change, out var problem)
            ? change : throw new InvalidOperationException(problem.Message);
    }

    public abstract ValueTask DisposeAsync();

    private static IReadOnlyList<ConceptLinkDraft> Links(int question) =>
        question % 2 == 0 ? [new("add")] : [new("sub", 0.75), new("add", 0.25)];
}
