using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>What comes first in a plain list of edges.</summary>
public enum EdgeMeaning
{
    /// <summary>`from` requires `to`: `to` comes first, as in the product's own relations.</summary>
    Requires,

    /// <summary>`from` is required by `to`: `from` comes first.</summary>
    Unlocks,
}

/// <summary>A prerequisite graph as a file tells it: cycles and all.</summary>
/// <param name="Names">Each once; the position is the concept's index.</param>
/// <param name="Requires">From requires To, by index; may hold self-loops and cycles.</param>
/// <param name="DuplicateNames">Names that had several rows, taken together.</param>
public sealed record PrerequisiteList(
    IReadOnlyList<string> Names, IReadOnlyList<(int From, int To)> Requires, IReadOnlyList<string> DuplicateNames);

/// <summary>Reads prerequisite graphs from files in foreign formats; plain CSV or gzipped.</summary>
public interface IPrerequisiteFile
{
    /// <param name="meaning">Of the edges in a plain list; other formats say it themselves.</param>
    Result<PrerequisiteList> Read(string path, EdgeMeaning meaning);
}
