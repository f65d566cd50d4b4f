using System.Security.Claims;

namespace LearnerGraph.GraphQL;

/// <summary>What a resolver may know of its request; valid until the resolver has returned.</summary>
public interface IResolverContext
{
    IServiceProvider Services { get; }

    ClaimsPrincipal User { get; }

    CancellationToken RequestAborted { get; }

    /// <summary>Response path of the field, as names and indexes.</summary>
    IReadOnlyList<object> Path { get; }

    /// <summary>Whether the field, or a dotted path below the current one, is selected.</summary>
    bool IsSelected(string path);
}
