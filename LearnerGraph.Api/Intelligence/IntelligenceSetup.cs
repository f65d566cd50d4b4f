using LearnerGraph.Api.Intelligence.Clusters.UseCases;
using LearnerGraph.Api.Intelligence.Personal.UseCases;
using LearnerGraph.Api.Intelligence.Search;
using LearnerGraph.Api.Intelligence.Search.UseCases;
using LearnerGraph.Api.Intelligence.UseCases;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Intelligence;

/// <summary>What is learned from texts.</summary>
internal static class IntelligenceSetup
{
    public static void AddIntelligence(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<EvaluateText>();
        services.AddSingleton<EvaluatePrerequisites>();
        services.AddSingleton<CourseSpaces>();
        services.AddSingleton<SuggestConcepts>();
        services.AddSingleton<RecordSuggestionFeedback>();
        services.AddSingleton<ResetSuggestionFeedback>();
        services.AddSingleton<FindRelations>();
        services.AddSingleton<DetectRelations>();
        services.AddSingleton<DecideRelation>();
        services.AddSingleton<CourseIndexes>();
        services.AddSingleton<FindSimilarQuestions>();
        services.AddSingleton<ClusterCourse>();
        services.AddSingleton<ShowClusters>();
        services.AddSingleton(settings.Bind<SearchOptions>(SearchOptions.Section));
        services.AddSingleton<SearchContent>();
        services.AddSingleton<RecordInteractions>();
        services.AddSingleton<ImproveVectors>();
    }
}
