using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>
/// The answers that a training learns from: all that are stored, those since a day, or a file of answers. Learners who
/// have switched personalization off are left out.
/// </summary>
public sealed class TrainingSource(IPracticeStore practice, ICatalogSource catalogs, IAnswerLogFile files)
{
    public const string Stored = "stored";

    private const string Since = "since ", File = "file ";

    /// <summary>Whether it can be read on this machine only.</summary>
    public static bool IsFile(string source) => source.StartsWith(File, StringComparison.Ordinal);

    /// <param name="from">A day, a file's path, or null for all that is stored.</param>
    public static Result<string> Read(string? from)
    {
        if (from is null) return Stored;
        if (DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Since + from;

        return System.IO.File.Exists(from)
            ? File + Path.GetFullPath(from)
            : new Problem.Invalid($"{from} is neither a day such as 2026-01-31 nor a file that is there.")
            {
                Path = ["from"],
            };
    }

    public async ValueTask<Result<TrainingAnswers>> LoadAsync(TenantId tenant, string source, CancellationToken ct)
    {
        if (IsFile(source)) return FromFile(source[File.Length..]);

        var since = source.StartsWith(Since, StringComparison.Ordinal)
            ? new DateTimeOffset(
                DateOnly.ParseExact(source[Since.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                TimeOnly.MinValue, TimeSpan.Zero)
            : DateTimeOffset.MinValue;
        var catalog = await catalogs.GetAsync(tenant, ct);
        var learners = new List<TrainingLearner>();
        await foreach (var (learner, _, history) in practice.HistoriesAsync(tenant, ct))
        {
            if (!learner.Personalization) continue;

            TrainingAnswer[] answers =
            [
                .. history.Where(attempt => attempt.AnsweredAt >= since && attempt.Correct is not null)
                    .Select(attempt => new TrainingAnswer(
                        attempt.Question.Value, SkillOf(catalog.FindAny(attempt.Question)), attempt.Correct!.Value,
                        attempt.IsDated ? attempt.AnsweredAt.ToUnixTimeMilliseconds() / 1000.0 : double.NaN)),
            ];
            if (answers.Length > 0) learners.Add(new TrainingLearner(learner.Id.Value, answers));
        }

        return new TrainingAnswers(learners, IsOwn: true);
    }

    private static string SkillOf(Question? question) =>
        question is null ? "" : string.Join(';', question.Concepts.Select(link => link.Concept.Value).Order());

    private Result<TrainingAnswers> FromFile(string path) =>
        files.Read(path, new AnswerVocabulary()).Map(log => new TrainingAnswers(
            [
                .. Enumerable.Range(0, log.Learners).Select(learner =>
                {
                    var (start, count) = log.RowsOf(learner);
                    return new TrainingLearner(
                        learner,
                        [
                            .. Enumerable.Range(start, count).Select(row => new TrainingAnswer(
                                log.Questions.Span[row], string.Join(';', log.Vocabulary
                                    .ConceptsOfSet(log.SkillSets.Span[row]).ToArray()),
                                log.Correct.Span[row], log.Seconds.Span[row])),
                        ]);
                }),
            ],
            IsOwn: false));
}
