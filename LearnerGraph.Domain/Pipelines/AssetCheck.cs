namespace LearnerGraph.Domain.Pipelines;

/// <summary>What an asset was looked at for, and whether it was so.</summary>
/// <param name="Name">In snake case.</param>
/// <param name="Passed">False and blocking: the asset is not kept and nothing that reads it runs.</param>
/// <param name="IsBlocking">Otherwise a failure is a warning.</param>
/// <param name="Expected">In words.</param>
/// <param name="Seen">In words, with the number and a few names of what is wrong.</param>
public sealed record AssetCheck(string Name, bool Passed, bool IsBlocking, string Expected, string Seen)
{
    private const int Named = 3;

    /// <summary>That nothing is on a list of what is wrong.</summary>
    public static AssetCheck None(
        string name, string expected, IReadOnlyCollection<string> wrong, bool isBlocking = true) =>
        new(name, wrong.Count == 0, isBlocking, expected, wrong.Count == 0
            ? "none"
            : $"{wrong.Count}: {string.Join(", ", wrong.Take(Named))}{(wrong.Count > Named ? ", …" : "")}");

    /// <summary>That there is something at all.</summary>
    public static AssetCheck Some(string name, string expected, int count, bool isBlocking = true) =>
        new(name, count > 0, isBlocking, expected, $"{count}");
}
