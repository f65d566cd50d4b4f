using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Models;

/// <summary>Trainings and versions in the relational store.</summary>
internal sealed class ModelRegistry(IDatabase database) : IModelRegistry
{
    private const string InsertRun = """
        INSERT INTO training_runs (tenant, model, status, asked_by, source, parameters, asked_at, started_at,
            peak_bytes, message, is_cancel_asked, series, metrics)
        VALUES (@tenant, @model, @status, @by, @source, @parameters, @asked, @started, @peak, @message, @cancel,
            @series, @metrics) RETURNING id
        """;

    private const string UpdateRun = """
        UPDATE training_runs SET status = @status, started_at = @started, finished_at = @finished,
            data_version = @data, code_version = @code, feature_version = @feature, artefact = @artefact,
            version_id = @version, peak_bytes = @peak, message = @message, series = @series, metrics = @metrics
        WHERE id = @id AND tenant = @tenant
        """;

    private const string InsertVersion = """
        INSERT INTO model_versions (tenant, model, number, stage, created_at, artefact, is_own, parameters, evaluation,
            served_at)
        VALUES (@tenant, @model, @number, @stage, @created, @artefact, @own, @parameters, @evaluation, @served)
        RETURNING id
        """;

    public ValueTask<TrainingRun> AddRunAsync(TrainingRun run, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) => run with
            {
                Id = new((await session.Prepare(InsertRun).Bind(
                    run.Tenant.Value, run.Model, (int)run.Status, run.By, run.Source,
                    ModelColumns.ToJson(run.Parameters), run.AskedAt.UtcTicks, run.StartedAt?.UtcTicks, run.PeakBytes,
                    run.Message, run.IsCancelAsked, ReaderExtensions.ToJson(run.Series),
                    ModelColumns.ToJson(run.Metrics)).LongAsync(token))!.Value),
            },
            ct);

    public async ValueTask SaveRunAsync(TrainingRun run, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(UpdateRun).Bind(
                (int)run.Status, run.StartedAt?.UtcTicks, run.FinishedAt?.UtcTicks, run.DataVersion, run.CodeVersion,
                run.FeatureVersion, run.ArtefactHash, run.Version?.Value, run.PeakBytes, run.Message,
                ReaderExtensions.ToJson(run.Series), ModelColumns.ToJson(run.Metrics), run.Id.Value, run.Tenant.Value)
                .ExecuteAsync(token),
            ct);

    public ValueTask<Result<TrainingRun>> CancelRunAsync(TenantId tenant, TrainingRunId id, CancellationToken ct) =>
        database.WriteAsync<Result<TrainingRun>>(
            async (session, token) =>
            {
                var found = await session.Prepare(
                        $"SELECT {ModelColumns.Run} FROM training_runs WHERE id = @id AND tenant = @tenant"
                        + database.ForUpdate)
                    .Bind(id.Value, tenant.Value).ListAsync(ModelColumns.ReadRun, token);
                if (found.Count == 0) return new Problem.NotFound("training run", $"{id.Value}");
                if (found[0].IsOver) return new Problem.Conflict("The run is over; there is nothing to cancel.");

                await session.Prepare("UPDATE training_runs SET is_cancel_asked = @asked WHERE id = @id")
                    .Bind(true, id.Value).ExecuteAsync(token);
                return found[0] with { IsCancelAsked = true };
            },
            ct);

    public ValueTask<IReadOnlyDictionary<TrainingRunId, TrainingRun>> FindRunsAsync(
        TenantId tenant, IReadOnlyCollection<TrainingRunId> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<TrainingRunId, TrainingRun>>(
            async (session, token) =>
            {
                var found = new List<TrainingRun>(ids.Count);
                foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    found.AddRange(await session.Prepare(
                            $"SELECT {ModelColumns.Run} FROM training_runs WHERE tenant = @tenant "
                            + $"AND id IN ({InList.Text("id", part.Length)})")
                        .Bind(InList.Values(part, tenant.Value)).ListAsync(ModelColumns.ReadRun, token));
                }

                return found.ToDictionary(run => run.Id);
            },
            ct);

    public ValueTask<IReadOnlyList<TrainingRun>> PageRunsAsync(
        TenantId tenant, string? model, TrainingRunId? before, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TrainingRun>>(
            async (session, token) => await session.Prepare(
                    $"SELECT {ModelColumns.Run} FROM training_runs WHERE tenant = @tenant "
                    + "AND (@model = '' OR model = @model) AND id < @before ORDER BY id DESC LIMIT @count")
                .Bind(tenant.Value, model ?? "", before?.Value ?? long.MaxValue, count)
                .ListAsync(ModelColumns.ReadRun, token),
            ct);

    public ValueTask<int> CountRunsAsync(TenantId tenant, string? model, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) => (int)((await session.Prepare(
                    "SELECT COUNT(*) FROM training_runs WHERE tenant = @tenant AND (@model = '' OR model = @model)")
                .Bind(tenant.Value, model ?? "").LongAsync(token)) ?? 0),
            ct);

    public ValueTask<IReadOnlyList<TrainingRun>> OpenRunsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TrainingRun>>(
            async (session, token) => await session.Prepare(
                    $"SELECT {ModelColumns.Run} FROM training_runs WHERE status IN (@queued, @running) ORDER BY id")
                .Bind((int)RunStatus.Queued, (int)RunStatus.Running).ListAsync(ModelColumns.ReadRun, token),
            ct);

    public ValueTask<ModelVersion> AddVersionAsync(ModelVersion version, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await database.LockAsync(session, LockOf(version.Tenant, version.Model), token);
                var number = 1 + (int)((await session.Prepare(
                        "SELECT COALESCE(MAX(number), 0) FROM model_versions WHERE tenant = @tenant AND model = @model")
                    .Bind(version.Tenant.Value, version.Model).LongAsync(token)) ?? 0);
                var id = await session.Prepare(InsertVersion).Bind(
                    version.Tenant.Value, version.Model, number, (int)version.Stage, version.CreatedAt.UtcTicks,
                    version.ArtefactHash, version.IsOwn, ModelColumns.ToJson(version.Parameters),
                    ModelColumns.ToJson(version.Evaluation), version.ServedAt?.UtcTicks).LongAsync(token);
                return version with { Id = new(id!.Value), Number = number };
            },
            ct);

    public async ValueTask SaveEvaluationAsync(ModelVersion version, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(
                    "UPDATE model_versions SET evaluation = @evaluation WHERE id = @id AND tenant = @tenant")
                .Bind(ModelColumns.ToJson(version.Evaluation), version.Id.Value, version.Tenant.Value)
                .ExecuteAsync(token),
            ct);

    public ValueTask<IReadOnlyDictionary<ModelVersionId, ModelVersion>> FindVersionsAsync(
        TenantId tenant, IReadOnlyCollection<ModelVersionId> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<ModelVersionId, ModelVersion>>(
            async (session, token) =>
            {
                var found = new List<ModelVersion>(ids.Count);
                foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    found.AddRange(await session.Prepare(
                            $"SELECT {ModelColumns.Version} FROM model_versions WHERE tenant = @tenant "
                            + $"AND id IN ({InList.Text("id", part.Length)})")
                        .Bind(InList.Values(part, tenant.Value)).ListAsync(ModelColumns.ReadVersion, token));
                }

                return found.ToDictionary(version => version.Id);
            },
            ct);

    public ValueTask<IReadOnlyDictionary<string, IReadOnlyList<ModelVersion>>> VersionsAsync(
        TenantId tenant, IReadOnlyCollection<string> models, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, IReadOnlyList<ModelVersion>>>(
            async (session, token) => (await session.Prepare(
                    $"SELECT {ModelColumns.Version} FROM model_versions WHERE tenant = @tenant ORDER BY id DESC")
                .Bind(tenant.Value).ListAsync(ModelColumns.ReadVersion, token))
                .Where(version => models.Contains(version.Model))
                .GroupBy(version => version.Model)
                .ToDictionary(group => group.Key, IReadOnlyList<ModelVersion> (group) => group.ToArray()),
            ct);

    public ValueTask<Result<ModelVersion[]>> MoveAsync(
        TenantId tenant, string model, Func<IReadOnlyList<ModelVersion>, Result<ModelVersion[]>> decide,
        CancellationToken ct) =>
        database.WriteAsync<Result<ModelVersion[]>>(
            async (session, token) =>
            {
                await database.LockAsync(session, LockOf(tenant, model), token);
                var versions = await session.Prepare(
                        $"SELECT {ModelColumns.Version} FROM model_versions WHERE tenant = @tenant AND model = @model "
                        + "ORDER BY id DESC")
                    .Bind(tenant.Value, model).ListAsync(ModelColumns.ReadVersion, token);
                if (!decide(versions).TryGet(out var moved, out var problem)) return problem;

                foreach (var version in moved)
                {
                    await session.Prepare(
                            "UPDATE model_versions SET stage = @stage, served_at = @served WHERE id = @id")
                        .Bind((int)version.Stage, version.ServedAt?.UtcTicks, version.Id.Value).ExecuteAsync(token);
                }

                return moved;
            },
            ct);

    public ValueTask<IReadOnlyList<ModelVersion>> LiveAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ModelVersion>>(
            async (session, token) => await session.Prepare(
                    $"SELECT {ModelColumns.Version} FROM model_versions WHERE stage IN (@production, @shadow) "
                    + "ORDER BY id")
                .Bind((int)ModelStage.Production, (int)ModelStage.Shadow).ListAsync(ModelColumns.ReadVersion, token),
            ct);

    private static string LockOf(TenantId tenant, string model) => $"models/{tenant.Value}/{model}";
}
