using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>The rules that a row must keep before anybody looks at its answer.</summary>
internal static class DraftCheck
{
    private const int MaxAnswerLength = 20_000;

    /// <summary>Clocks that were never set start here; nobody has answered before.</summary>
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>What is wrong with the row; null where nothing is.</summary>
    public static Problem? ProblemOf(AttemptDraft draft, CatalogSnapshot catalog, Submission submission)
    {
        if (draft.ClientAttemptId == Guid.Empty)
            return Invalid("clientAttemptId", "Give every attempt an id of its own: it makes sending again safe.");
        if (catalog.Find(draft.Question) is null)
        {
            return catalog.FindAny(draft.Question) is null
                ? new Problem.NotFound("question", Text(draft.Question.Value)) { Path = ["questionId"] }
                : new Problem.Conflict("The question is archived and takes no more answers.", "QUESTION_ARCHIVED")
                {
                    Path = ["questionId"],
                };
        }

        if (draft.DurationMs < 0) return Invalid("durationMs", "A duration is not negative.");
        if (draft.HintsUsed < 0) return Invalid("hintsUsed", "A number of hints is not negative.");
        if (draft.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
            return Invalid("confidence", "Confidence lies between 0 and 1.");
        if (draft.Answer?.Length > MaxAnswerLength)
        {
            return new Problem.TooLarge($"An answer has at most {MaxAnswerLength} characters.") { Path = ["answer"] };
        }

        if (draft.AnsweredAt is null && !submission.IsImport)
            return Invalid("answeredAt", "Say when it was answered: only imports may leave it out.");
        if (draft.AnsweredAt < Earliest)
            return Invalid("answeredAt", "Answered before 1970: check the device's clock.");
        if (draft.Grade is { } grade && (grade is < 1 or > 4 || !submission.IsImport))
            return Invalid("grade", "Grades from 1 to 4 come with imports only.");
        return draft.Recommendation is { } recommendation && submission.Foreign.Contains(recommendation)
            ? new Problem.Forbidden("The recommendation was not served to this learner.")
            {
                Path = ["recommendationId"],
            }
            : null;
    }

    private static Problem.Invalid Invalid(string field, string message) => new(message) { Path = [field] };

    private static string Text(int value) => value.ToString(null, null);
}
