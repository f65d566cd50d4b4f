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

    private const int SmallBytes = 256;

    // A learner's longest id, a group's longest name and all lengths fit into it.
    private const int LargeBytes = 2048;

    private const int FixedBytes = 3 + (3 * sizeof(int));

    public static ulong Compute(string purpose, string salt, string unit) => Compute(purpose, "", salt, unit);

    /// <summary>The same for a salt in two parts, which need not be joined to be hashed.</summary>
    public static ulong Compute(string purpose, string saltPrefix, string salt, string unit)
    {
        // A UTF-16 code unit has at most three bytes in UTF-8.
        var most = FixedBytes + (3 * (purpose.Length + saltPrefix.Length + salt.Length + unit.Length));
        return most <= SmallBytes ? Compute(stackalloc byte[SmallBytes], purpose, saltPrefix, salt, unit)
            : most <= LargeBytes ? Compute(stackalloc byte[LargeBytes], purpose, saltPrefix, salt, unit)
            : Compute(new byte[most], purpose, saltPrefix, salt, unit);
    }

    /// <summary>The bucket in [0, 1,000,000): floor(hash * 10^6 / 2^64).</summary>
    public static int Bucket(ulong hash) => (int)Math.BigMul(hash, Buckets, out _);

    public static int Bucket(string purpose, string salt, string unit) => Bucket(Compute(purpose, salt, unit));

    public static int Bucket(string purpose, string saltPrefix, string salt, string unit) =>
        Bucket(Compute(purpose, saltPrefix, salt, unit));

    private static ulong Compute(Span<byte> message, string purpose, string saltPrefix, string salt, string unit)
    {
        "lg1"u8.CopyTo(message);
        var end = Append(message, 3, purpose, "");
        end = Append(message, end, saltPrefix, salt);
        end = Append(message, end, unit, "");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message[..end], digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    private static int Append(Span<byte> message, int at, string head, string tail)
    {
        var length = Encoding.UTF8.GetBytes(head, message[(at + 4)..]);
        if (tail.Length > 0) length += Encoding.UTF8.GetBytes(tail, message[(at + 4 + length)..]);
        BinaryPrimitives.WriteInt32BigEndian(message[at..], length);
        return at + 4 + length;
    }
}
