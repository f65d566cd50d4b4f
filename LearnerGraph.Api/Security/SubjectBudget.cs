using System.Security.Claims;
using System.Threading.RateLimiting;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Api.Security;

/// <summary>
/// A bucket of tokens for each subject, filled evenly over the minute. A request takes one; an operation that costs
/// more than a bucketful of fields takes one more for each further one, so that many small and few large requests meet
/// the same limit, and operations on a socket count like requests.
/// </summary>
public sealed class SubjectBudget(int perMinute, int costPerToken) : IOperationBudget, IDisposable
{
    // Shorter periods than a tenth of a second are not kept to.
    private const int MostPeriods = 600;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        subject => RateLimitPartition.GetTokenBucketLimiter(subject, _ => Bucket(perMinute)));

    public static string Message(int seconds) => $"Too many requests: try again in {seconds} s.";

    /// <summary>Whom a request counts for: the subject of a tenant, else the address.</summary>
    public static string SubjectOf(ClaimsPrincipal user, HttpContext? context)
    {
        var caller = CallerClaims.Read(user);
        return caller.IsAnonymous
            ? $"address:{context?.Connection.RemoteIpAddress}"
            : $"{caller.Tenant.Value}:{caller.Subject}";
    }

    /// <summary>Takes tokens; the seconds to wait where there are not enough.</summary>
    public int? Take(string subject, int tokens)
    {
        if (perMinute == 0 || tokens == 0) return null;

        using var lease = _limiter.AttemptAcquire(subject, Math.Min(tokens, perMinute));
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds)
            : 60;
    }

    public GraphQLError? Spend(OperationCost cost, bool isCharged, ClaimsPrincipal user, IServiceProvider services)
    {
        if (perMinute == 0) return null;

        var further = (int)Math.Min(perMinute, (cost.FieldCost + cost.TypeCost) / costPerToken);
        var context = services.GetRequiredService<IHttpContextAccessor>().HttpContext;
        return Take(SubjectOf(user, context), further + (isCharged ? 0 : 1)) is not { } wait
            ? null
            : new GraphQLError(Message(wait), ErrorCodes.RateLimited)
            {
                Extensions = new Dictionary<string, object?> { [ErrorCodes.RetryAfter] = wait },
            };
    }

    public void Dispose() => _limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / MostPeriods),
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Min(perMinute, MostPeriods),
    };
}
