using System.Globalization;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Models;

[ObjectType]
[GraphQLDescription("A named figure.")]
public sealed record Metric(
    [GraphQLDescription("What it is called.")] string Name,
    [GraphQLDescription("The figure.")] double Value)
{
    internal static IReadOnlyList<Metric> Of(IReadOnlyDictionary<string, double> figures) =>
        [.. figures.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new Metric(one.Key, one.Value))];

    internal static IReadOnlyList<NameValue> Texts(IReadOnlyDictionary<string, double> figures) =>
    [
        .. figures.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new NameValue(one.Key, one.Value.ToString("R", CultureInfo.InvariantCulture))),
    ];
}

[ObjectType<ModelDefinition>(Name = "Model")]
[GraphQLDescription("A kind of model that can be trained.")]
public static class ModelFields
{
    [GraphQLDescription("What mutations name it by.")]
    public static string Name([Parent] ModelDefinition model) => model.Name;

    [GraphQLDescription("What it is for.")]
    public static string UseCase([Parent] ModelDefinition model) => model.UseCase;

    [GraphQLDescription("By name, as exported.")]
    public static IReadOnlyList<string> Inputs([Parent] ModelDefinition model) => model.Inputs;

    [GraphQLDescription("By name, as exported.")]
    public static IReadOnlyList<string> Outputs([Parent] ModelDefinition model) => model.Outputs;

    [GraphQLDescription("Newest first.")]
    public static async ValueTask<IReadOnlyList<ModelVersion>> VersionsAsync(
        [Parent] ModelDefinition model, VersionsOfModelLoader versions, CancellationToken ct) =>
        await versions.LoadAsync(model.Name, ct) ?? [];

    [GraphQLDescription("The version that serves; null where none does.")]
    public static async ValueTask<ModelVersion?> ProductionAsync(
        [Parent] ModelDefinition model, VersionsOfModelLoader versions, CancellationToken ct) =>
        Promotion.Serving(await versions.LoadAsync(model.Name, ct) ?? []);
}

[ObjectType<ModelVersion>]
[Node]
[GraphQLDescription("A trained model.")]
public static class ModelVersionFields
{
    [GraphQLDescription("Global id.")]
    public static ModelVersionId Id([Parent] ModelVersion version) => version.Id;

    [GraphQLDescription("Of which model.")]
    public static string Name([Parent] ModelVersion version) => version.Model;

    [GraphQLDescription("From 1.")]
    public static int Version([Parent] ModelVersion version) => version.Number;

    [GraphQLDescription("How far it has come.")]
    public static ModelStage Stage([Parent] ModelVersion version) => version.Stage;

    [GraphQLDescription("When it was trained.")]
    public static DateTimeOffset CreatedAt([Parent] ModelVersion version) => version.CreatedAt;

    [GraphQLDescription("What it was trained with.")]
    public static IReadOnlyList<NameValue> Parameters([Parent] ModelVersion version) =>
        Metric.Texts(version.Parameters);

    [GraphQLDescription("What its evaluation said.")]
    public static IReadOnlyList<Metric> Metrics([Parent] ModelVersion version) =>
        Metric.Of(EvaluateModel.Figures(version.Evaluation));

    [GraphQLDescription("SHA-256 of its file, in hexadecimal.")]
    public static string ArtefactHash([Parent] ModelVersion version) => version.ArtefactHash;

    [GraphQLDescription("What stands between it and production now; all passed where it may serve.")]
    public static async ValueTask<IReadOnlyList<GateCheck>> GateAsync(
        [Parent] ModelVersion version, VersionsOfModelLoader versions, ModelOptions options, CancellationToken ct) =>
        new PromotionGate(options.Margin).Check(
            version, Promotion.Serving(await versions.LoadAsync(version.Model, ct) ?? []));

    [NodeResolver]
    public static async ValueTask<ModelVersion?> FindAsync(
        ModelVersionId id, Caller caller, ModelVersionLoader versions, CancellationToken ct) =>
        caller.IsStaff ? await versions.LoadAsync(id, ct) : null;
}

[ObjectType<GateCheck>]
[GraphQLDescription("One condition of the gate to production.")]
public static class GateCheckFields
{
    [GraphQLDescription("In snake case.")]
    public static string Name([Parent] GateCheck check) => check.Name;

    [GraphQLDescription("Whether it holds.")]
    public static bool Passed([Parent] GateCheck check) => check.Passed;

    [GraphQLDescription("In words.")]
    public static string Seen([Parent] GateCheck check) => check.Seen;
}

[ObjectType<TrainingRun>]
[Node]
[GraphQLDescription("A training, with all that is needed to do it again.")]
public static class TrainingRunFields
{
    [GraphQLDescription("Global id.")]
    public static TrainingRunId Id([Parent] TrainingRun run) => run.Id;

    [GraphQLDescription("Of which model.")]
    public static string Model([Parent] TrainingRun run) => run.Model;

    [GraphQLDescription("How it stands.")]
    public static RunStatus Status([Parent] TrainingRun run) => run.Status;

    [GraphQLDescription("When a worker took it up.")]
    public static DateTimeOffset? StartedAt([Parent] TrainingRun run) => run.StartedAt;

    [GraphQLDescription("When it came to its end.")]
    public static DateTimeOffset? FinishedAt([Parent] TrainingRun run) => run.FinishedAt;

    [GraphQLDescription("What it was told, defaults included.")]
    public static IReadOnlyList<NameValue> Parameters([Parent] TrainingRun run) => Metric.Texts(run.Parameters);

    [GraphQLDescription("Figures of its end.")]
    public static IReadOnlyList<Metric> Metrics([Parent] TrainingRun run) => Metric.Of(run.Metrics);

    [GraphQLDescription("Figures epoch by epoch.")]
    public static IReadOnlyList<SeriesPoint> Series([Parent] TrainingRun run) => run.Series;

    [GraphQLDescription("What came of it; null before, and where nothing did.")]
    public static async ValueTask<ModelVersion?> VersionAsync(
        [Parent] TrainingRun run, ModelVersionLoader versions, CancellationToken ct) =>
        run.Version is { } id ? await versions.LoadAsync(id, ct) : null;

    [GraphQLDescription("How it ended, or why it was skipped or failed.")]
    public static string? Message([Parent] TrainingRun run) => run.Message;

    [GraphQLDescription("Where its answers come from.")]
    public static string Source([Parent] TrainingRun run) =>
        TrainingSource.IsFile(run.Source) ? "file" : run.Source;

    [GraphQLDescription("SHA-256 of the answers, in hexadecimal.")]
    public static string? DataVersion([Parent] TrainingRun run) => run.DataVersion;

    [GraphQLDescription("Of the program that trained.")]
    public static string? CodeVersion([Parent] TrainingRun run) => run.CodeVersion;

    [GraphQLDescription("The feature set, with its version.")]
    public static string? FeatureVersion([Parent] TrainingRun run) => run.FeatureVersion;

    [GraphQLDescription("The process's peak memory, in MiB.")]
    public static double MemoryMb([Parent] TrainingRun run) => run.PeakBytes / 1_048_576.0;

    [NodeResolver]
    public static async ValueTask<TrainingRun?> FindAsync(
        TrainingRunId id, Caller caller, TrainingRunLoader runs, CancellationToken ct) =>
        caller.IsStaff ? await runs.LoadAsync(id, ct) : null;
}

[ObjectType<SeriesPoint>]
[GraphQLDescription("A figure of one epoch.")]
public static class SeriesPointFields
{
    [GraphQLDescription("From 1.")]
    public static int Epoch([Parent] SeriesPoint point) => point.Epoch;

    [GraphQLDescription("Which.")]
    public static string Name([Parent] SeriesPoint point) => point.Name;

    [GraphQLDescription("The figure.")]
    public static double Value([Parent] SeriesPoint point) => point.Value;
}
