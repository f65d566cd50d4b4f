using System.Globalization;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Models;

[QueryType]
public static class ModelQueries
{
    [GraphQLDescription("The models that can be trained, with their versions; for staff.")]
    public static IReadOnlyList<ModelDefinition>? Models(Caller caller, ModelKinds kinds)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ml).ThrowIfAny();
        return kinds.All;
    }

    [UsePaging]
    [GraphQLDescription("Trainings, newest first; for staff.")]
    public static async ValueTask<Connection<TrainingRun>?> TrainingRunsAsync(
        PagingArguments paging,
        IModelRegistry registry,
        Caller caller,
        [GraphQLDescription("Only of this model.")] string? model = null,
        CancellationToken ct = default)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ml).ThrowIfAny();
        TrainingRunId? before = Cursor.Read(paging.After) is { } after ? new(after) : null;
        var rows = await registry.PageRunsAsync(caller.Tenant, model, before, paging.Size + 1, ct);
        return Pages.Of(
            rows, run => run.Id.Value, paging, token => registry.CountRunsAsync(caller.Tenant, model, token));
    }
}

[MutationType]
public static class ModelMutations
{
    [GraphQLDescription("Asks for a training on stored answers; a worker takes it up. For ML.")]
    public static async ValueTask<StartTrainingPayload> StartTrainingAsync(
        [GraphQLDescription("Which, and how.")] StartTrainingInput input,
        Caller caller,
        StartTraining start,
        CancellationToken ct)
    {
        if (!Numbers(input.Parameters).TryGet(out var parameters, out var problem))
            return new StartTrainingPayload(null, problem.ToErrors());

        var from = input.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return TrainingSource.Read(from).TryGet(out var source, out problem)
            ? StartTrainingPayload.Of(await start.RunAsync(caller, input.Model, source, parameters, ct))
            : new StartTrainingPayload(null, problem.ToErrors());
    }

    [GraphQLDescription("Asks a training to stop after the epoch under way. For ML.")]
    public static async ValueTask<StartTrainingPayload> CancelTrainingAsync(
        [GraphQLDescription("Which.")] CancelTrainingInput input,
        Caller caller,
        StartTraining start,
        CancellationToken ct) =>
        StartTrainingPayload.Of(await start.CancelAsync(caller, input.RunId, ct));

    [GraphQLDescription("Brings a version to production through the gate, or to shadow or the archive. For ML.")]
    public static async ValueTask<PromoteModelPayload> PromoteModelAsync(
        [GraphQLDescription("Which, and how far.")] PromoteModelInput input,
        Caller caller,
        MoveModel move,
        CancellationToken ct) =>
        PromoteModelPayload.Of(await move.PromoteAsync(
            caller, input.ModelVersionId, input.Stage ?? ModelStage.Production, ct));

    [GraphQLDescription("Takes the serving version back; the one before it serves again. For ML.")]
    public static async ValueTask<PromoteModelPayload> RollbackModelAsync(
        [GraphQLDescription("Which, and why.")] RollbackModelInput input,
        Caller caller,
        MoveModel move,
        CancellationToken ct) =>
        PromoteModelPayload.Of(await move.RollBackAsync(caller, input.Model, input.Reason, ct));

    [GraphQLDescription("Judges a version again, by what is stored now and against what serves now. For ML.")]
    public static async ValueTask<PromoteModelPayload> EvaluateModelAsync(
        [GraphQLDescription("Which.")] EvaluateModelInput input,
        Caller caller,
        EvaluateModel evaluate,
        CancellationToken ct) =>
        PromoteModelPayload.Of(await evaluate.RunAsync(caller, input.ModelVersionId, ct));

    private static Result<Dictionary<string, double>> Numbers(IReadOnlyList<NameValueInput>? parameters)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var one in parameters ?? [])
        {
            if (!double.TryParse(one.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
                return new Problem.Invalid($"{one.Name} must be a number.") { Path = ["parameters"] };
            numbers[one.Name] = number;
        }

        return numbers;
    }
}
