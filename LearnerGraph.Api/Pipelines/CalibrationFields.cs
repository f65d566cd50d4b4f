using System.Globalization;
using LearnerGraph.Api.Content;
using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Calibration;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Pipelines;

/// <summary>Calibrations of questions, all of a request in one round trip.</summary>
public sealed class CalibrationLoader(IPipelineStore store, Caller caller)
    : BatchDataLoader<QuestionId, QuestionCalibration>
{
    protected override async ValueTask<IReadOnlyDictionary<QuestionId, QuestionCalibration>> LoadBatchAsync(
        IReadOnlyList<QuestionId> keys, CancellationToken ct)
    {
        var items = await store.FindItemsAsync(
            caller.Tenant, QuestionCalibrations.Name, AssetDefinition.WholeKey,
            [.. keys.Select(QuestionCalibrations.KeyOf)], ct);
        return keys.Where(key => items.ContainsKey(QuestionCalibrations.KeyOf(key)))
            .ToDictionary(key => key, key => QuestionCalibrations.Read(items[QuestionCalibrations.KeyOf(key)]));
    }
}

[ExtendObjectType<QuestionNode>]
public static class QuestionCalibrationFields
{
    [GraphQLDescription(
        "What all answers together say of the question, as the pipeline analytics keeps it; null before it has 30. "
        + "For authors and those who look after models.")]
    public static ValueTask<QuestionCalibration?> CalibrationAsync(
        [Parent] QuestionNode node, Caller caller, CalibrationLoader calibrations, CancellationToken ct)
    {
        caller.Needs(Role.Author, Role.Ml).ThrowIfAny();
        return calibrations.LoadAsync(node.Question.Id, ct);
    }
}

[QueryType]
public static class CalibrationQueries
{
    [Cost(20)]
    [GraphQLDescription(
        "Questions whose calibration asks for a look: they drift, or hardly tell who knows from who does not. By id; "
        + "for authors and those who look after models.")]
    public static async ValueTask<IReadOnlyList<QuestionNode>?> FlaggedQuestionsAsync(
        Caller caller, IPipelineStore store, RequestCatalog catalogs, CancellationToken ct)
    {
        caller.Needs(Role.Author, Role.Ml).ThrowIfAny();
        var catalog = await catalogs.GetAsync(ct);
        var items = await store.ItemsAsync(caller.Tenant, QuestionCalibrations.Name, AssetDefinition.WholeKey, ct);
        return catalog.Nodes(items.Where(item => QuestionCalibrations.Read(item).IsFlagged)
            .Select(item => new QuestionId(int.Parse(item.Key, CultureInfo.InvariantCulture)))
            .OrderBy(id => id.Value));
    }
}

[ObjectType<QuestionCalibration>]
[GraphQLDescription("A question judged by all of its answers at once.")]
public static class CalibrationFields
{
    [GraphQLDescription("Judged answers that were looked at.")]
    public static int Responses([Parent] QuestionCalibration one) => one.Responses;

    [GraphQLDescription("0 easy to 1 hard: the share of wrong answers of an average learner, guessing left out.")]
    public static double Difficulty([Parent] QuestionCalibration one) => Probability.ShareWrong(one.Difficulty);

    [GraphQLDescription("The same in logits, with a discrimination of 1.")]
    public static double DifficultyLogits([Parent] QuestionCalibration one) => one.Difficulty;

    [GraphQLDescription("Of `difficultyLogits`.")]
    public static double StandardError([Parent] QuestionCalibration one) => one.DifficultyStandardError;

    [GraphQLDescription("How well it tells strong from weak learners: 1 as usual, below 0 where the weak do better.")]
    public static double Discrimination([Parent] QuestionCalibration one) => one.Discrimination;

    [GraphQLDescription("Of `discrimination`.")]
    public static double DiscriminationStandardError([Parent] QuestionCalibration one) =>
        one.DiscriminationStandardError;

    [GraphQLDescription("TWO_PARAMETER only where the answers ask for a discrimination of its own.")]
    public static ResponseCurve Curve([Parent] QuestionCalibration one) => one.Curve;

    [GraphQLDescription(
        "Difficulty in logits of the later half of the answers less that of the earlier; null with fewer than 60.")]
    public static double? Drift([Parent] QuestionCalibration one) => one.Drift;

    [GraphQLDescription("The drift is more than chance explains, and enough to matter.")]
    public static bool IsDrifting([Parent] QuestionCalibration one) => one.IsDrifting;

    [GraphQLDescription("It hardly tells who knows from who does not: key and text deserve a look.")]
    public static bool IsWeak([Parent] QuestionCalibration one) => one.IsWeak;
}
