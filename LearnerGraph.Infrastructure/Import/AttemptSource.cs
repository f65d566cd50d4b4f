namespace LearnerGraph.Infrastructure.Import;

/// <summary>A file of answers, plain or gzipped, and what its format leaves open.</summary>
/// <param name="Open">Opens the file from its start; formats that bring their content read it twice.</param>
public sealed record AttemptSource(AttemptFormat Format, Func<Stream> Open)
{
    /// <summary>Of keys and external ids that the file has only numbers for; null takes the format's own.</summary>
    public string? Prefix { get; init; }

    /// <summary>External id of the one learner whose log it is.</summary>
    public string? Learner { get; init; }

    /// <summary>
    /// Where timestamps count from; without it they are left out, and the rows keep their order only.
    /// </summary>
    public DateTimeOffset? StartDate { get; init; }

    public string TimeZone { get; init; } = "Etc/UTC";

    public static AttemptSource File(AttemptFormat format, string path) =>
        new(format, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
}
