using System.Globalization;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>One generated exercise, before it is given a key and a difficulty.</summary>
/// <param name="Wrong">What typical mistakes lead to: the options beside the answer, where it is a choice.</param>
internal sealed record Exercise(
    string Prompt, QuestionType Type, string Answer, string[] Wrong, string Explanation, string Hint,
    string[]? Accepted = null)
{
    /// <summary>
    /// The answer is a whole number; wrong ones that are too few or right are made up from their neighbourhood.
    /// </summary>
    public static Exercise Number(string prompt, long answer, string explanation, string hint, params long[] wrong) =>
        new(prompt, QuestionType.Numeric, Text(answer), Distractors(answer, wrong), explanation, hint);

    public static Exercise Fraction(
        string prompt, Ratio answer, string explanation, string hint, params Ratio[] wrong)
    {
        var texts = wrong.Append(new Ratio(answer.Top + answer.Bottom, answer.Bottom))
            .Append(new Ratio(answer.Top + 1, answer.Bottom + 1)).Append(new Ratio(answer.Top + 1, answer.Bottom))
            .Append(new Ratio(answer.Top, answer.Bottom + 1))
            .Where(one => one != answer).Select(one => one.ToString()).Distinct().Take(3);
        return new(prompt, QuestionType.Numeric, answer.ToString(), [.. texts], explanation, hint);
    }

    public static Exercise Choice(
        string prompt, string answer, string explanation, string hint, params string[] wrong) =>
        new(prompt, QuestionType.MultipleChoice, answer, [.. wrong.Where(w => w != answer).Distinct()], explanation,
            hint);

    /// <summary>Typed in, also without its spaces; a choice where wrong answers are given.</summary>
    public static Exercise Written(
        string prompt, string answer, string explanation, string hint, params string[] wrong)
    {
        string packed = answer.Replace(" ", "", StringComparison.Ordinal);
        return new(
            prompt, QuestionType.ShortAnswer, answer, [.. wrong.Where(w => w != answer).Distinct()], explanation, hint,
            packed == answer ? null : [packed]);
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string[] Distractors(long answer, long[] wrong)
    {
        var distinct = wrong.Where(one => one != answer).Distinct().Take(3).ToList();
        for (long step = 1; distinct.Count < 3; step++)
        {
            long near = answer + (step % 2 == 0 ? -step : step);
            if (near != answer && !distinct.Contains(near)) distinct.Add(near);
        }

        return [.. distinct.Select(Text)];
    }
}
