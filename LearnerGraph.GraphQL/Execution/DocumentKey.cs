using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>SHA-256 of a document's text.</summary>
internal readonly record struct DocumentKey(ulong A, ulong B, ulong C, ulong D)
{
    public static DocumentKey Of(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return new DocumentKey(
            BinaryPrimitives.ReadUInt64BigEndian(hash),
            BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));
    }

    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
