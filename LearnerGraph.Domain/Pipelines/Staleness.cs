using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Domain.Pipelines;

/// <summary>Whether a part of an asset has to be produced again, and why.</summary>
/// <param name="Reasons">In words; empty where it is fresh.</param>
/// <param name="Inputs">Output hashes of the inputs as they stand, by name; null where one was never made.</param>
public sealed record Freshness(
    string Fingerprint, IReadOnlyList<string> Reasons, IReadOnlyDictionary<string, string>? Inputs)
{
    public bool IsStale => Reasons.Count > 0;

    /// <summary>False while an input was never produced.</summary>
    public bool IsReady => Inputs is not null;
}

/// <summary>Compares what an asset was made from with what it would be made from now.</summary>
public static class Staleness
{
    /// <param name="source">The part as it can be produced now.</param>
    /// <param name="states">All stored states, by asset and partition.</param>
    public static Freshness Of(
        AssetGraph graph, AssetDefinition asset, PartitionSource source,
        IReadOnlyDictionary<(string Asset, string Partition), AssetState> states)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (string name in asset.Inputs)
        {
            if (OutputOf(graph.Find(name)!, asset, source.Key, states) is { } hash) inputs[name] = hash;
            else missing.Add($"its input {name} was never made");
        }

        if (missing.Count > 0) return new Freshness("", missing, null);

        string fingerprint = Hash(
            [
                asset.Name, $"{asset.Version}", source.Hash,
                .. inputs.SelectMany(pair => new[] { pair.Key, pair.Value }),
            ]);
        var stored = states.GetValueOrDefault((asset.Name, source.Key));
        return new Freshness(fingerprint, Reasons(asset, source, stored, inputs), inputs);
    }

    /// <summary>SHA-256 over the parts, each with its length before it, so that no two lists read the same.</summary>
    public static string Hash(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static List<string> Reasons(
        AssetDefinition asset, PartitionSource source, AssetState? stored, SortedDictionary<string, string> inputs)
    {
        if (stored is null) return ["it was never made"];

        var reasons = new List<string>();
        if (stored.Version != asset.Version)
            reasons.Add($"its version is {asset.Version}, and it was made with version {stored.Version}");
        if (stored.SourceHash != source.Hash) reasons.Add("what it reads has changed");
        foreach (var (name, hash) in inputs)
        {
            if (!stored.Inputs.TryGetValue(name, out string? before)) reasons.Add($"it reads {name} now");
            else if (before != hash) reasons.Add($"its input {name} has changed");
        }

        reasons.AddRange(stored.Inputs.Keys.Where(name => !inputs.ContainsKey(name))
            .Select(name => $"it does not read {name} any more"));
        return reasons;
    }

    /// <summary>
    /// Of an input cut in the same way the same part; of any other all parts together. Null where there is none.
    /// </summary>
    private static string? OutputOf(
        AssetDefinition input, AssetDefinition reader, string partition,
        IReadOnlyDictionary<(string Asset, string Partition), AssetState> states)
    {
        if (input.Partitions == reader.Partitions)
            return states.GetValueOrDefault((input.Name, partition))?.OutputHash;

        var parts = states.Values.Where(state => state.Asset == input.Name)
            .OrderBy(state => state.Partition, StringComparer.Ordinal).ToArray();
        return parts.Length == 0 ? null : Hash(parts.SelectMany(part => new[] { part.Partition, part.OutputHash }));
    }
}
