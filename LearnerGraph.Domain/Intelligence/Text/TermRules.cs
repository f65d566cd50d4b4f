namespace LearnerGraph.Domain.Intelligence.Text;

/// <summary>What of a text counts as a term. Lengths are numbers of words or characters; 0 leaves a kind out.</summary>
/// <param name="WordGrams">Word sequences of length 1 to this.</param>
/// <param name="LetterGramsFrom">Character sequences inside a word and its borders: the shortest.</param>
/// <param name="LetterGramsTo">And the longest.</param>
/// <param name="LetterWeight">Weight of the block of character sequences; words have 1.</param>
/// <param name="FrameGrams">Word sequences in which every rare word is the same blank: how it is said.</param>
/// <param name="ClosingGrams">Likewise of the last sentence, which in a problem asks the question.</param>
/// <param name="RareShare">A word in a smaller share of the texts is rare.</param>
/// <param name="MinDocuments">Terms in fewer texts are left out.</param>
/// <param name="MaxTerms">The most frequent ones that are kept.</param>
/// <param name="NumbersAreOne">Every number, in digits or in words, is the same term.</param>
public sealed record TermRules(
    int WordGrams = 2,
    int LetterGramsFrom = 3,
    int LetterGramsTo = 4,
    float LetterWeight = 0.7f,
    int FrameGrams = 0,
    int ClosingGrams = 0,
    double RareShare = 0.01,
    int MinDocuments = 1,
    int MaxTerms = 40_000,
    bool NumbersAreOne = false)
{
    /// <summary>For texts of a course: names, descriptions, prompts.</summary>
    public static readonly TermRules Default = new();
}
