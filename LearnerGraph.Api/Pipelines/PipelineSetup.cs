using LearnerGraph.Api.Jobs;
using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Pipelines;

/// <summary>Assets, the use cases around them, and the worker.</summary>
internal static class PipelineSetup
{
    public static void AddPipelines(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<IAsset, CatalogValidated>();
        services.AddSingleton<IAsset, TextPrepared>();
        services.AddSingleton<IAsset, ContentEmbeddings>();
        services.AddSingleton<IAsset, RelationProposalsFound>();
        services.AddSingleton<IAsset, ConceptClusters>();
        services.AddSingleton<IAsset, LearnerVectors>();
        services.AddSingleton<IAsset, DailyFacts>();
        services.AddSingleton<IAsset, WeeklyReports>();
        services.AddSingleton<IAsset, QuestionCalibrations>();
        services.AddSingleton<IAsset, ExperimentAnalyses>();
        services.AddSingleton<IAsset, TrainedModels>();

        services.AddSingleton(settings.Bind<PipelineOptions>(PipelineOptions.Section));
        services.AddSingleton<AssetRegistry>();
        services.AddSingleton<PipelineFeed>();
        services.AddSingleton<PipelineStatus>();
        services.AddSingleton<RunPipeline>();
        services.AddSingleton<ProducePart>();
        services.AddSingleton<ExecuteRun>();
        services.AddSingleton<Schedules>();
        services.AddHostedService<PipelineWorker>();
    }
}
