namespace LearnerGraph.Domain.Pipelines;

/// <summary>How often a failed production is tried again, and how long is waited before.</summary>
/// <param name="MaxAttempts">All tries together.</param>
/// <param name="FirstDelay">Before the second; doubled for each further one, up to <paramref name="MaxDelay"/>.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstDelay, TimeSpan MaxDelay)
{
    public static readonly RetryPolicy Default = new(3, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));

    /// <summary>The wait after a failed attempt, numbered from 1; null where there is no further one.</summary>
    public TimeSpan? DelayAfter(int attempt)
    {
        if (attempt >= MaxAttempts) return null;

        double seconds = FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30));
        return TimeSpan.FromSeconds(Math.Min(seconds, MaxDelay.TotalSeconds));
    }
}
