using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Postgres;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Moving;

/// <summary>What has been moved: rows of each table, found the same on both sides.</summary>
public sealed record StoreMoved(IReadOnlyDictionary<string, long> Rows);

/// <summary>
/// Moves an installation from an SQLite file into an empty PostgreSQL database. Each page of rows and the note of how
/// far it went are one transaction, so a move that was interrupted goes on where it stopped; at the end both sides are
/// counted and summed up. Nobody may write to either meanwhile.
/// </summary>
public sealed class StoreMove
{
    private const int PageRows = 5_000;

    private readonly SqliteDatabase _from;
    private readonly PostgresDatabase _to;
    private readonly string _source;
    private readonly IReadOnlyList<MovedTable> _tables;

    private StoreMove(SqliteDatabase from, PostgresDatabase to, string source, IReadOnlyList<MovedTable> tables) =>
        (_from, _to, _source, _tables) = (from, to, source, tables);

    /// <param name="file">The SQLite file, which is there; it is brought to this program's schema first.</param>
    /// <param name="connectionString">The PostgreSQL database.</param>
    public static async ValueTask<Result<StoreMoved>> RunAsync(
        string file, string connectionString, IProgress<double> progress, CancellationToken ct)
    {
        if (!DatabaseKind.IsPostgres(connectionString))
        {
            return new Problem.Invalid("The target is a PostgreSQL connection string: Host=…;Database=…");
        }

        await using var from = new SqliteDatabase($"Data Source={file}");
        await using var to = new PostgresDatabase(connectionString);
        await from.MigrateAsync(ct);
        await to.MigrateAsync(ct);
        using var lease = await from.RentAsync(ct);
        await using var context = lease.Session.Context();
        return await new StoreMove(from, to, Path.GetFullPath(file), MovedTable.All(context.Model))
            .RunAsync(progress, ct);
    }

    private async ValueTask<Result<StoreMoved>> RunAsync(IProgress<double> progress, CancellationToken ct)
    {
        if (await BeginAsync(ct) is { } refusal) return refusal;

        var counts = new Dictionary<string, long>();
        var total = 0L;
        foreach (var table in _tables)
        {
            counts[table.Name] = await _from.ReadAsync(
                async (session, token) => (await session.Once($"SELECT count(*) FROM {table.Name}").LongAsync(token))
                    ?? 0, ct);
            total += counts[table.Name];
        }

        var done = 0L;
        foreach (var table in _tables)
        {
            await CopyAsync(table, moved => progress.Report((double)(done + moved) / Math.Max(total, 1)), ct);
            done += counts[table.Name];
        }

        foreach (var table in _tables)
        {
            var source = await _from.ReadAsync((session, token) => TableRows.SumAsync(session, table, token), ct);
            var target = await _to.ReadAsync((session, token) => TableRows.SumAsync(session, table, token), ct);
            if (source != target)
            {
                return new Problem.Conflict(
                    $"{table.Name} differs after the move: {source.Rows} rows here, {target.Rows} there. Did somebody "
                    + "write meanwhile? Empty the target and move again.");
            }
        }

        await EndAsync(ct);
        return new StoreMoved(counts);
    }

    /// <summary>Notes whence the rows come; refuses a target that holds anything else.</summary>
    private ValueTask<Problem?> BeginAsync(CancellationToken ct) => _to.WriteAsync<Problem?>(
        async (session, token) =>
        {
            await session.Once(
                """
                CREATE TABLE IF NOT EXISTS store_move
                    (source text NOT NULL, name text NOT NULL, rows bigint NOT NULL, PRIMARY KEY (source, name))
                """).ExecuteAsync(token);
            var sources = await session.Once("SELECT DISTINCT source FROM store_move")
                .ListAsync(row => row.GetString(0), token);
            if (sources.Count > 0)
            {
                if (sources is [var only] && only == _source) return null;

                session.Undo();
                return new Problem.Conflict($"The target is being moved to from {sources[0]}.");
            }

            foreach (var table in _tables)
            {
                if (await session.Once($"SELECT count(*) FROM (SELECT 1 FROM {table.Name} LIMIT 1) one")
                    .LongAsync(token) is not 0)
                {
                    session.Undo();
                    return new Problem.Conflict($"The target is not empty: there are rows in {table.Name}.");
                }
            }

            foreach (var table in _tables)
            {
                await session.Prepare("INSERT INTO store_move (source, name, rows) VALUES (@source, @name, 0)")
                    .Bind(_source, table.Name).ExecuteAsync(token);
            }

            return null;
        },
        ct);

    private async ValueTask CopyAsync(MovedTable table, Action<long> moved, CancellationToken ct)
    {
        var rows = await _to.ReadAsync(
            async (session, token) => await session.Prepare(
                    "SELECT rows FROM store_move WHERE source = @source AND name = @name")
                .Bind(_source, table.Name).LongAsync(token) ?? 0, ct);
        var after = rows == 0 ? null : await _from.ReadAsync(
            async (session, token) => (await session.Once(
                    $"SELECT {table.KeyNames} FROM {table.Name} ORDER BY {table.KeyNames} LIMIT 1 OFFSET {rows - 1}")
                .ListAsync(
                    row => Enumerable.Range(0, table.Key).Select(i => (object?)row.GetValue(i)).ToArray(), token))
                .Single(), ct);
        while (true)
        {
            var page = await _from.ReadAsync(
                (session, token) => TableRows.PageAsync(session, table, after, PageRows, token), ct);
            if (page.Count == 0) return;

            await _to.WriteAsync(
                async (session, token) =>
                {
                    await _to.InsertAsync(session, table.Name, table.Columns, page, token);
                    return await session.Prepare(
                            "UPDATE store_move SET rows = rows + @rows WHERE source = @source AND name = @name")
                        .Bind(page.Count, _source, table.Name).ExecuteAsync(token);
                },
                ct);
            rows += page.Count;
            after = page[^1];
            moved(rows);
        }
    }

    /// <summary>New rows get numbers after the moved ones, and the note of the move goes.</summary>
    private async ValueTask EndAsync(CancellationToken ct) => await _to.WriteAsync(
        async (session, token) =>
        {
            foreach (var table in _tables.Where(table => table.Numbered is not null))
            {
                await session.Once(
                    $"SELECT setval(pg_get_serial_sequence('{table.Name}', '{table.Numbered}'), max({table.Numbered})) "
                    + $"FROM {table.Name} HAVING max({table.Numbered}) IS NOT NULL").ExecuteAsync(token);
            }

            return await session.Once("DROP TABLE store_move").ExecuteAsync(token);
        },
        ct);
}
