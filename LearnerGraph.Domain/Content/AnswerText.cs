using System.Globalization;
using System.Text;

namespace LearnerGraph.Domain.Content;

/// <summary>
/// Written answers reduced to what their writers mean: spaces, letter case and character forms do not count.
/// </summary>
public static class AnswerText
{
    /// <summary>
    /// Canonical composition, one space between words, none outside, typographic marks plain; case is kept.
    /// </summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        bool pendingSpace = false;
        foreach (char c in LetterComposition.Compose(text))
        {
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                pendingSpace = tidy.Length > 0;
                continue;
            }

            if (char.IsControl(c)) continue;
            if (pendingSpace) tidy.Append(' ');
            pendingSpace = false;
            tidy.Append(Plain(c));
        }

        return tidy.ToString();
    }

    /// <summary>As <see cref="Tidy"/>, in lower case and without a full stop at the end.</summary>
    public static string Normalize(string text)
    {
        string tidy = Tidy(text).ToLowerInvariant();
        return tidy.Length > 1 && tidy[^1] == '.' ? tidy[..^1].TrimEnd() : tidy;
    }

    private static char Plain(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02BC' or '\u2032' => '\'',
        '\u201C' or '\u201D' or '\u201E' => '"',
        _ when CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation => '-',
        '\u2212' => '-',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0), // full-width forms
        _ => c,
    };
}
