using System.Diagnostics;
using System.Threading.Channels;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Reads, sorts by learner and records in batches; many learners' decisions share a transaction.</summary>
internal sealed class AttemptImport(
    ILearnerStore learners,
    IPracticeStore practice,
    ICatalogStore catalog,
    ICatalogSource catalogs,
    Tracer tracer,
    TimeProvider clock) : IAttemptImport
{
    /// <summary>Rows that are sorted by learner together; each learner's are one decision.</summary>
    private const int RowsAtOnce = 20_000;

    public async ValueTask<Result<ImportReport>> RunAsync(
        TenantId tenant, AttemptFile file, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (!File.Exists(file.Path)) return new Problem.NotFound("file", file.Path);

        try
        {
            return await RunAsync(tenant, new AttemptSource(file), progress, ct);
        }
        catch (ImportException exception)
        {
            return new Problem.Invalid(exception.Message);
        }
    }

    /// <exception cref="ImportException">The file is not of the format.</exception>
    internal async ValueTask<ImportReport> RunAsync(
        TenantId tenant, AttemptSource source, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var format = FormatOf(source.File);
        var (concepts, questions) = await PrepareAsync(tenant, source, format, ct);
        var run = new Run(await catalogs.GetAsync(tenant, ct));

        // One batch is parsed while the one before is written.
        var batches = Channel.CreateBounded<List<AnswerLine>>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAsync(source, format, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                await WriteAsync(tenant, source, run, batch, ct);
                progress?.Report(new ImportProgress(
                    source.Done, run.Rows, run.Added, run.Duplicates, run.Rejected, run.Learners.Count));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        return new ImportReport(
            run.Rows, run.Added, run.Duplicates, run.Rejected, run.Skipped, run.Learners.Count, concepts, questions,
            Stopwatch.GetElapsedTime(startedAt), run.Problems);
    }

    private static IAnswerFormat FormatOf(AttemptFile file) => file.Format switch
    {
        AttemptFormat.LearnerGraph => new OwnFormat(),
        AttemptFormat.Assistments => new AssistmentsFormat(file.Prefix ?? "assist", file.StartDate),
        AttemptFormat.Anki => new AnkiFormat(file.Prefix ?? "anki", file.Learner ?? "anki-1"),
        _ => throw new ArgumentOutOfRangeException(nameof(file), file.Format, null),
    };

    private static async Task ReadAsync(
        AttemptSource source, IAnswerFormat format, ChannelWriter<List<AnswerLine>> batches, CancellationToken ct)
    {
        try
        {
            using var text = source.Open();
            var batch = new List<AnswerLine>(RowsAtOnce);
            foreach (var line in format.ReadAnswers(text))
            {
                batch.Add(line);
                if (batch.Count < RowsAtOnce) continue;

                await batches.WriteAsync(batch, ct);
                batch = new List<AnswerLine>(RowsAtOnce);
            }

            if (batch.Count > 0) await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (OperationCanceledException)
        {
            batches.TryComplete();
        }
        catch (Exception exception)
        {
            // Told to the writer, which is the one that the caller waits for.
            batches.TryComplete(exception);
        }
    }

    /// <summary>Adds the courses, concepts and questions that the file implies and that are not there yet.</summary>
    private async ValueTask<(int Concepts, int Questions)> PrepareAsync(
        TenantId tenant, AttemptSource source, IAnswerFormat format, CancellationToken ct)
    {
        CatalogDrafts? drafts;
        using (var text = source.Open()) drafts = format.ReadContent(text);
        return drafts is null ? (0, 0) : await CatalogWriting.AddMissingAsync(catalog, catalogs, tenant, drafts, ct);
    }

    private async ValueTask WriteAsync(
        TenantId tenant, AttemptSource source, Run run, List<AnswerLine> batch, CancellationToken ct)
    {
        var groups = new Dictionary<string, List<(int Line, AttemptDraft Draft)>>(StringComparer.Ordinal);
        foreach (var (line, answer, problem) in batch)
        {
            run.Rows++;
            if (problem is not null) run.Reject(line, problem);
            else if (answer is null) run.Skipped++;
            else if (run.Catalog.QuestionByKey(answer.Question) is not { } question)
                run.Reject(line, $"There is no question with the key {answer.Question}.");
            else
            {
                if (!groups.TryGetValue(answer.Learner, out var own)) groups.Add(answer.Learner, own = []);
                own.Add((line, Draft(answer, question.Id)));
            }
        }

        await AddLearnersAsync(tenant, source, run, groups.Keys, ct);

        // All at once: decisions that wait together share a transaction.
        await Task.WhenAll(groups.Select(group =>
            RecordAsync(tenant, run, run.Learners[group.Key], group.Value, ct).AsTask()));
    }

    private async ValueTask AddLearnersAsync(
        TenantId tenant, AttemptSource source, Run run, IEnumerable<string> externalIds, CancellationToken ct)
    {
        var missing = externalIds.Where(id => !run.Learners.ContainsKey(id)).ToArray();
        if (missing.Length == 0) return;

        var now = clock.GetUtcNow();
        var added = await learners.AddManyAsync(
            tenant,
            [.. missing.Select(id => new Learner(
                default, tenant, id, id, null, source.File.TimeZone, SkillLevel.Intermediate, 0.5, [], true, true, now,
                null, 0))],
            ct);
        foreach (var learner in added) run.Learners.Add(learner.ExternalId, learner.Id);
    }

    private async ValueTask RecordAsync(
        TenantId tenant, Run run, LearnerId learner, List<(int Line, AttemptDraft Draft)> rows, CancellationToken ct)
    {
        var submission = new Submission(rows.ConvertAll(row => row.Draft), IsTrusted: true, IsImport: true);
        IReadOnlyList<TracedRow> traced = [];
        var recorded = await practice.RecordAsync(
            tenant, learner, rows.ConvertAll(row => row.Draft.ClientAttemptId),
            [.. rows.Select(row => row.Draft.Question).Distinct()],
            context =>
            {
                var decided = tracer.Submit(run.Catalog, context, submission, clock.GetUtcNow());
                traced = decided.Rows;
                return decided.Decision;
            },
            ct);
        if (!recorded.TryGet(out _, out var refusal))
        {
            foreach (var (line, _) in rows) run.Reject(line, refusal.Message);
            return;
        }

        for (var i = 0; i < traced.Count; i++) run.Count(rows[i].Line, traced[i]);
    }

    private static AttemptDraft Draft(ImportedAnswer answer, QuestionId question) => new(
        answer.ClientAttemptId, question, answer.AnsweredAt, answer.DurationMs, answer.HintsUsed, answer.Answer,
        answer.Correct, null, answer.Device, answer.Confidence, answer.Grade);

    private sealed class Run(CatalogSnapshot catalog)
    {
        private readonly Lock _gate = new();
        private readonly List<ImportProblem> _problems = [];

        public CatalogSnapshot Catalog => catalog;

        public Dictionary<string, LearnerId> Learners { get; } = new(StringComparer.Ordinal);

        public long Rows { get; set; }

        public long Skipped { get; set; }

        public long Added { get; private set; }

        public long Duplicates { get; private set; }

        public long Rejected { get; private set; }

        public IReadOnlyList<ImportProblem> Problems => [.. _problems.OrderBy(problem => problem.Line)];

        public void Reject(int line, string message)
        {
            lock (_gate)
            {
                Rejected++;
                if (_problems.Count < ImportReport.MostProblems) _problems.Add(new ImportProblem(line, message));
            }
        }

        public void Count(int line, TracedRow row)
        {
            if (row.Problem is { } problem)
            {
                Reject(line, problem.Message);
                return;
            }

            lock (_gate)
            {
                if (row.Status == AttemptStatus.Duplicate) Duplicates++;
                else Added++;
            }
        }
    }
}
