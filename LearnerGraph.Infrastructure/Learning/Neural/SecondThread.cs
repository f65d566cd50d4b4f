namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>A thread that does the other half of a piece of work; starting it allocates nothing.</summary>
internal sealed class SecondThread : IDisposable
{
    private readonly SemaphoreSlim _begin = new(0);
    private readonly SemaphoreSlim _end = new(0);
    private Action? _work;

    public SecondThread() => new Thread(Run) { IsBackground = true, Name = "second half" }.Start();

    /// <summary>Starts the work; <see cref="End"/> must follow.</summary>
    public void Begin(Action work)
    {
        _work = work;
        _begin.Release();
    }

    /// <summary>Waits until the work is done.</summary>
    public void End() => _end.Wait();

    public void Dispose()
    {
        _work = null;
        _begin.Release();
        _end.Wait();
        _begin.Dispose();
        _end.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _begin.Wait();
            Action? work = _work;
            work?.Invoke();
            _end.Release();
            if (work is null) return;
        }
    }
}
