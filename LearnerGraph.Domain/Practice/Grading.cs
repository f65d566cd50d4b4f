using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Practice;

/// <summary>What an answer is worth.</summary>
/// <param name="Correct">Null while it waits for a review.</param>
public readonly record struct Verdict(bool? Correct, AttemptStatus Status, bool IsSelfGraded);

/// <summary>Judges answers against the key; essays and code wait for a person.</summary>
public static class Grading
{
    /// <summary>
    /// Relative slack of numeric keys without a tolerance: only rounding in the last digits is forgiven.
    /// </summary>
    private const double NumericSlack = 1e-9;

    /// <summary>Judges one answer.</summary>
    /// <param name="claimed">What the caller says of its correctness, if anything.</param>
    /// <param name="isTrusted">The caller is a service or staff, whose word counts.</param>
    /// <remarks>
    /// A learner's own word counts only where the question has no key, and is flagged. An answer beats a learner's
    /// claim.
    /// </remarks>
    public static Result<Verdict> Judge(Question question, string? answer, bool? claimed, bool isTrusted)
    {
        if (isTrusted && claimed is { } judged) return new Verdict(judged, AttemptStatus.Accepted, false);

        bool hasKey = HasKey(question);
        bool isGradable = hasKey && question.Type is not (QuestionType.Essay or QuestionType.Coding);
        if (isGradable && answer is not null)
            return new Verdict(IsRight(question, answer), AttemptStatus.Accepted, false);
        if (!hasKey && claimed is { } own) return new Verdict(own, AttemptStatus.Accepted, true);
        if (answer is not null) return new Verdict(null, AttemptStatus.PendingReview, false);
        return claimed is null
            ? new Problem.Invalid("An attempt needs an answer.") { Path = ["answer"] }
            : new Problem.Forbidden("This question is graded against its key: send the answer.") { Path = ["correct"] };
    }

    public static bool HasKey(Question question) =>
        question.Solution.Answer is not null || question.Solution.AcceptedAnswers.Count > 0;

    /// <summary>
    /// Whether the answer agrees with the key or one of the accepted answers, by the rules of its type.
    /// </summary>
    public static bool IsRight(Question question, string answer)
    {
        if (question.Solution.Answer is { } key && Agrees(question, key, answer)) return true;
        foreach (string accepted in question.Solution.AcceptedAnswers)
        {
            if (Agrees(question, accepted, answer)) return true;
        }

        return false;
    }

    private static bool Agrees(Question question, string key, string answer) => question.Type switch
    {
        QuestionType.Numeric => AgreesAsNumber(key, answer, question.Solution.Tolerance),
        QuestionType.MultipleChoice => AgreesAsChoice(question.Options, key, answer),
        _ => AnswerText.Normalize(key) == AnswerText.Normalize(answer),
    };

    private static bool AgreesAsNumber(string key, string answer, double? tolerance)
    {
        if (!NumberReading.TryRead(key, out double wanted))
            return AnswerText.Normalize(key) == AnswerText.Normalize(answer);

        double slack = (tolerance ?? 0) + (NumericSlack * Math.Max(1, Math.Abs(wanted)));
        foreach (double reading in NumberReading.Readings(answer))
        {
            if (Math.Abs(reading - wanted) <= slack) return true;
        }

        return false;
    }

    /// <summary>Letter case counts only where the options differ in nothing else.</summary>
    private static bool AgreesAsChoice(IReadOnlyList<string> options, string key, string answer)
    {
        string wanted = AnswerText.Tidy(key), given = AnswerText.Tidy(answer);
        if (wanted == given) return true;
        if (!string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase)) return false;

        int alike = 0;
        foreach (string option in options)
        {
            if (string.Equals(AnswerText.Tidy(option), wanted, StringComparison.OrdinalIgnoreCase)) alike++;
        }

        return alike < 2;
    }
}
