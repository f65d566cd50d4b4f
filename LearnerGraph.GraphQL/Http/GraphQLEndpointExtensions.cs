using LearnerGraph.GraphQL.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
        var upgrading = endpoints.CreateApplicationBuilder();
        upgrading.UseWebSockets();
        upgrading.Run(endpoint.HandleUpgradeAsync);
        var upgrade = upgrading.Build();
        return endpoints
            .Map(pattern, context => AsksToUpgrade(context) ? upgrade(context) : endpoint.HandleAsync(context))
            .WithDisplayName("GraphQL");
    }

    // Over HTTP/2 a socket is asked for by CONNECT.
    private static bool AsksToUpgrade(HttpContext context) =>
        context.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(context.Request.Method)
        || context.Features.Get<IHttpWebSocketFeature>() is not null;
}
