using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Faults;

/// <summary>A folder, a journal and learners at work, for faults of the real process.</summary>
internal sealed class FaultBench : IDisposable
{
    public FaultBench(int seed)
    {
        Journal = new Journal(Path.Combine(Folder, "journal"));
        Practice = new Practice(Journal, seed);
        Random = new Random(seed);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("learnergraph-fault-").FullName;

    public Journal Journal { get; }

    public Practice Practice { get; }

    public Random Random { get; }

    /// <summary>Learners work at a server while something is done to it, which says when it is over.</summary>
    public async Task WhileWorkingAsync(Func<ServerProcess> server, Func<Task> fault)
    {
        using var stop = new CancellationTokenSource();
        var work = Practice.RunAsync(server, stop.Token);
        try
        {
            await fault();
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }
    }

    /// <summary>Awaits some more acknowledged attempts.</summary>
    public async Task AcknowledgedAsync(int more)
    {
        var wanted = Journal.Count + more;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (Journal.Count < wanted) await Task.Delay(10, limit.Token);
    }

    public void Dispose()
    {
        Journal.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
