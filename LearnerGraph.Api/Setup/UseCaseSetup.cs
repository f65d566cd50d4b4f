using LearnerGraph.Api.Content;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Experiments;
using LearnerGraph.Api.Intelligence;
using LearnerGraph.Api.Jobs;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Learners.UseCases;
using LearnerGraph.Api.Mastery;
using LearnerGraph.Api.Models;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security.UseCases;
using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Import.Sample;

namespace LearnerGraph.Api.Setup;

/// <summary>The use cases, and the stateless engines of the domain that they call, built from the settings.</summary>
internal static class UseCaseSetup
{
    public static void AddUseCases(this IServiceCollection services, IConfiguration settings)
    {
        services.AddDomainEngines(settings);
        services.AddMasteryModels();
        services.AddSingleton<EvaluateRanking>();
        services.AddIntelligence(settings);
        services.AddScoped<RequestCatalog>();
        services.AddSingleton<EditCatalog>();
        services.AddSingleton<ExportCatalog>();
        services.AddSingleton<PushGraph>();
        services.AddSingleton<PullGraph>();
        services.AddSingleton<ExportAttempts>();
        services.AddSingleton<StoreFiles>();
        services.AddSingleton<CreateLearner>();
        services.AddSingleton<UpdateLearner>();
        services.AddSingleton<EraseLearner>();
        services.AddSingleton<ExportLearner>();
        services.AddSingleton<WriteWeeklyReport>();
        services.AddSingleton<TellWeek>();
        services.AddSingleton<Audit>();
        services.AddSingleton<CreateApiKey>();
        services.AddSingleton<RevokeApiKey>();
        services.AddSingleton<LearnerFeed>();
        services.AddSingleton(settings.Bind<EventOptions>(EventOptions.Section));
        services.AddHostedService<ChangeRelay>();
        services.AddSingleton<MasteryView>();
        services.AddSingleton<StreakView>();
        services.AddSingleton<SubmitAttempts>();
        services.AddSingleton<GradeAttempts>();
        services.AddSingleton<SetStreakGoal>();
        services.AddSingleton<RebuildBeliefs>();
        services.AddSingleton<ImportAttempts>();
        services.AddSingleton<ImportContent>();
        services.AddSingleton(new SampleCourses(() => SampleContent.Build()));
        services.AddSingleton<SimulateLearners>();
        services.AddSingleton<ProveRecommender>();
        services.AddSingleton<SampleExperiments>();
        services.AddSingleton<FillDemo>();
        services.AddSingleton<RankingCatalogs>();
        services.AddSingleton<Degraded>();
        services.AddSingleton<RecommendNext>();
        services.AddSingleton<ExplainRecommendation>();
        services.AddSingleton<RecordFeedback>();
        services.AddSingleton<EvaluatePolicy>();
        services.AddPipelines(settings);
        services.AddModels(settings);
    }

    private static void AddDomainEngines(this IServiceCollection services, IConfiguration settings)
    {
        var options = settings.Bind<RecommendationOptions>(RecommendationOptions.Section);
        var rules = TracingRules.Default with
        {
            Model = new ResponseModel(ResponseWeights.Parse(settings.GetValue("Mastery:Weights", ""))
                ?? ResponseParameters.Default),
            Mastery = MasteryPolicy.Default with
            {
                Mastered = settings.GetValue("Mastery:Threshold", MasteryPolicy.Default.Mastered),
                MinAttempts = settings.GetValue("Mastery:MinEvidence", MasteryPolicy.Default.MinAttempts),
            },
            Reviews = new ReviewScheduler(
                Fsrs6.Parse(settings.GetValue("Memory:Weights", "")) ?? Fsrs6.Default,
                settings.GetValue("Memory:DesiredRetention", ReviewScheduler.DefaultRetention)),
            Streaks = StreakPolicy.Default with
            {
                MinMinutesPerDay = settings.GetValue("Streaks:MinMinutesPerDay", StreakPolicy.Default.MinMinutesPerDay),
                DefaultTargetDays =
                    settings.GetValue("Streaks:DefaultTargetDays", StreakPolicy.Default.DefaultTargetDays),
            },
        };
        services.AddSingleton(options);
        services.AddSingleton(new Tracer(rules));
        services.AddSingleton(new Recommender(
            rules,
            RecommendationRules.Default with
            {
                Lifetime = TimeSpan.FromSeconds(options.TtlSeconds),
                Epsilon = settings.GetValue("Exploration:Epsilon", RecommendationRules.Default.Epsilon),
            }));
        services.AddExperiments(settings, PolicyOf(options));
    }

    private static RankingPolicy PolicyOf(RecommendationOptions options) =>
        RankingPolicies.Resolve(options.Policy).TryGet(out var policy, out var problem)
            ? policy
            : throw new SettingsException($"Recommendations:Policy = \"{options.Policy}\": {problem.Message}");
}
