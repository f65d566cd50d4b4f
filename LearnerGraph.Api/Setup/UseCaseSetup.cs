using LearnerGraph.Api.Content;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Learners.UseCases;

namespace LearnerGraph.Api.Setup;

/// <summary>The use cases, and the stateless engines of the domain that they call, built from the settings.</summary>
internal static class UseCaseSetup
{
    public static void AddUseCases(this IServiceCollection services, IConfiguration settings)
    {
        services.AddScoped<RequestCatalog>();
        services.AddSingleton<EditCatalog>();
        services.AddSingleton<CreateLearner>();
        services.AddSingleton<UpdateLearner>();
        services.AddSingleton<EraseLearner>();
    }
}
