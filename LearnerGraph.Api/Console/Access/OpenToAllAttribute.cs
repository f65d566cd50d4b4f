namespace LearnerGraph.Api.Console.Access;

/// <summary>Marks what is served without signing in: the sign-in page, style sheet and icon.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenToAllAttribute : Attribute;
