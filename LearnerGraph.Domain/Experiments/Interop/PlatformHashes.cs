using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Domain.Experiments.Interop;

/// <summary>The bucketing of other platforms, for checking exports of experiments that ran there.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The platforms' own rules; nothing here is a secret.")]
[SuppressMessage("Security", "CA5351", Justification = "The platforms' own rules; nothing here is a secret.")]
public static class PlatformHashes
{
    /// <summary>Optimizely: murmur3 (x86, 32 bits, seed 1) of unit and parent, scaled to 10,000.</summary>
    public static int Optimizely(string bucketingId, string parentId) =>
        (int)(Murmur3(Encoding.UTF8.GetBytes(bucketingId + parentId), 1) / 4294967296.0 * 10_000);

    /// <summary>GO Feature Flag: FNV-1a 32 over UTF-8 of flag and key, modulo 100,000.</summary>
    public static int GoFeatureFlag(string flag, string key)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(flag + key)) hash = (hash ^ value) * 16777619;
        return (int)(hash % 100_000);
    }

    /// <summary>Statsig: the first 8 bytes, big-endian, of SHA-256.</summary>
    public static ulong Statsig(string text) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>PlanOut: the first 15 hexadecimal digits of SHA-1 over "experiment.parameter.unit".</summary>
    public static ulong PlanOut(string experimentSalt, string parameterSalt, string unit)
    {
        var digest = SHA1.HashData(Encoding.UTF8.GetBytes($"{experimentSalt}.{parameterSalt}.{unit}"));
        return BinaryPrimitives.ReadUInt64BigEndian(digest) >> 4;
    }

    /// <summary>PlanOut's number in [0, 1].</summary>
    public static double PlanOutUniform(ulong hash) => hash / (double)0xFFFFFFFFFFFFFFF;

    /// <summary>Eppo: the first 4 bytes, big-endian and unsigned, of MD5, modulo the shards.</summary>
    public static int Eppo(string input, int shards) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(input))) % (uint)shards);

    private static uint Murmur3(ReadOnlySpan<byte> data, uint seed)
    {
        var hash = seed;
        var rest = data;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            hash ^= Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64;
        }

        uint tail = 0;
        for (var i = rest.Length - 1; i >= 0; i--) tail = (tail << 8) | rest[i];
        if (!rest.IsEmpty) hash ^= Scramble(tail);
        hash ^= (uint)data.Length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
}
