using System.Text.RegularExpressions;

namespace LearnerGraph.Tests.Architecture;

/// <summary>What the domain never contains: time, chance, awaiting, formats, frameworks.</summary>
internal static partial class PurityRules
{
    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines()
        where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        let match = Forbidden().Match(line.Text)
        where match.Success
        select $"{file.Path}:{line.Number}: {match.Value}";

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|DateTime\.Today|Stopwatch|TimeProvider|Random\.Shared|new Random\("
        + @"|Guid\.NewGuid|\basync\b|\bawait\b|GetAwaiter\(\)\.GetResult\(\)|catch \(Exception\b|System\.Text\.Json"
        + @"|Microsoft\.Extensions|System\.Data|System\.Net|System\.IO\.|\bFile\.|Console\.|Environment\.")]
    private static partial Regex Forbidden();
}
