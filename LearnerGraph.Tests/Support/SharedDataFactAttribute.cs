namespace LearnerGraph.Tests.Support;

/// <summary>A fact that needs shared data: skipped with its reason where that is absent, but never in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string relativePath) => Skip = SharedData.ReasonToSkip(relativePath);
}

/// <summary>A theory that needs shared data: skipped with its reason where that is absent, but never in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(string relativePath) => Skip = SharedData.ReasonToSkip(relativePath);
}
