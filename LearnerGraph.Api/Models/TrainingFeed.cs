namespace LearnerGraph.Api.Models;

/// <summary>Tells the worker of this process that a training was asked for.</summary>
public sealed class TrainingFeed : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);

    public void Wake() => _asked.Release();

    /// <summary>Until somebody asks, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken ct)
    {
        await _asked.WaitAsync(longest, ct);
        while (await _asked.WaitAsync(TimeSpan.Zero, ct)) { }
    }

    public void Dispose() => _asked.Dispose();
}
