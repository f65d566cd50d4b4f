using System.Diagnostics;
using System.Globalization;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Infrastructure.Persistence.Experiments;
using LearnerGraph.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>A whole result over a million daily facts: what the store reads, then the analysis.</summary>
internal static class ResultsLook
{
    private const int Learners = 40_000;
    private const int Days = 25;
    private const int Repeats = 5;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync()
    {
        string file = Path.Combine(Path.GetTempPath(), $"learnergraph-results-{Guid.NewGuid():N}.db");
        try
        {
            await using var database = new SqliteDatabase($"Data Source={file}");
            await database.MigrateAsync(default);
            Fill(file);
            var store = new ExperimentStore(database);
            var experiment = await ExposeAsync(store);
            var times = new List<(double Read, double Analyze)>();
            for (int i = 0; i < Repeats; i++) times.Add(await LookAsync(store, experiment));
            foreach (var (read, analyze) in times.OrderBy(time => time.Read + time.Analyze))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"read {read,7:0} ms   analyze {analyze,6:0} ms   in all {read + analyze,7:0} ms"));
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            foreach (string ending in (string[])["", "-wal", "-shm"]) File.Delete(file + ending);
        }
    }

    private static async Task<(double Read, double Analyze)> LookAsync(
        ExperimentStore store, Experiment experiment)
    {
        var asOf = Start.AddDays(Days + 1);
        var last = LocalDay.At(asOf, TimeZoneInfo.Utc);
        var (tenant, id, phase, plan) = (TenantId.Default, experiment.Id, experiment.Phase, experiment.Plan);
        long began = Stopwatch.GetTimestamp();
        var counts = await store.CountExposuresAsync(tenant, id, phase, asOf, default);
        var days = await store.CountExposureDaysAsync(tenant, id, phase, asOf, default);
        var sets = await store.CountSetsAsync(tenant, id, phase, asOf, default);
        var facts = await store.FindFactsAsync(
            tenant, id, phase, Outcomes.SourcesOf(plan), asOf, last, 15, null, default);
        double read = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        began = Stopwatch.GetTimestamp();
        var results = ExperimentAnalysis.Analyze(
            experiment, counts, Outcomes.Of(plan, facts, last), asOf, new(counts, days, sets),
            Outcomes.Slices(plan, facts, last));
        double analyze = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (facts.Count != Learners || results.Metrics.Count != 7)
            throw new InvalidOperationException("The result is not over all learners and metrics.");
        return (read, analyze);
    }

    private static async Task<Experiment> ExposeAsync(ExperimentStore store)
    {
        var plan = new ExperimentPlan(
            "Bench", "None.",
            [
                new("control", "Control", "hybrid_v1", [], 0.5, true),
                new("treatment", "Treatment", "content_based_v1", [], 0.5, false),
            ],
            MetricKind.PracticeMinutes,
            [MetricKind.RetentionD1, MetricKind.RetentionD7, MetricKind.MasteryGain, MetricKind.Accuracy,
                MetricKind.StreakKept],
            [new(MetricKind.ErrorRate, 0.1)]);
        var draft = Experiment.Draft(TenantId.Default, "bench", plan, 1, Start, "bench");
        var stored = await store.AddAsync(Known(Known(draft).Start(Start, [])), default);
        var experiment = Known(stored);
        var first = LocalDay.At(Start, TimeZoneInfo.Utc);
        await store.RecordExposuresAsync(
            TenantId.Default,
            [.. Enumerable.Range(1, Learners).Select(i => new Exposure(
                experiment.Id, experiment.Phase, new LearnerId(i), i % 2 == 0 ? "control" : "treatment",
                Start.AddHours(1), first, "definition"))],
            default);
        return experiment;
    }

    private static T Known<T>(Result<T> result)
        where T : notnull =>
        result.TryGet(out var value, out var problem) ? value : throw new InvalidOperationException(problem.Message);

    private static void Fill(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        int day = LocalDay.At(Start, TimeZoneInfo.Utc).Number;
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Learners})
            INSERT INTO learners (id, tenant, external_id, username, time_zone, skill_level, preferred_difficulty,
                goals, personalization, experiments, created_at, version, is_synthetic, state_version)
            SELECT i, '{TenantId.Default.Value}', 'l' || i, 'l' || i, 'UTC', i % 3, 0.5, '[]', 1, 1,
                {Start.UtcTicks}, 1, 1, 0 FROM n;
            WITH RECURSIVE d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < {Days - 1})
            INSERT INTO practice_days (learner_id, day, tenant, minutes, attempts, correct, concepts_mastered)
            SELECT id, {day} + k, tenant, (id * 7 + k * 13) % 40, 5 + (id + k) % 10, (id + k) % 5, (id + k) % 2
            FROM learners CROSS JOIN d;
            """);
        command.ExecuteNonQuery();
    }
}
