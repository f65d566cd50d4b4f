using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Models.Ranking;

/// <summary>Names of users and items, numbered in the order of their first appearance.</summary>
public sealed class RankingVocabulary
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly List<string> _userNames = [];

    public int Items => _items.Count;

    public int User(string name) => Numbered(_users, name, _userNames);

    public int Item(string name) => Numbered(_items, name, null);

    public string UserName(int user) => _userNames[user];

    private static int Numbered(Dictionary<string, int> numbers, string name, List<string>? names)
    {
        if (numbers.TryGetValue(name, out int number)) return number;

        numbers.Add(name, number = numbers.Count);
        names?.Add(name);
        return number;
    }
}

/// <summary>Reads the files of the ranking evaluation; plain or gzipped.</summary>
public interface IRankingFiles
{
    /// <summary>Lines of a user and its items, separated by blanks.</summary>
    Result<Interactions> ReadTraining(string path, RankingVocabulary vocabulary);

    /// <summary>Lines of a user, the wanted item and the others (comma-separated), separated by tabs.</summary>
    Result<CandidateList[]> ReadCandidates(string path, RankingVocabulary vocabulary);
}
