namespace LearnerGraph.Infrastructure.Import;

/// <summary>A file that cannot be what it is said to be; nothing of it was written.</summary>
internal sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner);
