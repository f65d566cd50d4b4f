using System.Globalization;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>The problems of one row of an edit, with the way to their place in the input.</summary>
internal sealed class RowProblems(List<Problem> all, string list, int row)
{
    private readonly int _before = all.Count;

    public bool IsClean => all.Count == _before;

    public void Add(Problem problem, params string[] place) =>
        all.Add(problem with { Path = [list, row.ToString(CultureInfo.InvariantCulture), .. place] });

    public void Invalid(string message, params string[] place) => Add(new Problem.Invalid(message), place);

    public void Text(string? text, int longest, string place, bool isRequired = false)
    {
        if (isRequired && string.IsNullOrWhiteSpace(text)) Invalid($"`{place}` must not be empty.", place);
        else if (text is not null && text.Length > longest)
            Invalid($"`{place}` has {text.Length} characters, {longest} are allowed.", place);
    }

    public void Texts(IReadOnlyList<string>? texts, int most, int longest, string place)
    {
        if (texts is null) return;
        if (texts.Count > most) Invalid($"`{place}` has {texts.Count} entries, {most} are allowed.", place);
        for (int i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i]) || texts[i].Length > longest)
            {
                Invalid(
                    $"An entry of `{place}` has 1 to {longest} characters.",
                    place, i.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    public void Share(double? value, string place)
    {
        if (value is { } share && !(share >= 0 && share <= 1)) Invalid($"`{place}` is a number from 0 to 1.", place);
    }

    public void Weight(double weight, params string[] place)
    {
        if (!(weight > 0 && weight <= 1)) Invalid("A weight is above 0 and at most 1.", place);
    }

    public void Key(string key, HashSet<string> earlier)
    {
        bool isFit = key.Trim().Length is > 0 and <= 200 && key.Trim().Length == key.Length && !key.Any(char.IsControl);
        if (!isFit)
            Invalid("A key has 1 to 200 characters, no control characters and no space at its ends.", "key");
        else if (!earlier.Add(key)) Invalid($"The key {key} stands in an earlier row too.", "key");
    }

    public void Version(int? expected, int? stored, string what)
    {
        if (expected is not { } version || version == stored) return;
        Add(
            new Problem.Conflict(
                stored is null
                    ? $"There is no such {what} any more; leave out `expectedVersion` to create it."
                    : $"The {what} is at version {stored} and not {version}: read it again and repeat the change."),
            "expectedVersion");
    }
}

/// <summary>What a whole question must look like, whether new or changed.</summary>
internal static class DraftRules
{
    public const int LongText = 10_000;

    public static void Check(Question question, RowProblems problems)
    {
        problems.Text(question.Prompt, LongText, "prompt", isRequired: true);
        problems.Text(question.Explanation, LongText, "explanation");
        problems.Texts(question.Hints, 20, 2_000, "hints");
        problems.Share(question.Difficulty, "difficulty");
        if (question.TimeLimitSeconds is < 1 or > 86_400)
            problems.Invalid("`timeLimitSeconds` is from 1 second to a day.", "timeLimitSeconds");
        if (!Enum.IsDefined(question.Type)) problems.Invalid("There is no such type of question.", "type");

        CheckOptions(question, problems);
        CheckAnswer(question, problems);
    }

    private static void CheckOptions(Question question, RowProblems problems)
    {
        if (question.Type != QuestionType.MultipleChoice)
        {
            if (question.Options.Count > 0)
                problems.Invalid("Only multiple-choice questions have options.", "options");
            return;
        }

        problems.Texts(question.Options, 50, 2_000, "options");
        bool hasKey = question.Solution.Answer is not null || question.Solution.AcceptedAnswers.Count > 0;
        if (question.Options.Count == 1 || (question.Options.Count == 0 && hasKey))
            problems.Invalid("A multiple-choice question has at least two options.", "options");
        if (question.Options.Select(AnswerText.Tidy).Distinct(StringComparer.Ordinal).Count() < question.Options.Count)
            problems.Invalid("Two options are the same.", "options");
    }

    private static void CheckAnswer(Question question, RowProblems problems)
    {
        var (answer, accepted, tolerance) = question.Solution;
        problems.Text(answer, LongText, "answer", isRequired: answer is not null);
        problems.Texts(accepted, 100, LongText, "acceptedAnswers");
        if (tolerance is not null && question.Type != QuestionType.Numeric)
            problems.Invalid("Only numeric questions have a tolerance.", "tolerance");
        else if (tolerance is { } most && !(most >= 0 && double.IsFinite(most)))
            problems.Invalid("`tolerance` is 0 or more.", "tolerance");

        if (answer is not null) CheckKey(question, answer, problems, "answer");
        for (int i = 0; i < accepted.Count; i++)
            CheckKey(question, accepted[i], problems, "acceptedAnswers", i.ToString(CultureInfo.InvariantCulture));
    }

    private static void CheckKey(Question question, string key, RowProblems problems, params string[] place)
    {
        if (string.IsNullOrWhiteSpace(key)) return;
        if (question.Type == QuestionType.Numeric && !NumberReading.TryRead(key, out _))
            problems.Invalid($"`{Shown(key)}` cannot be read as a number.", place);
        else if (question.Type == QuestionType.MultipleChoice && question.Options.Count > 1
                 && !question.Options.Select(AnswerText.Tidy).Contains(AnswerText.Tidy(key)))
            problems.Invalid("The answer is not one of the options.", place);
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
