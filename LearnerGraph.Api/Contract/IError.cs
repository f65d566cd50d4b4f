using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Contract;

/// <summary>A refusal in a payload, one type per kind of problem, so that clients switch on types and codes.</summary>
[InterfaceType("Error")]
[GraphQLDescription("Why something was not done. `code` is stable, `message` is for people.")]
public interface IError
{
    [GraphQLDescription("What is wrong and what to do about it.")]
    string Message { get; }

    [GraphQLDescription("Stable, in SCREAMING_SNAKE_CASE.")]
    string Code { get; }

    [GraphQLDescription("Where in the input, such as [\"attempts\", \"3\", \"questionId\"]; null for the whole.")]
    IReadOnlyList<string>? Path { get; }
}

[ObjectType]
[GraphQLDescription("There is no such thing, or the caller may not know of it.")]
public sealed record NotFoundError(string Message, string Code, IReadOnlyList<string>? Path) : IError;

[ObjectType]
[GraphQLDescription("The input breaks a rule that the message names.")]
public sealed record InvalidInputError(string Message, string Code, IReadOnlyList<string>? Path) : IError;

[ObjectType]
[GraphQLDescription("The present state forbids it, or somebody else was first.")]
public sealed record ConflictError(string Message, string Code, IReadOnlyList<string>? Path) : IError;

[ObjectType]
[GraphQLDescription("The caller's role or ownership does not allow it.")]
public sealed record ForbiddenError(string Message, string Code, IReadOnlyList<string>? Path) : IError;

[ObjectType]
[GraphQLDescription("More than one call may carry.")]
public sealed record TooLargeError(string Message, string Code, IReadOnlyList<string>? Path) : IError;

/// <summary>The one place where the domain's refusals become the schema's.</summary>
public static class Errors
{
    public static readonly IReadOnlyList<IError> None = [];

    public static IError ToError(this Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem switch
        {
            Problem.NotFound p => new NotFoundError(p.Message, p.Code, p.Path),
            Problem.Conflict p => new ConflictError(p.Message, p.Code, p.Path),
            Problem.Forbidden p => new ForbiddenError(p.Message, p.Code, p.Path),
            Problem.TooLarge p => new TooLargeError(p.Message, p.Code, p.Path),
            _ => new InvalidInputError(problem.Message, problem.Code, problem.Path),
        };
    }

    public static IReadOnlyList<IError> ToErrors(this Problem problem) => [problem.ToError()];

    /// <summary>A query has no payload: it answers a refusal with null and an error that carries the code.</summary>
    public static GraphQLException ToException(this Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new GraphQLException(problem.Message, problem.Code);
    }

    /// <summary>Lets an allowed act pass and ends a forbidden one.</summary>
    public static void ThrowIfAny(this Problem? problem)
    {
        if (problem is not null) throw problem.ToException();
    }

    public static T OrThrow<T>(this Result<T> result)
        where T : notnull =>
        result.TryGet(out var value, out var problem) ? value : throw problem.ToException();
}
