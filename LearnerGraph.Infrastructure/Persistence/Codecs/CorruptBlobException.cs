namespace LearnerGraph.Infrastructure.Persistence.Codecs;

/// <summary>Stored bytes that are not what was written: cut off, changed, or from a newer program.</summary>
public sealed class CorruptBlobException(string what, string reason)
    : Exception($"A stored {what} cannot be read: {reason}.");
