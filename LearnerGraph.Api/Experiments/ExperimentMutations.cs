using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[MutationType]
public static class ExperimentMutations
{
    [GraphQLDescription("Takes in a draft; nobody is assigned before it starts.")]
    public static async ValueTask<CreateExperimentPayload> CreateExperimentAsync(
        [GraphQLDescription("What is planned.")] CreateExperimentInput input,
        Caller caller,
        CreateExperiment create,
        CancellationToken ct)
    {
        var created = await create.RunAsync(caller, input.Key, input.ToPlan(), input.Traffic ?? 1, ct);
        return created.TryGet(out var experiment, out var problem)
            ? new(experiment, Errors.None)
            : new(null, problem.ToErrors());
    }

    [GraphQLDescription("Only while the experiment is a draft.")]
    public static async ValueTask<ExperimentPayload> UpdateExperimentAsync(
        [GraphQLDescription("What to change.")] UpdateExperimentInput input,
        Caller caller,
        ChangeExperiment change,
        CancellationToken ct) =>
        Answer(await change.RunAsync(
            caller, input.Key, "updateExperiment", null,
            (one, _) => one.Revise(input.Change(one.Plan)), ct));

    [GraphQLDescription("Starts a draft, which freezes its plan, or resumes what is paused.")]
    public static async ValueTask<ExperimentPayload> StartExperimentAsync(
        [GraphQLDescription("Which.")] ExperimentKeyInput input,
        Caller caller,
        ChangeExperiment change,
        TimeProvider clock,
        CancellationToken ct) =>
        Answer(await change.RunAsync(
            caller, input.Key, "startExperiment", null,
            (one, taken) => one.Start(clock.GetUtcNow(), taken), ct));

    [GraphQLDescription("Takes nobody new in; the enrolled keep their variant.")]
    public static async ValueTask<ExperimentPayload> PauseExperimentAsync(
        [GraphQLDescription("Which.")] ExperimentKeyInput input,
        Caller caller,
        ChangeExperiment change,
        CancellationToken ct) =>
        Answer(await change.RunAsync(
            caller, input.Key, "pauseExperiment", null,
            (one, _) => one.Pause(), ct));

    [GraphQLDescription("Changes the share of learners taken in; raising it moves nobody between variants.")]
    public static async ValueTask<ExperimentPayload> RampExperimentAsync(
        [GraphQLDescription("Which, and how many.")] RampExperimentInput input,
        Caller caller,
        ChangeExperiment change,
        CancellationToken ct) =>
        Answer(await change.RunAsync(
            caller, input.Key, "rampExperiment", null,
            (one, taken) => one.Ramp(input.Traffic, taken), ct));

    [GraphQLDescription("Treats nobody any more; the results stay.")]
    public static async ValueTask<ExperimentPayload> StopExperimentAsync(
        [GraphQLDescription("Which, and why.")] StopExperimentInput input,
        Caller caller,
        ChangeExperiment change,
        TimeProvider clock,
        CancellationToken ct) =>
        Answer(await change.RunAsync(
            caller, input.Key, "stopExperiment", input.Reason,
            (one, _) => one.Stop(input.Reason, clock.GetUtcNow()), ct));

    [GraphQLDescription("A person's decision, with its reason; kept for good.")]
    public static async ValueTask<ExperimentPayload> DecideExperimentAsync(
        [GraphQLDescription("What, and why.")] DecideExperimentInput input,
        Caller caller,
        ChangeExperiment change,
        TimeProvider clock,
        CancellationToken ct) =>
        Answer(await change.RunAsync(
            caller, input.Key, "decideExperiment", input.Reason,
            (one, _) => one.Decide(input.Decision, input.Reason, clock.GetUtcNow(), caller.Subject), ct));

    [GraphQLDescription("Puts a learner into a variant, for looking; never in the analysis.")]
    public static async ValueTask<ExperimentPayload> ForceVariantAsync(
        [GraphQLDescription("Whom, into what.")] ForceVariantInput input,
        Caller caller,
        ForceVariant force,
        CancellationToken ct) =>
        Answer(await force.RunAsync(caller, input.Key, input.LearnerId, input.Variant, ct));

    [GraphQLDescription(
        "The kill switch: off means that everyone gets the default policy, without assignment or exposure.")]
    public static async ValueTask<SetExperimentsEnabledPayload> SetExperimentsEnabledAsync(
        [GraphQLDescription("On or off, and why.")] SetExperimentsEnabledInput input,
        Caller caller,
        SwitchExperiments experiments,
        IExperimentStore store,
        CancellationToken ct)
    {
        var switched = await experiments.RunAsync(caller, input.Enabled, input.Reason, ct);
        return switched.TryGet(out var enabled, out var problem)
            ? new(enabled, Errors.None)
            : new(await store.IsEnabledAsync(caller.Tenant, ct), problem.ToErrors());
    }

    private static ExperimentPayload Answer(Result<Experiment> changed) =>
        changed.TryGet(out var experiment, out var problem)
            ? new(experiment, Errors.None)
            : new(null, problem.ToErrors());
}
