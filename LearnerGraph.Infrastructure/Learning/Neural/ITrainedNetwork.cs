namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// What every network shows of itself to files, registry and export: its kind, the numbers it was built from, its
/// tensors by name, and what goes in and comes out. <see cref="NetworkFile"/> keeps it, each kind's
/// <c>Open(StoredNetwork)</c> builds it again.
/// </summary>
internal interface ITrainedNetwork
{
    /// <summary>Which network: ncf, dkt, content, difficulty, path.</summary>
    string Kind { get; }

    /// <summary>The sizes and rates it was built from; with the tensors they are the whole network.</summary>
    IReadOnlyDictionary<string, double> Settings { get; }

    /// <summary>The tensors, with names that do not change between versions.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    IReadOnlyList<NetworkPort> Inputs { get; }

    IReadOnlyList<NetworkPort> Outputs { get; }
}

/// <summary>A named input or output.</summary>
/// <param name="Name">As exported.</param>
/// <param name="IsWhole">Whole numbers (ids) rather than floats.</param>
/// <param name="Shape">Sizes; -1 where any size goes.</param>
internal sealed record NetworkPort(string Name, bool IsWhole, IReadOnlyList<int> Shape);
