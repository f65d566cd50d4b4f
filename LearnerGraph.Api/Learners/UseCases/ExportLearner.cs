using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>Everything stored about a learner, as one JSON document; for the learner, and for ADMIN.</summary>
public sealed class ExportLearner(
    IPracticeStore practice,
    IRecommendationStore sets,
    IExperimentStore experiments,
    ICatalogSource catalogs,
    Audit audit,
    TimeProvider clock)
{
    private const int PageSize = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public async ValueTask<Result<JsonElement>> RunAsync(Caller caller, LearnerId id, CancellationToken ct)
    {
        if (caller.MayErase(id) is { } refusal) return refusal;

        var found = await practice.LoadAsync(caller.Tenant, [id], ct);
        if (!found.TryGetValue(id, out var learner)) return new Problem.NotFound("Learner", $"{id.Value}");

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var document = JsonSerializer.SerializeToElement(
            new
            {
                ExportedAt = clock.GetUtcNow(),
                Profile = Profile(learner.Learner, catalog),
                State = learner.State,
                Days = await practice.DaysAsync(caller.Tenant, id, default, ct),
                Attempts = await AttemptsAsync(caller, id, catalog, ct),
                Exposures = await experiments.FindExposuresAsync(caller.Tenant, [id], ct),
                ActiveSet = await sets.FindActiveAsync(caller.Tenant, id, clock.GetUtcNow(), ct),
            },
            Json);
        await audit.WriteAsync(caller, "exportLearner", $"learner:{id.Value}", null, id, ct);
        return document;
    }

    private static object Profile(Learner learner, CatalogSnapshot catalog) => new
    {
        learner.ExternalId, learner.Username, learner.DisplayName, learner.TimeZone, learner.SkillLevel,
        learner.PreferredDifficulty, Goals = learner.Goals.Select(goal => catalog.Find(goal)?.Key),
        learner.Personalization, learner.Experiments, learner.CreatedAt, learner.LastPracticedAt,
        learner.ClassKey, learner.DesiredRetention,
    };

    private async ValueTask<List<object>> AttemptsAsync(
        Caller caller, LearnerId id, CatalogSnapshot catalog, CancellationToken ct)
    {
        var all = new List<object>();
        AttemptId? before = null;
        while (true)
        {
            var page = await practice.PageAttemptsAsync(caller.Tenant, id, null, before, PageSize, ct);
            all.AddRange(page.Select(attempt => new
            {
                attempt.ClientAttemptId, Question = catalog.FindAny(attempt.Question)?.Key, attempt.AnsweredAt,
                Day = attempt.Day.ToDate(), attempt.DurationMs, attempt.HintsUsed, attempt.Answer, attempt.Correct,
                attempt.Status, attempt.IsSelfGraded, attempt.Device, attempt.Confidence,
            }));
            if (page.Count < PageSize) return all;

            before = page[^1].Id;
        }
    }
}
