using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LearnerGraph.Domain.Kernel;

/// <summary>UUIDs that are always the same for the same name: what makes an import safe to repeat.</summary>
public static class NameBasedId
{
    /// <summary>The product's own namespace; every name begins with what it is a name of.</summary>
    private static readonly Guid Namespace = new("6f1e6c1c-5d0f-5b53-9a37-0d5a6b1f7c11");

    /// <summary>The UUID of a name, such as "assistments/assist-7/12".</summary>
    public static Guid For(string name) => For(Namespace, name);

    /// <summary>Version 5 of RFC 9562, section 5.5: SHA-1 over the namespace and the name in UTF-8.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 9562 names the hash; nothing secret hangs on it.")]
    public static Guid For(Guid scope, string name)
    {
        int length = 16 + Encoding.UTF8.GetByteCount(name);
        var bytes = length <= 256 ? stackalloc byte[length] : new byte[length];
        scope.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(bytes, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
