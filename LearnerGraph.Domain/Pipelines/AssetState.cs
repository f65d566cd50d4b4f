namespace LearnerGraph.Domain.Pipelines;

/// <summary>A part of an asset as it can be produced now, from what lies outside of the graph.</summary>
/// <param name="Key">The partition's name.</param>
/// <param name="Hash">Changes with what the asset itself reads of the store; not with its inputs.</param>
/// <param name="Watermark">How far the store had come, for people and for reading on from there.</param>
public sealed record PartitionSource(string Key, string Hash, long Watermark = 0);

/// <summary>The last successful production of one part of an asset.</summary>
/// <param name="Fingerprint">Of everything that it was made from; equal ones need no second production.</param>
/// <param name="OutputHash">Of what was made; readers are only stale where it changed.</param>
/// <param name="Rows">What the part holds.</param>
/// <param name="Inputs">Output hashes of the inputs at that time: the lineage.</param>
public sealed record AssetState(
    string Asset,
    string Partition,
    int Version,
    string SourceHash,
    long Watermark,
    string Fingerprint,
    string OutputHash,
    int Rows,
    DateTimeOffset At,
    long Run,
    IReadOnlyDictionary<string, string> Inputs);
