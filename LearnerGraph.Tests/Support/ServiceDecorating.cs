using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Support;

internal static class ServiceDecorating
{
    /// <summary>Puts something around the service that was registered last.</summary>
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => around((T)(inner.ImplementationFactory?.Invoke(provider)
            ?? inner.ImplementationInstance
            ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }
}
