using LearnerGraph.Api.Security;

namespace LearnerGraph.Api.Console.Access;

/// <summary>Which roles see a page; without it every member of staff does. ADMIN always does.</summary>
/// <remarks>The use cases that the page calls check again: the attribute only decides what is shown.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsRoleAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}
