using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Experiments;

/// <summary>The use cases of experiments, and the policy that they choose.</summary>
internal static class ExperimentSetup
{
    /// <param name="standard">The policy of learners without a variant.</param>
    public static void AddExperiments(
        this IServiceCollection services, IConfiguration settings, RankingPolicy standard)
    {
        services.AddSingleton(settings.Bind<ExperimentOptions>(ExperimentOptions.Section));
        services.AddSingleton<LiveExperiments>();
        services.AddSingleton<ExperimentAudit>();
        services.AddSingleton<AssignLearner>();
        services.AddSingleton<RecordExposure>();
        services.AddSingleton<CreateExperiment>();
        services.AddSingleton<ChangeExperiment>();
        services.AddSingleton<ForceVariant>();
        services.AddSingleton<SwitchExperiments>();
        services.AddSingleton<AnalyzeExperiment>();
        services.AddSingleton<FindExperiment>();
        services.AddSingleton<PlanSize>();
        services.AddSingleton<IPolicyChooser>(provider =>
            new ExperimentPolicies(provider.GetRequiredService<AssignLearner>(), standard));
    }
}
