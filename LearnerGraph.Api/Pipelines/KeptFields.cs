using System.Text.Json;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Pipelines;

/// <summary>What pipelines keep for people to look at.</summary>
[QueryType]
public static class DailyFactQueries
{
    private const int MaxDays = 366;

    [GraphQLDescription(
        "What all learners did, day by day, oldest first, as the pipeline analytics keeps it; for staff.")]
    public static async ValueTask<IReadOnlyList<DayTotals>?> DailyFactsAsync(
        Caller caller,
        IPipelineStore store,
        [GraphQLDescription("The last so many days with practice, up to 366.")] int? last = 28,
        CancellationToken ct = default)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ops).ThrowIfAny();
        if (last is < 1 or > MaxDays) throw new Problem.Invalid($"last is from 1 to {MaxDays}.").ToException();

        var items = await store.ItemsAsync(caller.Tenant, DailyFacts.Name, AssetDefinition.WholeKey, ct);
        return [.. items.TakeLast(last ?? 28).Select(item => JsonSerializer.Deserialize<DayTotals>(item.Document)!)];
    }
}

[ObjectType<DayTotals>(Name = "DailyFact")]
[GraphQLDescription("What all learners did on one local day.")]
public static class DailyFactFields
{
    [GraphQLDescription("The day, each learner's own.")]
    public static DateOnly Day([Parent] DayTotals day) => day.Day.ToDate();

    [GraphQLDescription("Those with any practice.")]
    public static int Learners([Parent] DayTotals day) => day.Learners;

    [GraphQLDescription("Of practice.")]
    public static double Minutes([Parent] DayTotals day) => day.Minutes;

    [GraphQLDescription("Judged answers.")]
    public static int Attempts([Parent] DayTotals day) => day.Attempts;

    [GraphQLDescription("Right ones among them.")]
    public static int Correct([Parent] DayTotals day) => day.Correct;

    [GraphQLDescription("Times that a concept became MASTERED.")]
    public static int ConceptsMastered([Parent] DayTotals day) => day.ConceptsMastered;
}

[ExtendObjectType<Experiment>]
public static class ExperimentHistoryFields
{
    [Cost(10)]
    [GraphQLDescription("One look a day at the primary metric, oldest first, as the pipeline experiments keeps it.")]
    public static async ValueTask<IReadOnlyList<ExperimentLook>> HistoryAsync(
        [Parent] Experiment experiment, Caller caller, IPipelineStore store, CancellationToken ct)
    {
        if (!caller.IsStaff) caller.Needs(Role.Experimenter).ThrowIfAny();
        var items = await store.ItemsAsync(caller.Tenant, ExperimentAnalyses.Name, experiment.Key, ct);
        return [.. items.SelectMany(item => JsonSerializer.Deserialize<ExperimentLook[]>(item.Document) ?? [])];
    }
}

[ObjectType<ExperimentLook>]
[GraphQLDescription("What an experiment's primary metric said of one treatment on a day.")]
public static class ExperimentLookFields
{
    [GraphQLDescription("When, in UTC.")]
    public static DateOnly Day([Parent] ExperimentLook look) => look.Day;

    [GraphQLDescription("Which treatment.")]
    public static string Variant([Parent] ExperimentLook look) => look.Variant;

    [GraphQLDescription("Learners of all arms so far.")]
    public static int Exposures([Parent] ExperimentLook look) => look.Exposures;

    [GraphQLDescription("Against the control; null where the data did not allow it.")]
    public static double? RelativeLift([Parent] ExperimentLook look) => look.RelativeLift;

    [GraphQLDescription("Lower end of its interval.")]
    public static double? Low([Parent] ExperimentLook look) => look.Low;

    [GraphQLDescription("Upper end of its interval.")]
    public static double? High([Parent] ExperimentLook look) => look.High;

    [GraphQLDescription("Of the test.")]
    public static double? P([Parent] ExperimentLook look) => look.P;

    [GraphQLDescription("What the analysis advised that day.")]
    public static string Advice([Parent] ExperimentLook look) => look.Advice;
}
