using System.IO.Compression;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Opens a file's text, unpacked where it is gzipped, and knows how much of it has been read.</summary>
internal sealed class AttemptSource(AttemptFile file, Func<Stream> open)
{
    private Stream? _opened;

    public AttemptSource(AttemptFile file)
        : this(file, () => new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16))
    {
    }

    public AttemptFile File => file;

    /// <summary>Share of the bytes that were read since it was last opened.</summary>
    public double Done
    {
        get
        {
            try
            {
                return _opened is { CanSeek: true, Length: > 0 } stream ? (double)stream.Position / stream.Length : 1;
            }
            catch (ObjectDisposedException)
            {
                return 1;
            }
        }
    }

    /// <summary>From the start; formats that bring their content read it twice.</summary>
    public StreamReader Open()
    {
        var stream = _opened = open();
        Span<byte> magic = stackalloc byte[2];
        var length = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        var isGzip = length == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        return new StreamReader(isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }
}
