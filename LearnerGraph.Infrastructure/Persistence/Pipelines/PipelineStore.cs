using System.Text.Json;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Pipelines;

/// <summary>Runs, states and products of pipelines in the relational store.</summary>
internal sealed class PipelineStore(IDatabase database) : IPipelineStore
{
    private const string InsertRun = """
        INSERT INTO pipeline_runs (tenant, pipeline, status, triggered_by, asked_by, assets, force, asked_at, retry_of,
            is_cancel_asked)
        VALUES (@tenant, @pipeline, @status, @trigger, @by, @assets, @force, @asked, @retry, @cancel) RETURNING id
        """;

    private const string UpdateRun = """
        UPDATE pipeline_runs SET status = @status, started_at = @started, finished_at = @finished, error = @error
        WHERE id = @id AND tenant = @tenant
        """;

    private const string UpsertStep = """
        INSERT INTO pipeline_steps (run_id, asset, part, tenant, status, attempt, rows_in, rows_out, started_at,
            seconds, peak_bytes, message, checks)
        VALUES (@run, @asset, @part, @tenant, @status, @attempt, @in, @out, @started, @seconds, @peak, @message,
            @checks)
        ON CONFLICT (run_id, asset, part) DO UPDATE SET status = excluded.status, attempt = excluded.attempt,
            rows_in = excluded.rows_in, rows_out = excluded.rows_out, seconds = excluded.seconds,
            peak_bytes = excluded.peak_bytes, message = excluded.message, checks = excluded.checks
        """;

    private const string UpsertState = """
        INSERT INTO asset_states (tenant, asset, part, version, source_hash, watermark, fingerprint, output_hash, rows,
            made_at, run_id, inputs)
        VALUES (@tenant, @asset, @part, @version, @source, @watermark, @fingerprint, @output, @rows, @at, @run, @inputs)
        ON CONFLICT (tenant, asset, part) DO UPDATE SET version = excluded.version,
            source_hash = excluded.source_hash, watermark = excluded.watermark, fingerprint = excluded.fingerprint,
            output_hash = excluded.output_hash, rows = excluded.rows, made_at = excluded.made_at,
            run_id = excluded.run_id, inputs = excluded.inputs
        """;

    private const string UpsertItem = """
        INSERT INTO asset_items (tenant, asset, part, item_key, hash, document)
        VALUES (@tenant, @asset, @part, @key, @hash, @document)
        ON CONFLICT (tenant, asset, part, item_key) DO UPDATE SET hash = excluded.hash, document = excluded.document
        """;

    // A learner erased in this moment leaves no document behind.
    private const string UpsertLearnerItem = """
        INSERT INTO asset_items (tenant, asset, part, item_key, hash, document, learner_id)
        SELECT tenant, @asset, @part, @key, @hash, @document, id FROM learners WHERE id = @learner AND tenant = @tenant
        ON CONFLICT (tenant, asset, part, item_key) DO UPDATE SET hash = excluded.hash, document = excluded.document
        """;

    private static readonly string[] PartTables = ["asset_items", "asset_states"];

    public ValueTask<PipelineRun> AddRunAsync(PipelineRun run, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) => run with
            {
                Id = new((await session.Prepare(InsertRun).Bind(
                    run.Tenant.Value, run.Pipeline, (int)run.Status, (int)run.Trigger, run.By,
                    ReaderExtensions.ToJson(run.Assets), run.Force, run.AskedAt.UtcTicks, run.RetryOf?.Value,
                    run.IsCancelAsked).LongAsync(token))!.Value),
            },
            ct);

    public async ValueTask SaveRunAsync(PipelineRun run, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(UpdateRun).Bind(
                (int)run.Status, run.StartedAt?.UtcTicks, run.FinishedAt?.UtcTicks, run.Error, run.Id.Value,
                run.Tenant.Value).ExecuteAsync(token),
            ct);

    public ValueTask<Result<PipelineRun>> CancelAsync(TenantId tenant, PipelineRunId run, CancellationToken ct) =>
        database.WriteAsync<Result<PipelineRun>>(
            async (session, token) =>
            {
                var found = await session.Prepare(
                        $"SELECT {PipelineColumns.Run} FROM pipeline_runs WHERE id = @id AND tenant = @tenant"
                        + database.ForUpdate)
                    .Bind(run.Value, tenant.Value).ListAsync(PipelineColumns.ReadRun, token);
                if (found.Count == 0) return new Problem.NotFound("pipeline run", $"{run.Value}");
                if (found[0].IsOver) return new Problem.Conflict("The run is over; there is nothing to cancel.");

                await session.Prepare("UPDATE pipeline_runs SET is_cancel_asked = @asked WHERE id = @id")
                    .Bind(true, run.Value).ExecuteAsync(token);
                return found[0] with { IsCancelAsked = true };
            },
            ct);

    public ValueTask<IReadOnlyDictionary<PipelineRunId, PipelineRun>> FindRunsAsync(
        TenantId tenant, IReadOnlyCollection<PipelineRunId> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<PipelineRunId, PipelineRun>>(
            async (session, token) =>
            {
                var found = new Dictionary<PipelineRunId, PipelineRun>(ids.Count);
                foreach (var part in ids.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    foreach (var run in await session.Prepare(
                            $"SELECT {PipelineColumns.Run} FROM pipeline_runs WHERE tenant = @tenant "
                            + $"AND id IN ({InList.Text("id", part.Length)})")
                        .Bind(InList.Values(part, tenant.Value)).ListAsync(PipelineColumns.ReadRun, token))
                    {
                        found[run.Id] = run;
                    }
                }

                return found;
            },
            ct);

    public ValueTask<IReadOnlyList<PipelineRun>> PageRunsAsync(
        TenantId tenant, string? pipeline, PipelineRunId? before, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PipelineRun>>(
            async (session, token) => await session.Prepare(
                    $"SELECT {PipelineColumns.Run} FROM pipeline_runs WHERE tenant = @tenant "
                    + "AND (@pipeline = '' OR pipeline = @pipeline) AND id < @before ORDER BY id DESC LIMIT @count")
                .Bind(tenant.Value, pipeline ?? "", before?.Value ?? long.MaxValue, count)
                .ListAsync(PipelineColumns.ReadRun, token),
            ct);

    public ValueTask<IReadOnlyList<PipelineRun>> OpenRunsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PipelineRun>>(
            async (session, token) => await session.Prepare(
                    $"SELECT {PipelineColumns.Run} FROM pipeline_runs WHERE status IN (@queued, @running) ORDER BY id")
                .Bind((int)RunStatus.Queued, (int)RunStatus.Running).ListAsync(PipelineColumns.ReadRun, token),
            ct);

    public async ValueTask SaveStepAsync(TenantId tenant, RunStep step, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(UpsertStep).Bind(
                step.Run.Value, step.Asset, step.Partition, tenant.Value, (int)step.Status, step.Attempt, step.RowsIn,
                step.RowsOut, step.StartedAt.UtcTicks, step.Seconds, step.PeakBytes, step.Message,
                ReaderExtensions.ToJson(step.Checks)).ExecuteAsync(token),
            ct);

    public ValueTask<IReadOnlyDictionary<PipelineRunId, IReadOnlyList<RunStep>>> StepsAsync(
        TenantId tenant, IReadOnlyCollection<PipelineRunId> runs, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<PipelineRunId, IReadOnlyList<RunStep>>>(
            async (session, token) =>
            {
                var found = new List<RunStep>();
                foreach (var part in runs.Distinct().Select(id => id.Value).Chunk(InList.Most))
                {
                    found.AddRange(await session.Prepare(
                            $"SELECT {PipelineColumns.Step} FROM pipeline_steps WHERE tenant = @tenant "
                            + $"AND run_id IN ({InList.Text("id", part.Length)}) "
                            + "ORDER BY run_id, started_at, asset, part")
                        .Bind(InList.Values(part, tenant.Value)).ListAsync(PipelineColumns.ReadStep, token));
                }

                return found.GroupBy(step => step.Run)
                    .ToDictionary(group => group.Key, IReadOnlyList<RunStep> (group) => group.ToArray());
            },
            ct);

    public async ValueTask LogAsync(TenantId tenant, PipelineRunId run, RunLine line, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(
                    "INSERT INTO pipeline_log (tenant, run_id, at, level, asset, part, line) "
                    + "VALUES (@tenant, @run, @at, @level, @asset, @part, @line)")
                .Bind(tenant.Value, run.Value, line.At.UtcTicks, line.Level, line.Asset, line.Partition, line.Text)
                .ExecuteAsync(token),
            ct);

    public ValueTask<IReadOnlyList<RunLine>> LogOfAsync(
        TenantId tenant, PipelineRunId run, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<RunLine>>(
            async (session, token) =>
            {
                var lines = await session.Prepare(
                        "SELECT at, level, asset, part, line FROM pipeline_log WHERE tenant = @tenant "
                        + "AND run_id = @run ORDER BY id DESC LIMIT @count")
                    .Bind(tenant.Value, run.Value, count).ListAsync(PipelineColumns.ReadLine, token);
                lines.Reverse();
                return lines;
            },
            ct);

    public ValueTask<IReadOnlyList<AssetState>> StatesAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<AssetState>>(
            async (session, token) => await session.Prepare(
                    $"SELECT {PipelineColumns.State} FROM asset_states WHERE tenant = @tenant ORDER BY asset, part")
                .Bind(tenant.Value).ListAsync(PipelineColumns.ReadState, token),
            ct);

    public async ValueTask SaveStateAsync(TenantId tenant, AssetState state, CancellationToken ct) =>
        await database.WriteAsync(
            (session, token) => session.Prepare(UpsertState).Bind(
                tenant.Value, state.Asset, state.Partition, state.Version, state.SourceHash, state.Watermark,
                state.Fingerprint, state.OutputHash, state.Rows, state.At.UtcTicks, state.Run,
                JsonSerializer.Serialize(state.Inputs)).ExecuteAsync(token),
            ct);

    public async ValueTask RemovePartitionsAsync(
        TenantId tenant, string asset, IReadOnlyCollection<string> partitions, CancellationToken ct) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                foreach (var partition in partitions)
                {
                    foreach (var table in PartTables)
                    {
                        await session.Prepare(
                                $"DELETE FROM {table} WHERE tenant = @tenant AND asset = @asset AND part = @part")
                            .Bind(tenant.Value, asset, partition).ExecuteAsync(token);
                    }
                }

                return partitions.Count;
            },
            ct);

    public ValueTask<IReadOnlyDictionary<string, string>> ItemHashesAsync(
        TenantId tenant, string asset, string partition, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(
            async (session, token) => (await session.Prepare(
                    "SELECT item_key, hash FROM asset_items WHERE tenant = @tenant AND asset = @asset AND part = @part")
                .Bind(tenant.Value, asset, partition)
                .ListAsync(row => (Key: row.GetString(0), Hash: row.GetString(1)), token))
                .ToDictionary(row => row.Key, row => row.Hash),
            ct);

    public async ValueTask ChangeItemsAsync(
        TenantId tenant, string asset, string partition, IReadOnlyCollection<AssetItem> written,
        IReadOnlyCollection<string> removed, CancellationToken ct) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                foreach (var item in written)
                {
                    var statement = item.Learner is { } learner
                        ? session.Prepare(UpsertLearnerItem).Bind(
                            asset, partition, item.Key, item.Hash, item.Document, learner.Value, tenant.Value)
                        : session.Prepare(UpsertItem).Bind(
                            tenant.Value, asset, partition, item.Key, item.Hash, item.Document);
                    await statement.ExecuteAsync(token);
                }

                foreach (var key in removed)
                {
                    await session.Prepare(
                            "DELETE FROM asset_items WHERE tenant = @tenant AND asset = @asset AND part = @part "
                            + "AND item_key = @key")
                        .Bind(tenant.Value, asset, partition, key).ExecuteAsync(token);
                }

                return written.Count + removed.Count;
            },
            ct);

    public ValueTask<IReadOnlyDictionary<string, AssetItem>> FindItemsAsync(
        TenantId tenant, string asset, string partition, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<string, AssetItem>>(
            async (session, token) =>
            {
                var found = new List<AssetItem>();
                foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(InList.Most))
                {
                    found.AddRange(await session.Prepare(
                            "SELECT item_key, hash, document, learner_id FROM asset_items WHERE tenant = @tenant "
                            + "AND asset = @asset AND part = @part "
                            + $"AND item_key IN ({InList.Text("key", some.Length)})")
                        .Bind(InList.Values(some, tenant.Value, asset, partition))
                        .ListAsync(PipelineColumns.ReadItem, token));
                }

                return found.ToDictionary(item => item.Key, StringComparer.Ordinal);
            },
            ct);

    public ValueTask<IReadOnlyList<AssetItem>> ItemsAsync(
        TenantId tenant, string asset, string partition, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<AssetItem>>(
            async (session, token) => await session.Prepare(
                    "SELECT item_key, hash, document, learner_id FROM asset_items WHERE tenant = @tenant "
                    + "AND asset = @asset AND part = @part ORDER BY item_key")
                .Bind(tenant.Value, asset, partition).ListAsync(PipelineColumns.ReadItem, token),
            ct);
}
