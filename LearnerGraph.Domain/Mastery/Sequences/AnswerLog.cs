namespace LearnerGraph.Domain.Mastery.Sequences;

/// <summary>One answer as a log tells it.</summary>
/// <param name="Question">Its number in the log's vocabulary.</param>
/// <param name="SkillSet">Its number in the log's vocabulary.</param>
/// <param name="Seconds">From any fixed instant; NaN where the time is not known.</param>
/// <param name="Places">What the file calls the answer: one place, or several that share a step.</param>
public readonly record struct LoggedAnswer(
    int Question, int SkillSet, bool Correct, double Seconds, IReadOnlyList<int> Places);

/// <summary>
/// Answers of many learners as flat arrays: the rows of a learner lie together, in the order they were given in.
/// </summary>
public sealed class AnswerLog
{
    private readonly string[] _learners;
    private readonly int[] _folds;
    private readonly int[] _starts;
    private readonly LoggedAnswer[] _answers;

    /// <param name="learners">Names and folds (0 for none), with the answers in order.</param>
    public AnswerLog(
        AnswerVocabulary vocabulary,
        IReadOnlyList<(string Name, int Fold, IReadOnlyList<LoggedAnswer> Answers)> learners)
    {
        Vocabulary = vocabulary;
        _learners = [.. learners.Select(learner => learner.Name)];
        _folds = [.. learners.Select(learner => learner.Fold)];
        _starts = new int[learners.Count + 1];
        for (int i = 0; i < learners.Count; i++) _starts[i + 1] = _starts[i] + learners[i].Answers.Count;
        _answers = new LoggedAnswer[_starts[^1]];
        for (int i = 0; i < learners.Count; i++)
        {
            for (int row = 0; row < learners[i].Answers.Count; row++)
                _answers[_starts[i] + row] = learners[i].Answers[row];
        }

        Questions = Array.ConvertAll(_answers, answer => answer.Question);
        SkillSets = Array.ConvertAll(_answers, answer => answer.SkillSet);
        Correct = Array.ConvertAll(_answers, answer => answer.Correct);
        Seconds = Array.ConvertAll(_answers, answer => answer.Seconds);
    }

    public AnswerVocabulary Vocabulary { get; }

    public int Learners => _learners.Length;

    public int Rows => _answers.Length;

    /// <summary>By row.</summary>
    public ReadOnlyMemory<int> Questions { get; }

    /// <summary>By row.</summary>
    public ReadOnlyMemory<int> SkillSets { get; }

    /// <summary>By row.</summary>
    public ReadOnlyMemory<bool> Correct { get; }

    /// <summary>By row; NaN where the time is not known.</summary>
    public ReadOnlyMemory<double> Seconds { get; }

    public string LearnerName(int learner) => _learners[learner];

    /// <summary>0 where the file tells none.</summary>
    public int FoldOf(int learner) => _folds[learner];

    /// <summary>The rows of a learner: from, and how many.</summary>
    public (int Start, int Count) RowsOf(int learner) =>
        (_starts[learner], _starts[learner + 1] - _starts[learner]);

    /// <summary>What the file calls the answer of a row.</summary>
    public IReadOnlyList<int> PlacesOf(int row) => _answers[row].Places;

    /// <summary>The learners that are wanted, in the same vocabulary.</summary>
    public AnswerLog Where(Func<int, bool> isWanted) => new(
        Vocabulary,
        [
            .. Enumerable.Range(0, Learners).Where(isWanted).Select(learner => (
                _learners[learner], _folds[learner],
                (IReadOnlyList<LoggedAnswer>)_answers[_starts[learner].._starts[learner + 1]])),
        ]);
}
