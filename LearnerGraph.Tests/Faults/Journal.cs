namespace LearnerGraph.Tests.Faults;

/// <summary>What clients were promised, each entry on the disk before the client goes on.</summary>
internal sealed class Journal(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    private readonly HashSet<Guid> _acknowledged = [];
    private readonly List<Guid[]> _sent = [];

    public int Count
    {
        get
        {
            lock (_file) return _acknowledged.Count;
        }
    }

    public void Sending(Guid[] batch)
    {
        lock (_file) _sent.Add(batch);
    }

    public void Acknowledge(Guid[] batch)
    {
        lock (_file)
        {
            foreach (var id in batch)
            {
                _file.Write(id.ToByteArray());
                _acknowledged.Add(id);
            }

            _file.Flush(flushToDisk: true);
        }
    }

    /// <summary>
    /// Every acknowledged attempt is stored once, nothing is stored that was never sent, and no batch by half.
    /// </summary>
    public void Verify(IReadOnlyCollection<Guid> stored)
    {
        var once = stored.ToHashSet();
        stored.Should().HaveCount(once.Count, "nothing is counted twice");
        _acknowledged.Except(once).Should().BeEmpty("nothing acknowledged is lost");
        once.Except(_sent.SelectMany(batch => batch)).Should().BeEmpty("nothing is made up");
        _sent.Where(batch => batch.Count(once.Contains) is not 0 and var kept && kept != batch.Length)
            .Should().BeEmpty("a submission is kept whole or not at all");
    }

    public void Dispose() => _file.Dispose();
}
