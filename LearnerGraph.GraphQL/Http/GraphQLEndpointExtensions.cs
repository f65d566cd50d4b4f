using LearnerGraph.GraphQL.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL;

public static class GraphQLEndpointExtensions
{
    /// <summary>Serves the schema at the path. It is built now, so that a mistake in it stops the start.</summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string pattern = "/graphql")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var endpoint = new GraphQLEndpoint(endpoints.ServiceProvider.GetRequiredService<GraphQLServer>());
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(endpoint.HandleAsync);
        return endpoints.Map(pattern, pipeline.Build()).WithDisplayName("GraphQL");
    }
}
