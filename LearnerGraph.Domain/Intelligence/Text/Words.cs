using System.Text;

namespace LearnerGraph.Domain.Intelligence.Text;

/// <summary>
/// A text as words: lower case, without accents, digits apart from letters; signs that carry meaning stay.
/// </summary>
public static class Words
{
    /// <summary>What every number becomes where numbers are one term.</summary>
    public const string Number = "#";

    private const string Signs = "?%$+=<>×÷√π";

    private static readonly HashSet<string> NumberWords =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
        "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
    ];

    /// <summary>The words in their order.</summary>
    /// <param name="numbersAreOne">Digits, decimals, fractions and number words all become one word.</param>
    public static List<string> Of(ReadOnlySpan<char> text, bool numbersAreOne = false)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.ToString().Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark) continue;
            var isDigit = char.IsDigit(c);
            if (!char.IsLetter(c) && !isDigit)
            {
                if (numbersAreOne && c is '.' or ',' or '/' && word.Length > 0 && char.IsDigit(word[^1]))
                {
                    word.Append(c);
                    continue;
                }

                Close(words, word, numbersAreOne);
                if (Signs.Contains(c, StringComparison.Ordinal)) words.Add(c.ToString());
                continue;
            }

            if (word.Length > 0 && isDigit == char.IsLetter(word[^1])) Close(words, word, numbersAreOne);
            word.Append(char.ToLowerInvariant(c));
        }

        Close(words, word, numbersAreOne);
        return words;
    }

    /// <summary>The text's last sentence; the whole where it has but one.</summary>
    public static ReadOnlySpan<char> LastSentence(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        for (var i = text.Length - 2; i > 0; i--)
        {
            if (char.IsWhiteSpace(text[i]) && text[i - 1] is '.' or '?' or '!') return text[(i + 1)..];
        }

        return text;
    }

    private static void Close(List<string> words, StringBuilder word, bool numbersAreOne)
    {
        if (word.Length == 0) return;
        var text = word.ToString();
        word.Clear();
        if (numbersAreOne && (char.IsDigit(text[0]) || NumberWords.Contains(text))) text = Number;
        words.Add(text);
    }
}
