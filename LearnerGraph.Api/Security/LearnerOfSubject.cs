using System.Collections.Concurrent;
using System.Security.Claims;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Security;

/// <summary>
/// An identity provider knows nothing of our numbers: a LEARNER token without one speaks for the learner whose external
/// id is its subject.
/// </summary>
public sealed class LearnerOfSubject(ILearnerStore learners)
{
    private const int MostKept = 100_000;

    private readonly ConcurrentDictionary<(TenantId, string), LearnerId> _known = new();

    public async ValueTask<ClaimsPrincipal> CompleteAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var caller = CallerClaims.Read(user);
        if (!caller.Has(Role.Learner) || caller.Learner is not null || caller.Subject.Length == 0) return user;

        if (!_known.TryGetValue((caller.Tenant, caller.Subject), out var id))
        {
            if (await learners.FindByExternalIdAsync(caller.Tenant, caller.Subject, ct) is not { } learner) return user;

            if (_known.Count > MostKept) _known.Clear();
            _known[(caller.Tenant, caller.Subject)] = id = learner.Id;
        }

        var claims = CallerClaims.Write(caller with { Learner = id }).Concat(user.FindAll(CallerClaims.Ends));
        return new ClaimsPrincipal(new ClaimsIdentity(
            claims, user.Identity!.AuthenticationType, CallerClaims.Subject, CallerClaims.Roles));
    }
}
