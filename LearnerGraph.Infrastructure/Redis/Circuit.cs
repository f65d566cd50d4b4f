namespace LearnerGraph.Infrastructure.Redis;

/// <summary>
/// Keeps callers away from something that fails: open after some failures in a row, then one call after a pause may
/// try; the pause doubles with each failed trial up to a limit. A success closes it.
/// </summary>
internal sealed class Circuit(TimeProvider clock)
{
    private const int FailuresToOpen = 3;
    private const double FirstPauseMs = 250;
    private const double LongestPauseMs = 5_000;

    private readonly Lock _gate = new();
    private int _failures;
    private long _openedAt;
    private double _pauseMs = FirstPauseMs;
    private bool _isTrying;

    public bool IsOpen => Volatile.Read(ref _failures) >= FailuresToOpen;

    /// <summary>True where a call may be made; each must then report how it went.</summary>
    public bool TryEnter()
    {
        if (!IsOpen) return true;

        lock (_gate)
        {
            if (!IsOpen) return true;
            if (_isTrying || clock.GetElapsedTime(_openedAt).TotalMilliseconds < _pauseMs) return false;

            _isTrying = true;
            return true;
        }
    }

    public void Succeeded()
    {
        if (Volatile.Read(ref _failures) == 0) return;

        lock (_gate)
        {
            _failures = 0;
            _isTrying = false;
            _pauseMs = FirstPauseMs;
        }
    }

    /// <summary>The caller gave up before it could be known; a trial is open again for the next.</summary>
    public void Abandoned()
    {
        lock (_gate) _isTrying = false;
    }

    public void Failed()
    {
        lock (_gate)
        {
            _failures++;
            if (!IsOpen) return;

            if (_isTrying) _pauseMs = Math.Min(_pauseMs * 2, LongestPauseMs);
            _isTrying = false;
            _openedAt = clock.GetTimestamp();
        }
    }
}
