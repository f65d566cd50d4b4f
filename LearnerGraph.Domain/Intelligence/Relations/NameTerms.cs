using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>A concept's name taken apart: what it is about, how advanced it says it is, and its initials.</summary>
public sealed class NameTerms
{
    private const int ShortestAcronym = 2;

    private static readonly HashSet<string> Fillers =
        ["a", "an", "the", "of", "in", "on", "to", "for", "with", "and", "or", "by", "from", "how", "what", "using"];

    private static readonly HashSet<string> Early =
    [
        "basic", "fundamental", "introduction", "introductory", "intro", "beginner", "elementary", "foundation",
        "primer", "simple", "first",
    ];

    private static readonly HashSet<string> Late = ["advanced", "expert", "further", "complex", "deeper", "mastering"];

    private readonly string[] _words;

    private NameTerms(string[] words, HashSet<string> core, int level) => (_words, Core, Level) = (words, core, level);

    /// <summary>The words left when fillers and words of level are taken away, without a plural's s.</summary>
    public IReadOnlySet<string> Core { get; }

    /// <summary>-1 where the name says that it is for beginners, 1 for the advanced, else 0.</summary>
    public int Level { get; }

    public static NameTerms Of(string name)
    {
        string[] words = [.. Words.Of(name).Select(Singular).Where(word => !Fillers.Contains(word))];
        var level = words.Any(Late.Contains) ? 1 : words.Any(Early.Contains) ? -1 : 0;
        string[] about = [.. words.Where(word => !Late.Contains(word) && !Early.Contains(word))];
        return new NameTerms(about, [.. about.Length > 0 ? about : words], level);
    }

    /// <summary>The core, with acronyms of a run of the other name's words written out.</summary>
    public HashSet<string> CoreBeside(NameTerms other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Core)
        {
            if (other.RunOf(word) is { } run) written.UnionWith(run);
            else written.Add(word);
        }

        return written;
    }

    private string[]? RunOf(string acronym)
    {
        var length = acronym.Length;
        for (var start = 0; length >= ShortestAcronym && start + length <= _words.Length; start++)
        {
            var isRun = true;
            for (var i = 0; i < length; i++) isRun &= _words[start + i][0] == acronym[i];
            if (isRun) return _words[start..(start + length)];
        }

        return null;
    }

    private static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
}
