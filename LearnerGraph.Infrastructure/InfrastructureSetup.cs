using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence;
using LearnerGraph.Infrastructure.Persistence.Content;
using LearnerGraph.Infrastructure.Persistence.Learners;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Infrastructure.Persistence.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Sql;
using LearnerGraph.Infrastructure.Persistence.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Infrastructure;

/// <summary>What the product keeps and reaches outside itself.</summary>
public static class InfrastructureSetup
{
    public const string DefaultConnectionString = "Data Source=learnergraph.db";

    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Main") ?? DefaultConnectionString;
        services.AddSingleton<IDatabase>(_ => new SqliteDatabase(connectionString));
        services.AddSingleton(provider => new Schema(provider.GetRequiredService<IDatabase>()));
        services.AddSingleton<ICatalogStore, CatalogStore>();
        services.AddSingleton<ILearnerStore, LearnerStore>();
        services.AddSingleton<IPracticeStore, PracticeStore>();
        services.AddSingleton<IRecommendationStore, RecommendationStore>();
        return services;
    }
}
