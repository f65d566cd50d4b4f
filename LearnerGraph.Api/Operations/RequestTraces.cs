using System.Diagnostics;

namespace LearnerGraph.Api.Operations;

/// <summary>
/// Gives every request a W3C trace id, the caller's where it sent one, whether or not traces are exported: logs,
/// exemplars and masked errors name it.
/// </summary>
public sealed class RequestTraces : IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    public RequestTraces() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();
}
