namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>How many commands ran since the count began, for how long; one within another adds to both.</summary>
public sealed class SqlCount(SqlCount? outer = null)
{
    private int _commands;
    private long _ticks;

    public int Commands => Volatile.Read(ref _commands);

    public TimeSpan Elapsed => new(Interlocked.Read(ref _ticks));

    internal void Add(TimeSpan elapsed)
    {
        Interlocked.Increment(ref _commands);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
        outer?.Add(elapsed);
    }
}
