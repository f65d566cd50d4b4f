namespace LearnerGraph.Domain.Kernel;

/// <summary>A refusal that the caller can act upon; the cases are closed.</summary>
/// <param name="Code">Stable, SCREAMING_SNAKE_CASE, what clients switch on.</param>
/// <param name="Message">What is wrong, where, and the next step; no blame, no internals.</param>
public abstract record Problem(string Code, string Message)
{
    /// <summary>Path of the offending input, such as ["attempts", "3", "questionId"]; null for the whole.</summary>
    public IReadOnlyList<string>? Path { get; init; }

    /// <summary>There is no such thing, or the caller may not know of it.</summary>
    public sealed record NotFound(string What, string Id)
        : Problem("NOT_FOUND", $"There is no {What} with the id {Id}.");

    /// <summary>The input breaks a rule that the message names.</summary>
    public sealed record Invalid(string Message, string Code = "BAD_USER_INPUT") : Problem(Code, Message);

    /// <summary>The state forbids it, or somebody else was first.</summary>
    public sealed record Conflict(string Message, string Code = "CONFLICT") : Problem(Code, Message);

    /// <summary>The caller's role or ownership does not allow it.</summary>
    public sealed record Forbidden(string Message) : Problem("FORBIDDEN", Message);

    /// <summary>More than one call may carry.</summary>
    public sealed record TooLarge(string Message) : Problem("TOO_LARGE", Message);
}
