using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Security;

/// <summary>
/// Who asks, for which tenant, and what they may do: the one owner check, called by every use case, so that a field,
/// a page and a verb cannot differ. A method that returns a problem returns null where the act is allowed.
/// </summary>
public sealed record Caller(TenantId Tenant, string Subject, IReadOnlySet<Role> Roles, LearnerId? Learner = null)
{
    private static readonly Role[] StaffRoles = [Role.Author, Role.Experimenter, Role.Ml, Role.Ops, Role.Admin];

    /// <summary>Jobs and verbs that run on the machine itself.</summary>
    public static Caller System(TenantId tenant) => new(tenant, "system", new HashSet<Role> { Role.Admin });

    public bool IsAnonymous => Roles.Count == 0;

    public bool IsStaff => Has(StaffRoles);

    /// <summary>Staff, and services that act for learners.</summary>
    public bool MayJudgeAnswers => IsStaff || Has(Role.Ingest);

    /// <summary>A set served to them counts as seen by the learner: the learner, or a service acting for one.</summary>
    public bool Exposes(LearnerId learner) => Learner == learner || (Has(Role.Ingest) && !IsStaff);

    public bool Has(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role)) return true;
        }

        return false;
    }

    /// <summary>A learner's own data, read: by the learner, by staff, by services.</summary>
    public Problem? MayRead(LearnerId learner) =>
        Learner == learner || IsStaff || Has(Role.Ingest) ? null : Other("see");

    /// <summary>Acts in a learner's name: answers, feedback, goals, fresh sets.</summary>
    public Problem? MayActFor(LearnerId learner) =>
        Learner == learner || Has(Role.Ingest, Role.Admin) ? null : Other("act for");

    public Problem? MayErase(LearnerId learner) =>
        Learner == learner || Has(Role.Admin) ? null : Other("erase");

    /// <summary>Allowed with one of the roles; ADMIN has them all.</summary>
    public Problem? Needs(params ReadOnlySpan<Role> roles)
    {
        if (Has(Role.Admin) || Has(roles)) return null;

        var names = string.Join(" or ", roles.ToArray().Select(Security.Roles.NameOf));
        return new Problem.Forbidden($"This needs the role {names}.");
    }

    private static Problem.Forbidden Other(string act) => new($"This token may not {act} that learner.");
}
