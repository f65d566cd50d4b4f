using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Fires when the identity behind a long-lived connection ends.</summary>
internal sealed class IdentityEnd : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private readonly CancellationTokenSource _source = new();
    private ITimer? _timer;

    public CancellationToken Token => _source.Token;

    public void Watch(DateTimeOffset? end, IServiceProvider services)
    {
        if (end is not { } at)
        {
            return;
        }

        var clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var left = at - clock.GetUtcNow();
        _timer = clock.CreateTimer(
            _ => _source.Cancel(), null, left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest,
            Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }
}
