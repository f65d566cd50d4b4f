using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Learners;

/// <summary>Learners in the relational store.</summary>
internal sealed class LearnerStore(IDatabase database) : ILearnerStore
{
    private const string Select = $"SELECT {LearnerColumns.Names} FROM learners WHERE ";

    private const string Insert = """
        INSERT INTO learners (tenant, external_id, username, display_name, time_zone, skill_level,
            preferred_difficulty, goals, personalization, experiments, created_at, last_practiced_at, version,
            is_synthetic, class_key, desired_retention, state_version)
        VALUES (@tenant, @external, @username, @display, @zone, @level, @difficulty, @goals, @personal, @experiments,
            @created, @practiced, 1, @synthetic, @class, @retention, 1)
        ON CONFLICT DO NOTHING RETURNING id
        """;

    private const string Update = """
        UPDATE learners SET username = @username, display_name = @display, time_zone = @zone, skill_level = @level,
            preferred_difficulty = @difficulty, goals = @goals, personalization = @personal,
            experiments = @experiments, class_key = @class, desired_retention = @retention, version = version + 1,
            state_version = state_version + 1
        WHERE id = @id AND tenant = @tenant AND version = @version
        """;

    public ValueTask<IReadOnlyDictionary<LearnerId, Learner>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<LearnerId, Learner>>(
            async (session, token) =>
            {
                var found = new Dictionary<LearnerId, Learner>(ids.Count);
                foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    var statement = session.Prepare(
                        Select + $"tenant = @tenant AND id IN ({InList.Text("id", part.Length)})");
                    statement.Bind(InList.Values(part, tenant.Value));
                    foreach (var learner in await statement.ListAsync(LearnerColumns.Read, token))
                    {
                        found[learner.Id] = learner;
                    }
                }

                return found;
            },
            ct);

    public ValueTask<Learner?> FindByExternalIdAsync(TenantId tenant, string externalId, CancellationToken ct) =>
        database.ReadAsync((session, token) => FindAsync(session, tenant, externalId, token), ct);

    public ValueTask<Result<Learner>> AddAsync(Learner learner, CancellationToken ct) =>
        database.WriteAsync<Result<Learner>>(
            async (session, token) => await InsertAsync(session, learner, token) is { } added
                ? added
                : new Problem.Conflict(
                    $"There is already a learner with the external id {learner.ExternalId} "
                    + $"or the username {learner.Username}.",
                    "ALREADY_EXISTS"),
            ct);

    public ValueTask<IReadOnlyList<Learner>> AddManyAsync(
        TenantId tenant, IReadOnlyList<Learner> learners, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<Learner>>(
            async (session, token) =>
            {
                var stored = new List<Learner>(learners.Count);
                foreach (var learner in learners)
                {
                    stored.Add(
                        await InsertAsync(session, learner with { Tenant = tenant }, token)
                        ?? await FindAsync(session, tenant, learner.ExternalId, token)
                        ?? throw new InvalidOperationException(
                            $"The username {learner.Username} belongs to a learner with another external id."));
                }

                return stored;
            },
            ct);

    public ValueTask<Result<Learner>> SaveAsync(Learner learner, CancellationToken ct) =>
        database.WriteAsync<Result<Learner>>(
            async (session, token) =>
            {
                var taken = await session.Prepare(
                        "SELECT id FROM learners WHERE tenant = @tenant AND username = @username AND id <> @id")
                    .Bind(learner.Tenant.Value, learner.Username, learner.Id.Value).LongAsync(token);
                if (taken is not null)
                {
                    return new Problem.Conflict($"The username {learner.Username} is taken.", "ALREADY_EXISTS");
                }

                var rows = await session.Prepare(Update).Bind(
                    learner.Username, learner.DisplayName, learner.TimeZone, (int)learner.SkillLevel,
                    learner.PreferredDifficulty, LearnerColumns.Goals(learner.Goals), learner.Personalization,
                    learner.Experiments, learner.ClassKey, learner.DesiredRetention, learner.Id.Value,
                    learner.Tenant.Value, learner.Version).ExecuteAsync(token);
                if (rows == 1) return learner with { Version = learner.Version + 1 };

                var version = await session.Prepare(
                        "SELECT version FROM learners WHERE id = @id AND tenant = @tenant")
                    .Bind(learner.Id.Value, learner.Tenant.Value).LongAsync(token);
                return version is null
                    ? new Problem.NotFound("learner", $"{learner.Id.Value}")
                    : new Problem.Conflict(
                        $"The learner was changed meanwhile: version {version} is stored, "
                        + $"{learner.Version} was given.");
            },
            ct);

    public ValueTask<IReadOnlyList<Learner>> PageAsync(
        TenantId tenant, LastPractice? practised, LearnerId? after, LearnerId? before, int count, bool backward,
        CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Learner>>(
            async (session, token) => await session.Prepare(
                    Select + Within(practised)
                    + " AND tenant = @tenant AND id > @after AND id < @before ORDER BY id "
                    + (backward ? "DESC" : "ASC") + " LIMIT @count")
                .Bind(
                    practised?.From.UtcTicks ?? 0, practised?.Until.UtcTicks ?? 0, tenant.Value,
                    after?.Value ?? long.MinValue, before?.Value ?? long.MaxValue, count)
                .ListAsync(LearnerColumns.Read, token),
            ct);

    public ValueTask<int> CountAsync(TenantId tenant, LastPractice? practised, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (int)(await session.Prepare(
                    $"SELECT count(*) FROM learners WHERE {Within(practised)} AND tenant = @tenant")
                .Bind(practised?.From.UtcTicks ?? 0, practised?.Until.UtcTicks ?? 0, tenant.Value)
                .LongAsync(token) ?? 0),
            ct);

    // Every table about learners refers to theirs with ON DELETE CASCADE; a test looks for the id in all of them.
    public ValueTask<bool> EraseAsync(TenantId tenant, LearnerId learner, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) => await session.Prepare(
                    "DELETE FROM learners WHERE id = @id AND tenant = @tenant")
                .Bind(learner.Value, tenant.Value).ExecuteAsync(token) > 0,
            ct);

    // Both parameters are there in either case, so that one binding serves.
    private static string Within(LastPractice? practised) => practised is null
        ? "@since >= 0 AND @until >= 0"
        : "last_practiced_at >= @since AND last_practiced_at < @until";

    private static async ValueTask<Learner?> FindAsync(
        Session session, TenantId tenant, string externalId, CancellationToken ct) =>
        (await session.Prepare(Select + "tenant = @tenant AND external_id = @external")
            .Bind(tenant.Value, externalId).ListAsync(LearnerColumns.Read, ct)).FirstOrDefault();

    private static async ValueTask<Learner?> InsertAsync(Session session, Learner learner, CancellationToken ct)
    {
        var id = await session.Prepare(Insert).Bind(
            learner.Tenant.Value, learner.ExternalId, learner.Username, learner.DisplayName, learner.TimeZone,
            (int)learner.SkillLevel, learner.PreferredDifficulty, LearnerColumns.Goals(learner.Goals),
            learner.Personalization, learner.Experiments, learner.CreatedAt.UtcTicks,
            learner.LastPracticedAt?.UtcTicks, learner.IsSynthetic, learner.ClassKey,
            learner.DesiredRetention).LongAsync(ct);
        return id is { } value ? learner with { Id = new LearnerId(value), Version = 1 } : null;
    }
}
