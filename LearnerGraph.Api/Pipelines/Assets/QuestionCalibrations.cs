using System.Globalization;
using System.Text.Json;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Calibration;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>What all answers together say of each question that has enough of them.</summary>
internal sealed class QuestionCalibrations(IPracticeFacts facts, IPracticeStore practice, ICatalogSource catalogs)
    : IAsset
{
    public const string Name = "question_calibrations";

    public AssetDefinition Definition { get; } = new(
        Name, "calibration", "AUTHOR", 1, "Difficulty, discrimination and drift of every question with enough answers.",
        []);

    public static string KeyOf(QuestionId question) => question.Value.ToString(CultureInfo.InvariantCulture);

    public static QuestionCalibration Read(AssetItem item) =>
        JsonSerializer.Deserialize<QuestionCalibration>(item.Document)!;

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct)
    {
        var watermark = await facts.WatermarkAsync(ct);
        var catalog = await catalogs.GetAsync(tenant, ct);
        return
        [
            new(AssetDefinition.WholeKey, Staleness.Hash(
            [
                watermark.ToString(CultureInfo.InvariantCulture),
                .. catalog.Questions.Select(question => string.Create(
                    CultureInfo.InvariantCulture, $"{question.Id.Value} {QuestionTable.GuessFloorOf(question)}")),
            ])),
        ];
    }

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(work.Tenant, ct);
        var answers = new Dictionary<QuestionId, List<QuestionResponse>>();
        await foreach (var attempt in practice.JudgedAsync(work.Tenant, ct))
        {
            if (attempt.Correct is not { } correct || catalog.Find(attempt.Question) is null) continue;
            if (!answers.TryGetValue(attempt.Question, out var list)) answers.Add(attempt.Question, list = []);
            list.Add(new QuestionResponse(attempt.Footing.Ability, attempt.Footing.AbilityVariance, correct));
        }

        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        var flagged = new List<string>();
        foreach (var (id, responses) in answers)
        {
            ct.ThrowIfCancellationRequested();
            var question = catalog.Find(id)!;
            var calibration = QuestionCalibrator.Calibrate(
                [.. responses], QuestionTable.GuessFloorOf(question));
            if (calibration is null) continue;

            documents.Add(KeyOf(id), JsonSerializer.Serialize(calibration));
            if (calibration.IsFlagged) flagged.Add(question.Key);
        }

        return await work.KeepAsync(
            [.. documents.Select(one => new ItemStamp(one.Key, Staleness.Hash([one.Value])))],
            (stamps, _) => ValueTask.FromResult<IReadOnlyList<AssetItem>>(
                [.. stamps.Select(stamp => new AssetItem(stamp.Key, stamp.Hash, documents[stamp.Key]))]),
            [
                AssetCheck.None(
                    "questions_are_sound", "no question drifts or fails to tell who knows", flagged,
                    isBlocking: false),
            ],
            ct);
    }
}
