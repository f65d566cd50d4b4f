namespace LearnerGraph.Api.Console;

/// <summary>The pages that every page links to, in this order. A new area adds its line here.</summary>
internal static class ConsoleNavigation
{
    public static readonly IReadOnlyList<NavigationEntry> All =
    [
        new("Home", ConsoleSetup.Root),
        new("Experiments", $"{ConsoleSetup.Root}/experiments"),
    ];

    /// <summary>The entry that a path belongs to: the longest address that it begins with.</summary>
    public static NavigationEntry? Of(PathString path) =>
        All.Where(entry => path.StartsWithSegments(entry.Address)).MaxBy(entry => entry.Address.Length);
}

internal sealed record NavigationEntry(string Name, string Address);
