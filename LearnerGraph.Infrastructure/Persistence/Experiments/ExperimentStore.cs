using System.Data.Common;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Experiments;

/// <summary>Experiments and exposures in the relational store.</summary>
internal sealed class ExperimentStore(IDatabase database) : IExperimentStore
{
    private const string Select = $"SELECT {ExperimentColumns.Names} FROM experiments WHERE ";

    private const string Insert = """
        INSERT INTO experiments (tenant, key, plan, status, traffic, salt, phase, segments, created_at, created_by,
            version)
        VALUES (@tenant, @key, @plan, @status, @traffic, @salt, @phase, @segments, @created, @by, 1)
        ON CONFLICT DO NOTHING RETURNING id
        """;

    private const string Update = """
        UPDATE experiments SET plan = @plan, status = @status, traffic = @traffic, salt = @salt, phase = @phase,
            segments = @segments, started_at = @started, stopped_at = @stopped, stop_reason = @stop,
            decision = @decision, decision_reason = @reason, decided_at = @decided, decided_by = @by,
            version = version + 1
        WHERE id = @id AND tenant = @tenant AND version = @version
        """;

    // A learner erased in this moment is no longer there to be exposed.
    private const string InsertExposure = """
        INSERT INTO experiment_exposures (experiment_id, phase, learner_id, tenant, variant, exposed_at, day,
            definition, class_key)
        SELECT @experiment, @phase, id, tenant, @variant, @at, @day, @definition, @class FROM learners
        WHERE id = @learner AND tenant = @tenant
        ON CONFLICT DO NOTHING
        """;

    private const string AnalysedExposures = """
        e.experiment_id = @experiment AND e.phase = @phase AND e.tenant = @tenant AND e.exposed_at <= @asOf
            AND NOT EXISTS (SELECT 1 FROM forced_variants f
                WHERE f.experiment_id = e.experiment_id AND f.learner_id = e.learner_id)
        """;

    public async ValueTask<IReadOnlyDictionary<string, Experiment>> FindByKeysAsync(
        TenantId tenant, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        (await AmongAsync(tenant, keys, $"SELECT {ExperimentColumns.Names} FROM experiments", "key",
            ExperimentColumns.Read, ct)).ToDictionary(experiment => experiment.Key);

    public async ValueTask<IReadOnlyDictionary<ExperimentId, Experiment>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<ExperimentId> ids, CancellationToken ct) =>
        (await AmongAsync(tenant, [.. ids.Select(id => id.Value)], $"SELECT {ExperimentColumns.Names} FROM experiments",
            "id", ExperimentColumns.Read, ct)).ToDictionary(experiment => experiment.Id);

    public ValueTask<Result<Experiment>> AddAsync(Experiment experiment, CancellationToken ct) =>
        database.WriteAsync<Result<Experiment>>(
            async (session, token) => await session.Prepare(Insert).Bind(
                experiment.Tenant.Value, experiment.Key, PlanDocument.Write(experiment.Plan), (int)experiment.Status,
                experiment.Traffic, experiment.Salt, experiment.Phase, ExperimentColumns.Segments(experiment.Segments),
                experiment.CreatedAt.UtcTicks, experiment.CreatedBy).LongAsync(token) is { } id
                ? experiment with { Id = new(id), Version = 1 }
                : new Problem.Conflict(
                    $"There is already an experiment with the key {experiment.Key}.", "ALREADY_EXISTS"),
            ct);

    public ValueTask<Result<Experiment>> SaveAsync(Experiment experiment, CancellationToken ct) =>
        database.WriteAsync<Result<Experiment>>(
            async (session, token) =>
            {
                var rows = await session.Prepare(Update).Bind(
                    PlanDocument.Write(experiment.Plan), (int)experiment.Status, experiment.Traffic, experiment.Salt,
                    experiment.Phase, ExperimentColumns.Segments(experiment.Segments), experiment.StartedAt?.UtcTicks,
                    experiment.StoppedAt?.UtcTicks, experiment.StopReason, (int?)experiment.Verdict?.Decision,
                    experiment.Verdict?.Reason, experiment.Verdict?.At.UtcTicks, experiment.Verdict?.By,
                    experiment.Id.Value, experiment.Tenant.Value, experiment.Version).ExecuteAsync(token);
                return rows == 1
                    ? experiment with { Version = experiment.Version + 1 }
                    : new Problem.Conflict($"Somebody else changed {experiment.Key} meanwhile; look at it again.");
            },
            ct);

    public ValueTask<IReadOnlyList<Experiment>> PageAsync(
        TenantId tenant, ExperimentStatus? status, ExperimentId? before, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Experiment>>(
            async (session, token) => await session.Prepare(
                    Select + "tenant = @tenant AND (@status < 0 OR status = @status) AND id < @before "
                    + "ORDER BY id DESC LIMIT @count")
                .Bind(tenant.Value, (int?)status ?? -1, before?.Value ?? long.MaxValue, count)
                .ListAsync(ExperimentColumns.Read, token),
            ct);

    public ValueTask<int> CountAsync(TenantId tenant, ExperimentStatus? status, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (int)(await session.Prepare(
                    "SELECT count(*) FROM experiments WHERE tenant = @tenant AND (@status < 0 OR status = @status)")
                .Bind(tenant.Value, (int?)status ?? -1).LongAsync(token) ?? 0),
            ct);

    public ValueTask<IReadOnlyList<Experiment>> ListLiveAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Experiment>>(
            async (session, token) => await session.Prepare(
                    Select + "tenant = @tenant AND status IN (@running, @paused) ORDER BY id")
                .Bind(tenant.Value, (int)ExperimentStatus.Running, (int)ExperimentStatus.Paused)
                .ListAsync(ExperimentColumns.Read, token),
            ct);

    public ValueTask<bool> IsEnabledAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (await session.Prepare(
                    "SELECT enabled FROM experiment_switches WHERE tenant = @tenant")
                .Bind(tenant.Value).ListAsync(row => row.GetBoolean(0), token)) is not [false],
            ct);

    public async ValueTask SetEnabledAsync(TenantId tenant, bool enabled, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(
                    "INSERT INTO experiment_switches (tenant, enabled) VALUES (@tenant, @enabled) "
                    + "ON CONFLICT (tenant) DO UPDATE SET enabled = excluded.enabled")
                .Bind(tenant.Value, enabled).ExecuteAsync(token),
            ct);

    public ValueTask<int> RecordExposuresAsync(
        TenantId tenant, IReadOnlyCollection<Exposure> exposures, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                var added = 0;
                foreach (var exposure in exposures)
                {
                    added += await session.Prepare(InsertExposure).Bind(
                        exposure.Experiment.Value, exposure.Phase, exposure.Variant, exposure.At.UtcTicks,
                        exposure.Day.Number, exposure.Definition, exposure.ClassKey, exposure.Learner.Value,
                        tenant.Value).ExecuteAsync(token);
                }

                return added;
            },
            ct);

    public ValueTask<IReadOnlyList<Exposure>> FindExposuresAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> learners, CancellationToken ct) =>
        AmongAsync(
            tenant, [.. learners.Select(id => id.Value)],
            "SELECT experiment_id, phase, learner_id, variant, exposed_at, day, definition, "
            + "class_key FROM experiment_exposures", "learner_id",
            row => new Exposure(
                new(row.GetInt64(0)), row.GetInt32(1), new(row.GetInt64(2)), row.GetString(3), row.Instant(4),
                new(row.GetInt32(5)), row.GetString(6), row.TextOrNull(7)),
            ct);

    public ValueTask<IReadOnlyDictionary<string, int>> CountExposuresAsync(
        TenantId tenant, ExperimentId experiment, int phase, DateTimeOffset asOf, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, int>>(
            async (session, token) => (await session.Prepare(
                    "SELECT e.variant, count(*) FROM experiment_exposures e "
                    + $"WHERE {AnalysedExposures} GROUP BY e.variant")
                .Bind(experiment.Value, phase, tenant.Value, asOf.UtcTicks)
                .ListAsync(row => (Variant: row.GetString(0), Count: row.GetInt32(1)), token))
                .ToDictionary(row => row.Variant, row => row.Count),
            ct);

    public ValueTask<IReadOnlyList<ExposureDay>> CountExposureDaysAsync(
        TenantId tenant, ExperimentId experiment, int phase, DateTimeOffset asOf, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ExposureDay>>(
            async (session, token) => await session.Prepare(
                    "SELECT e.day, e.variant, count(*) FROM experiment_exposures e "
                    + $"WHERE {AnalysedExposures} GROUP BY e.day, e.variant ORDER BY e.day")
                .Bind(experiment.Value, phase, tenant.Value, asOf.UtcTicks)
                .ListAsync(row => new ExposureDay(new(row.GetInt32(0)), row.GetString(1), row.GetInt32(2)), token),
            ct);

    public ValueTask<IReadOnlyList<ArmSets>> CountSetsAsync(
        TenantId tenant, ExperimentId experiment, int phase, DateTimeOffset asOf, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ArmSets>>(
            async (session, token) => await session.Prepare(
                    "SELECT e.variant, count(*), count(*) FILTER (WHERE EXISTS "
                    + "(SELECT 1 FROM feedback_events f WHERE f.set_id = s.id)) FROM experiment_exposures e "
                    + "JOIN recommendation_sets s ON s.learner_id = e.learner_id AND s.generated_at >= e.exposed_at "
                    + $"AND s.generated_at <= @asOf WHERE {AnalysedExposures} GROUP BY e.variant ORDER BY e.variant")
                .Bind(asOf.UtcTicks, experiment.Value, phase, tenant.Value)
                .ListAsync(row => new ArmSets(row.GetString(0), row.GetInt32(1), row.GetInt32(2)), token),
            ct);

    public async ValueTask ForceAsync(TenantId tenant, ForcedVariant forced, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(
                    "INSERT INTO forced_variants (experiment_id, learner_id, tenant, variant) "
                    + "VALUES (@experiment, @learner, @tenant, @variant) "
                    + "ON CONFLICT (experiment_id, learner_id) DO UPDATE SET variant = excluded.variant")
                .Bind(forced.Experiment.Value, forced.Learner.Value, tenant.Value, forced.Variant).ExecuteAsync(token),
            ct);

    public ValueTask<IReadOnlyList<ForcedVariant>> FindForcedAsync(
        TenantId tenant, IReadOnlyCollection<ExperimentId> experiments, CancellationToken ct) =>
        AmongAsync(
            tenant, [.. experiments.Select(id => id.Value)],
            "SELECT experiment_id, learner_id, variant FROM forced_variants", "experiment_id",
            row => new ForcedVariant(new(row.GetInt64(0)), new(row.GetInt64(1)), row.TextOrNull(2)), ct);

    public ValueTask<IReadOnlyList<LearnerFacts>> FindFactsAsync(
        TenantId tenant, ExperimentId experiment, int phase, FactSources sources, DateTimeOffset asOf, LocalDay lastDay,
        double streakMinutes, SkillLevel? level, CancellationToken ct) =>
        database.ReadAsync(
            (session, token) => FactReads.OfExposedAsync(
                session, tenant, experiment, phase, sources, asOf, lastDay, streakMinutes, level, token),
            ct);

    public ValueTask<IReadOnlyList<LearnerFacts>> FindBaselineAsync(
        TenantId tenant, FactSources sources, LocalDay from, LocalDay lastDay, double streakMinutes,
        CancellationToken ct) =>
        database.ReadAsync(
            (session, token) => FactReads.OfEverybodyAsync(
                session, tenant, sources, from, lastDay, streakMinutes, token),
            ct);

    private ValueTask<IReadOnlyList<T>> AmongAsync<TKey, T>(
        TenantId tenant, IReadOnlyCollection<TKey> keys, string select, string column, Func<DbDataReader, T> map,
        CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<T>>(
            async (session, token) =>
            {
                var found = new List<T>();
                foreach (var part in keys.Distinct().Chunk(InList.Most))
                {
                    found.AddRange(await session.Prepare(
                            $"{select} WHERE tenant = @tenant AND {column} IN ({InList.Text("id", part.Length)})")
                        .Bind(InList.Values(part, tenant.Value)).ListAsync(map, token));
                }

                return found;
            },
            ct);
}
