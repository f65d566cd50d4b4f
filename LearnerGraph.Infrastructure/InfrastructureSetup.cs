using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Intelligence.Personal;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Operations;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Embeddings;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Ranking;
using LearnerGraph.Infrastructure.Learning.Training;
using LearnerGraph.Infrastructure.ModelFiles;
using LearnerGraph.Infrastructure.Neo4j;
using LearnerGraph.Infrastructure.Persistence;
using LearnerGraph.Infrastructure.Persistence.Access;
using LearnerGraph.Infrastructure.Persistence.Audit;
using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Infrastructure.Persistence.Experiments;
using LearnerGraph.Infrastructure.Persistence.Learners;
using LearnerGraph.Infrastructure.Persistence.Intelligence;
using LearnerGraph.Infrastructure.Persistence.Leases;
using LearnerGraph.Infrastructure.Persistence.Models;
using LearnerGraph.Infrastructure.Persistence.Operations;
using LearnerGraph.Infrastructure.Persistence.Pipelines;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Infrastructure.Persistence.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Infrastructure.Redis;
using LearnerGraph.Infrastructure.Vectors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Infrastructure;

/// <summary>What the product keeps and reaches outside itself.</summary>
public static class InfrastructureSetup
{
    public const string DefaultConnectionString = "Data Source=learnergraph.db";

    public const string DefaultModelFolder = "learnergraph-models";

    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Main") ?? DefaultConnectionString;
        services.AddSingleton(_ => DatabaseKind.Open(connectionString));
        services.AddSingleton(provider => new Schema(provider.GetRequiredService<IDatabase>()));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Bind<CatalogOptions>(configuration, "Catalog"));
        services.AddSingleton(provider => new CatalogCache(
            new CatalogStore(provider.GetRequiredService<IDatabase>()), provider.GetRequiredService<CatalogOptions>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CatalogCache>>()));
        services.AddSingleton<ICatalogStore>(provider => provider.GetRequiredService<CatalogCache>());
        services.AddSingleton<ICatalogSource>(provider => provider.GetRequiredService<CatalogCache>());
        services.AddSingleton<ILearnerStore, LearnerStore>();
        services.AddSingleton<IPracticeStore, PracticeStore>();
        services.AddSingleton<IPracticeFacts, PracticeFacts>();
        services.AddSingleton<IServiceFacts, ServiceFacts>();
        services.AddSingleton<ILearnerChanges, LearnerChanges>();
        services.AddSingleton<IRecommendationStore, RecommendationStore>();
        services.AddSingleton<IExperimentStore, ExperimentStore>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IApiKeyStore, ApiKeyStore>();
        services.AddSingleton<ILeases, LeaseStore>();
        services.AddSingleton<IPipelineStore, PipelineStore>();
        services.AddSingleton<IAttemptImport, AttemptImport>();
        services.AddSingleton<ICatalogImport, CatalogImport>();
        services.AddSingleton<IAnswerLogFile, AnswerLogFile>();
        services.AddSingleton(RankingModels.All);
        foreach (var kind in DktModels.All) services.AddSingleton(kind);
        services.AddSingleton<IModelKind, NcfKind>();
        services.AddSingleton<IModelKind, DktKind>();
        services.AddSingleton<ICandidateScorers, CandidateScorers>();
        services.AddSingleton<IModelRegistry, ModelRegistry>();
        services.AddSingleton<IModelFiles>(_ => new ModelFolder(configuration["Models:Folder"] ?? DefaultModelFolder));
        services.AddSingleton<IRankingFiles, RankingFiles>();
        services.AddSingleton<IReviewLogFile, ReviewLogFile>();
        services.AddSingleton<IPrerequisiteFile, PrerequisiteFile>();
        services.AddSingleton<IConceptGraphStore, RelationalConceptGraph>();
        services.AddSingleton<IGraphDatabase>(provider => new GraphDatabase(
            GraphAddress.TryParse(configuration.GetConnectionString("Graph") ?? ""),
            Bind<GraphOptions>(configuration, "Graph"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITableFiles, TableFiles>();
        var embeddings = Bind<EmbeddingOptions>(configuration, EmbeddingOptions.Section);
        if (embeddings.IsBuiltIn) services.AddSingleton<ITextSpaces, LsaSpaces>();
        else services.AddSingleton<ITextSpaces>(new HttpSpaces(embeddings, TimeProvider.System));
        services.AddSingleton<IContentVectors, ContentVectors>();
        services.AddSingleton(Bind<VectorOptions>(configuration, VectorOptions.Section));
        services.AddSingleton<IVectorIndexes, VectorIndexes>();
        services.AddSingleton<IRelationProposals, RelationProposals>();
        services.AddSingleton<ISuggestionFeedback, SuggestionFeedbackStore>();
        services.AddSingleton(Bind<ClusteringOptions>(configuration, ClusteringOptions.Section));
        services.AddSingleton<IClusterings, Clusterings>();
        services.AddSingleton<IInteractionStore, InteractionStore>();
        services.AddSingleton(Bind<AdjusterOptions>(configuration, AdjusterOptions.Section).Build());
        services.AddSetCache(Bind<CacheOptions>(configuration, "Cache"));
        return services;
    }

    private static void AddSetCache(this IServiceCollection services, CacheOptions options)
    {
        if (options.Redis.Length > 0)
        {
            services.AddSingleton(provider => new RedisLink(
                options, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RedisLink>>()));
            services.AddSingleton<SharedSets>();
        }

        services.AddSingleton<ISharedCacheProbe>(provider => new RedisProbe(provider.GetService<RedisLink>()));
        services.AddSingleton<ISetCache>(provider => new SetCache(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetService<SharedSets>()));
    }

    // The Api's table of settings has checked the values before anything is built from them.
    private static T Bind<T>(IConfiguration configuration, string section)
        where T : class, new() =>
        configuration.GetSection(section).Get<T>() ?? new T();
}
