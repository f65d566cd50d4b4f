using LearnerGraph.Api.Jobs;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Models;

/// <summary>Training, judging and moving of models, and the worker.</summary>
internal static class ModelSetup
{
    public static void AddModels(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(settings.Bind<ModelOptions>(ModelOptions.Section));
        services.AddSingleton<ModelKinds>();
        services.AddSingleton<TrainingFeed>();
        services.AddSingleton<TrainingSource>();
        services.AddSingleton<StartTraining>();
        services.AddSingleton<EvaluateModel>();
        services.AddSingleton<TrainModel>();
        services.AddSingleton<MoveModel>();
        services.AddHostedService<TrainingWorker>();
        services.AddSingleton<ShadowScores>();
        services.AddHostedService(provider => provider.GetRequiredService<ShadowScores>());
        services.AddSingleton<ServedModels>();
        services.AddHostedService<ModelRefresher>();
    }
}
