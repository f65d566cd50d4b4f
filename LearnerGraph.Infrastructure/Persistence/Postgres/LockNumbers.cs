using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>Numbers of advisory locks, which all programs on one database share: ours begin with "lg".</summary>
internal static class LockNumbers
{
    public const long Order = 0x6C67_0000_0000_0001;
    public const long Migration = 0x6C67_0000_0000_0002;

    /// <summary>48 bits of the name's SHA-256 after the common beginning, clear of the fixed ones.</summary>
    public static long Of(string name)
    {
        var hash = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return 0x6C67_0000_0000_0000 | (hash & 0xFFFF_FFFF_FFFF) | 0x8000_0000_0000;
    }
}
