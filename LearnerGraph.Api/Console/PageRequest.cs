using LearnerGraph.Api.Console.Access;
using LearnerGraph.Api.Security;
using Microsoft.Extensions.Primitives;

namespace LearnerGraph.Api.Console;

/// <summary>The request that a page answers: who asks, what was typed, and the way to refuse or to go on.</summary>
internal sealed class PageRequest(IHttpContextAccessor accessor, IHostEnvironment environment, TimeProvider clock)
{
    public HttpContext Http => accessor.HttpContext
        ?? throw new InvalidOperationException("A page is rendered within a request only.");

    public Caller Caller => CallerClaims.Read(Http.User);

    public CancellationToken Aborted => Http.RequestAborted;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Signed in by cookie, so that signing out does something.</summary>
    public bool HasSession => SessionCookie.IsIn(Http.Request) && !Caller.IsAnonymous;

    public string Environment => environment.EnvironmentName.ToLowerInvariant();

    public bool IsDevelopment => environment.IsDevelopment();

    public string? Query(string name) => Http.Request.Query[name] is { Count: > 0 } values ? values[0] : null;

    /// <summary>What a form brought, by field; empty unless one was sent.</summary>
    public Typed Form => HttpMethods.IsPost(Http.Request.Method) && Http.Request.HasFormContentType
        ? new Typed(Http.Request.Form)
        : new Typed(Http.Request.Query);

    public void NotFound() => Answer(StatusCodes.Status404NotFound);

    public void Unprocessable() => Answer(StatusCodes.Status422UnprocessableEntity);

    /// <summary>The same page with some of its query changed, for filters and pagers.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = Http.Request.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value[0]);
        foreach (var (name, value) in changes) query[name] = value;
        return $"{Http.Request.Path}{QueryString.Create(query.Where(pair => pair.Value is { Length: > 0 }))}";
    }

    // Set at the last moment: the framework drops the body of a page that says 404 while it renders.
    private void Answer(int status) => Http.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}

/// <summary>Fields as somebody typed them, trimmed; absent ones are empty.</summary>
public sealed class Typed(IEnumerable<KeyValuePair<string, StringValues>> fields)
{
    private readonly Dictionary<string, StringValues> _fields = new(fields, StringComparer.Ordinal);

    public bool IsEmpty => _fields.Count == 0;

    public string this[string name] => _fields.TryGetValue(name, out var values) ? $"{values[0]}".Trim() : "";

    public bool Has(string name, string value) =>
        _fields.TryGetValue(name, out var values) && values.Contains(value, StringComparer.Ordinal);

    public bool Names(string name) => _fields.ContainsKey(name);
}
