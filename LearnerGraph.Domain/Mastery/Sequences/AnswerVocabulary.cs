using System.Runtime.InteropServices;

namespace LearnerGraph.Domain.Mastery.Sequences;

/// <summary>
/// Dense numbers for the questions, concepts and skill sets that logs name; logs that are read into the same vocabulary
/// mean the same by a number.
/// </summary>
public sealed class AnswerVocabulary
{
    private readonly Dictionary<string, int> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _concepts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _skillSets = new(StringComparer.Ordinal);
    private readonly List<int[]> _conceptsOfSet = [];
    private readonly List<int[]> _conceptsOfQuestion = [];

    public int Questions => _questions.Count;

    public int Concepts => _concepts.Count;

    public int SkillSets => _conceptsOfSet.Count;

    /// <summary>Concepts of a skill set, ascending.</summary>
    public ReadOnlySpan<int> ConceptsOfSet(int skillSet) => _conceptsOfSet[skillSet];

    /// <summary>All concepts that any answer to the question named, ascending.</summary>
    public ReadOnlySpan<int> ConceptsOfQuestion(int question) => _conceptsOfQuestion[question];

    /// <summary>The number of a set of skills, named in any order; an empty set is one too.</summary>
    public int SkillSet(IEnumerable<string> skills)
    {
        string[] names = [.. skills.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _skillSets, string.Join(';', names), out bool isKnown);
        if (isKnown) return number;

        number = _conceptsOfSet.Count;
        int[] concepts = Array.ConvertAll(names, name => Numbered(_concepts, name));
        Array.Sort(concepts);
        _conceptsOfSet.Add(concepts);
        return number;
    }

    /// <summary>The number of a question that was asked with a set of skills.</summary>
    public int Question(string name, int skillSet)
    {
        int question = Numbered(_questions, name);
        if (question == _conceptsOfQuestion.Count)
            _conceptsOfQuestion.Add(_conceptsOfSet[skillSet]);
        else if (!ReferenceEquals(_conceptsOfQuestion[question], _conceptsOfSet[skillSet]))
            _conceptsOfQuestion[question] = [.. Union(_conceptsOfQuestion[question], _conceptsOfSet[skillSet])];
        return question;
    }

    private static IEnumerable<int> Union(int[] known, int[] added) => known.Union(added).Order();

    private static int Numbered(Dictionary<string, int> numbers, string name)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, name, out bool isKnown);
        if (!isKnown) number = numbers.Count - 1;
        return number;
    }
}
