using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Fires when the server begins to stop: long-lived connections then end instead of being cut.</summary>
internal static class HostEnd
{
    public static CancellationToken Of(HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
}
