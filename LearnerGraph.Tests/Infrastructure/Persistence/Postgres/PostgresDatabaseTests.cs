using LearnerGraph.Infrastructure.Persistence.Postgres;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Tests.Support;
using Npgsql;

namespace LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

public sealed class PostgresDatabaseTests
{
    [PostgresFact, Trait("fault", "F17")]
    public async Task Migrate_by_many_processes_at_once_makes_the_schema_once()
    {
        var connectionString = await PostgresDatabases.CreateEmptyAsync();
        var replicas = Enumerable.Range(0, 4).Select(_ => new PostgresDatabase(connectionString)).ToArray();

        await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.MigrateAsync(default).AsTask())));

        (await CountAsync(replicas[0], "SELECT count(*) FROM \"__EFMigrationsHistory\"")).Should().Be(1);
        (await CountAsync(replicas[0], "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).Should().Be(0);
        foreach (var replica in replicas) await replica.DisposeAsync();
    }

    [PostgresFact]
    public async Task Version_before_serves_while_the_schema_grows_and_starts_on_the_newer_one()
    {
        // What an update may do while the version before serves: add tables, columns with a default, indexes.
        var connectionString = await PostgresDatabases.CreateEmptyAsync();
        await using var database = new PostgresDatabase(connectionString);
        await database.MigrateAsync(default);
        await using var host = new Replica(database);
        var catalog = await host.CatalogAsync();
        var learner = await host.LearnerAsync();
        var growing = Task.Run(async () =>
        {
            foreach (var step in new[]
            {
                "ALTER TABLE attempts ADD COLUMN note text", "CREATE TABLE later (tenant text, id bigint)",
                "ALTER TABLE learners ADD COLUMN rank integer NOT NULL DEFAULT 0",
                "CREATE INDEX CONCURRENTLY ix_later ON attempts (note)",
                "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '10.0.0')",
            })
            {
                await PostgresDatabases.RunAsync(connectionString, step);
            }
        });

        var served = 0;
        do
        {
            await host.RecordAsync(learner, StoreHost.Attempt(learner, catalog.Questions[0], served++));
            (await host.Practice.LoadAsync(StoreHost.Tenant, [learner], default)).Should().ContainKey(learner);
        }
        while (!growing.IsCompleted || served < 20);

        await growing;
        await using var restarted = new PostgresDatabase(connectionString);
        await restarted.MigrateAsync(default);
        (await host.Practice.CountAttemptsAsync(StoreHost.Tenant, learner, null, default)).Should().Be(served);
    }

    [PostgresFact, Trait("fault", "F21")]
    public async Task Attempts_of_several_processes_are_numbered_without_gaps_and_no_learner_loses_one()
    {
        await using var first = await PostgresHost.OpenAsync();
        await using var second = new Replica(new PostgresDatabase(first.ConnectionString));
        var catalog = await first.CatalogAsync();
        var learners = new[] { await first.LearnerAsync(), await first.LearnerAsync() };

        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(async () =>
            await (i % 2 == 0 ? (StoreHost)first : second).RecordAsync(
                learners[i / 2 % 2], StoreHost.Attempt(learners[i / 2 % 2], catalog.Questions[0], i)))));

        var ids = new List<long>();
        await foreach (var attempt in first.Practice.JudgedAsync(StoreHost.Tenant, default)) ids.Add(attempt.Id.Value);
        ids.Should().Equal(Enumerable.Range(1, 80).Select(i => (long)i));
        var found = await second.Practice.LoadAsync(StoreHost.Tenant, learners, default);
        found.Values.Select(snapshot => snapshot.State.Totals.Attempts).Should().Equal(40, 40);
    }

    [PostgresFact]
    public async Task Many_attempts_go_in_by_one_command()
    {
        await using var host = await PostgresHost.OpenAsync();
        var catalog = await host.CatalogAsync();
        var learner = await host.LearnerAsync();
        var attempts = Enumerable.Range(0, 50)
            .Select(i => StoreHost.Attempt(learner, catalog.Questions[i % 4], i)).ToArray();
        var count = SqlCounter.Begin();

        await host.RecordAsync(learner, attempts);

        // Learner, known attempts, questions' states, number, copy, the learner's state, outbox.
        count.Commands.Should().BeLessThanOrEqualTo(7);
        (await host.Practice.PageAttemptsAsync(StoreHost.Tenant, learner, null, null, 99, default))
            .Should().HaveCount(50);
    }

    [PostgresFact]
    public async Task Write_runs_again_after_its_connection_is_killed_and_is_kept_once()
    {
        await using var host = await PostgresHost.OpenAsync();
        var learner = await host.LearnerAsync();
        foreach (var isInOrder in new[] { false, true })
        {
            var runs = 0;
            ValueTask<long?> WorkAsync(Session session, CancellationToken token) =>
                KillOnceAsync(session, learner.Value, ++runs == 1, token);

            var version = isInOrder
                ? await host.Database.WriteInOrderAsync(WorkAsync, default)
                : await host.Database.WriteAsync(WorkAsync, default);

            runs.Should().BeGreaterThan(1);
            version.Should().Be(isInOrder ? 3 : 2);
        }
    }

    [PostgresFact]
    public async Task Read_runs_again_after_every_pooled_connection_was_killed()
    {
        await using var host = await PostgresHost.OpenAsync();
        var learner = await host.LearnerAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await host.Learners.FindManyAsync(StoreHost.Tenant, [learner], default))));
        await PostgresDatabases.RunAsync(
            host.ConnectionString,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            + "AND pid <> pg_backend_pid()");

        (await host.Learners.FindManyAsync(StoreHost.Tenant, [learner], default)).Should().ContainKey(learner);
    }

    [PostgresFact]
    public async Task Write_that_deadlocks_with_another_runs_again()
    {
        await using var host = await PostgresHost.OpenAsync();
        var (a, b) = (await host.LearnerAsync(), await host.LearnerAsync());
        using var both = new Barrier(2);
        var met = 0;
        async Task TouchAsync(long first, long second)
        {
            await host.Database.WriteAsync(
                async (session, token) =>
                {
                    await TouchedAsync(session, first, token);
                    if (Interlocked.Increment(ref met) <= 2) both.SignalAndWait(TimeSpan.FromSeconds(10), token);
                    return await TouchedAsync(session, second, token);
                },
                default);
        }

        await Task.WhenAll(
            Task.Run(() => TouchAsync(a.Value, b.Value)), Task.Run(() => TouchAsync(b.Value, a.Value)));

        var states = await host.Practice.LoadAsync(StoreHost.Tenant, [a, b], default);
        states.Values.Select(snapshot => snapshot.State.Version).Should().Equal(3, 3);
    }

    [PostgresFact, Trait("fault", "F32")]
    public async Task Commit_whose_answer_is_lost_is_kept_once_whether_it_arrived_or_not()
    {
        await using var host = await PostgresHost.OpenAsync();
        var learner = await host.LearnerAsync();
        var words = new NpgsqlConnectionStringBuilder(host.ConnectionString);
        foreach (var cut in new[] { TcpProxy.Cut.AfterPassing, TcpProxy.Cut.BeforePassing })
        {
            var before = (await host.Practice.LoadAsync(StoreHost.Tenant, [learner], default))[learner].State.Version;
            var cuts = 0;
            await using var proxy = new TcpProxy(
                words.Port,
                bytes => bytes.Span.IndexOf("COMMIT"u8) >= 0 && Interlocked.Increment(ref cuts) == 1
                    ? cut : TcpProxy.Cut.None);
            await using (var behind = new PostgresDatabase(
                $"{host.ConnectionString};Port={proxy.Port};SSL Mode=Disable"))
            {
                var version = await behind.WriteAsync(
                    (session, token) => TouchedAsync(session, learner.Value, token), default);
                version.Should().Be(before + 1);
            }

            cuts.Should().BeGreaterThanOrEqualTo(1, $"the line is cut {cut}");
            (await host.Practice.LoadAsync(StoreHost.Tenant, [learner], default))[learner].State.Version
                .Should().Be(before + 1, $"the line was cut {cut}");
        }
    }

    private static async ValueTask<long?> KillOnceAsync(
        Session session, long learner, bool isKilled, CancellationToken ct)
    {
        var version = await TouchedAsync(session, learner, ct);
        if (isKilled)
        {
            using var kill = session.Once("SELECT pg_terminate_backend(pg_backend_pid())");
            await kill.ScalarAsync(ct);
        }

        return version;
    }

    private static ValueTask<long?> TouchedAsync(Session session, long learner, CancellationToken ct) =>
        session.Prepare("UPDATE learners SET state_version = state_version + 1 WHERE id = @id RETURNING state_version")
            .Bind(learner).LongAsync(ct);

    private static ValueTask<long?> CountAsync(PostgresDatabase database, string sql) =>
        database.ReadAsync((session, token) => session.Prepare(sql).LongAsync(token), default);

    /// <summary>The stores over a database that somebody else cleans up.</summary>
    private sealed class Replica(PostgresDatabase database) : StoreHost(database)
    {
        public override ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
