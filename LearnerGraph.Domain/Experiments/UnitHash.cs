using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Domain.Experiments;

/// <summary>The hash behind assignment, "lg1": one clean 64-bit number per (purpose, salt, unit).</summary>
/// <remarks>
/// First 8 bytes, big-endian, of SHA-256 over "lg1" and the three fields, each UTF-8 with its length as 4 bytes
/// big-endian before it, so that "ab"+"c" differs from "a"+"bc". Buckets by multiply-high. See
/// docs/algorithms/experiments.md.
/// </remarks>
public static class UnitHash
{
    /// <summary>Learners kept out of all experiments.</summary>
    public const string Holdout = "holdout";

    /// <summary>Who takes part: the segment of a layer or of the experiment itself.</summary>
    public const string Allocation = "alloc";

    /// <summary>Which variant.</summary>
    public const string Variant = "variant";

    /// <summary>Buckets that a hash falls into.</summary>
    public const int Buckets = 1_000_000;

    private const int StackBytes = 512;

    public static ulong Compute(string purpose, string salt, string unit)
    {
        var size = 3 + 12 + Encoding.UTF8.GetMaxByteCount(purpose.Length)
            + Encoding.UTF8.GetMaxByteCount(salt.Length) + Encoding.UTF8.GetMaxByteCount(unit.Length);
        var message = size <= StackBytes ? stackalloc byte[StackBytes] : new byte[size];
        "lg1"u8.CopyTo(message);
        var end = Append(message, 3, purpose);
        end = Append(message, end, salt);
        end = Append(message, end, unit);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message[..end], digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    /// <summary>The bucket in [0, 1,000,000): floor(hash * 10^6 / 2^64).</summary>
    public static int Bucket(ulong hash) => (int)Math.BigMul(hash, Buckets, out _);

    public static int Bucket(string purpose, string salt, string unit) => Bucket(Compute(purpose, salt, unit));

    private static int Append(Span<byte> message, int at, string field)
    {
        var length = Encoding.UTF8.GetBytes(field, message[(at + 4)..]);
        BinaryPrimitives.WriteInt32BigEndian(message[at..], length);
        return at + 4 + length;
    }
}
