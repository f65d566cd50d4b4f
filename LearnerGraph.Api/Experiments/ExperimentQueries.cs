using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[QueryType]
public static class ExperimentQueries
{
    [GraphQLDescription("An experiment by its key; for staff.")]
    public static async ValueTask<Experiment?> ExperimentAsync(
        [GraphQLDescription("Its key.")] string key, Caller caller, ExperimentLoader experiments, CancellationToken ct)
    {
        if (!caller.IsStaff) caller.Needs(Role.Experimenter).ThrowIfAny();
        return await experiments.LoadAsync(key, ct);
    }

    [UsePaging]
    [GraphQLDescription("All experiments, newest first; for staff.")]
    public static async ValueTask<Connection<Experiment>?> ExperimentsAsync(
        PagingArguments paging,
        Caller caller,
        IExperimentStore store,
        [GraphQLDescription("Only those of this status.")] ExperimentStatus? status = null,
        CancellationToken ct = default)
    {
        if (!caller.IsStaff) caller.Needs(Role.Experimenter).ThrowIfAny();
        var before = Cursor.Read(paging.After) is { } id ? new ExperimentId(id) : (ExperimentId?)null;
        var rows = await store.PageAsync(caller.Tenant, status, before, paging.Size + 1, ct);
        return Pages.Of<Experiment>(
            rows, one => one.Id.Value, paging, token => store.CountAsync(caller.Tenant, status, token));
    }

    [GraphQLDescription("Participants and days needed, before anything is started.")]
    public static async ValueTask<PowerAnalysis?> PowerAnalysisAsync(
        [GraphQLDescription("What is to be seen.")] PowerAnalysisInput input,
        Caller caller,
        PlanSize size,
        CancellationToken ct)
    {
        var answer = (await size.RunAsync(
            caller,
            new(input.Metric, input.BaselineMean, input.StandardDeviation, input.Lift, input.SignificanceLevel ?? 0.05,
                input.Power ?? 0.8, input.Variants ?? 2, input.LearnersPerDay)
            {
                ClassSize = input.ClassSize ?? 1,
                IntraclassCorrelation = input.IntraclassCorrelation ?? 0,
            },
            ct)).OrThrow();
        return new(
            answer.PerVariant, answer.Total, answer.Days, answer.CohensD, answer.BaselineMean,
            answer.StandardDeviation);
    }
}

[ObjectType]
[GraphQLDescription("Learners and days that an experiment needs.")]
public sealed record PowerAnalysis(
    [GraphQLDescription("Learners in each arm; null where no number would do.")] int? PerVariant,
    [GraphQLDescription("In all arms.")] int? Total,
    [GraphQLDescription("At the pace given or seen in the last 28 days.")] double? Days,
    [GraphQLDescription("The change in units of the deviation.")] double CohensD,
    [GraphQLDescription("Used here.")] double BaselineMean,
    [GraphQLDescription("Used here.")] double StandardDeviation);
