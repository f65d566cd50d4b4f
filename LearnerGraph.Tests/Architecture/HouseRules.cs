using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LearnerGraph.Tests.Architecture;

/// <summary>How the code is written: widths, names, comments, sealed types.</summary>
internal static partial class HouseRules
{
    public const int Width = 120;

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines()
        let problem = Problem(file, line.Text)
        where problem is not null
        select $"{file.Path}:{line.Number}: {problem}";

    /// <summary>Pragmas that switch a warning off; the repository allows itself few.</summary>
    public static IEnumerable<string> Pragmas(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines()
        where line.Text.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
        select $"{file.Path}:{line.Number}: {line.Text.Trim()}";

    /// <summary>Classes that are open though nothing in the repository derives from them; Razor seals none.</summary>
    public static IEnumerable<string> Unsealed(IReadOnlyCollection<Type> types)
    {
        var bases = types.Select(t => t.BaseType).OfType<Type>()
            .Select(t => t.IsGenericType ? t.GetGenericTypeDefinition() : t).ToHashSet();
        return from type in types
               where type.IsClass && !type.IsSealed && !type.IsAbstract && !bases.Contains(type)
                   && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                   && !type.Name.Contains('<', StringComparison.Ordinal)
                   && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                   && type.Name is not ("Program" or "_Imports") && type.Namespace?.Contains("Migrations") is not true
               select type.FullName;
    }

    private static string? Problem(SourceFile file, string line) => line switch
    {
        { Length: > Width } => $"{line.Length} characters wide",
        _ when EmptyTag().IsMatch(line) => "an empty documentation tag",
        _ when line.TrimStart().StartsWith("#region", StringComparison.Ordinal) => "#region",
        _ when line.TrimStart().StartsWith("namespace ", StringComparison.Ordinal)
            && NamespaceOf(file) is { } wanted && !IsNamespace(line, wanted, file) => $"namespace is not {wanted}",
        _ when NamelessType().Match(line) is { Success: true } match => $"{match.Groups["name"].Value} has no name yet",
        _ => null,
    };

    // Benchmarks and the conformance host are projects of their own, with names of their own.
    private static string? NamespaceOf(SourceFile file) =>
        file.IsIn("Benchmarks") || file.IsIn("Conformance") ? null : string.Join('.', file.Path.Split('/')[..^1]);

    // The engine's public surface lives in the root namespace, so that declarations need one using only.
    private static bool IsNamespace(string line, string wanted, SourceFile file) =>
        line.Trim() == $"namespace {wanted};"
        || (file.Project == "LearnerGraph.GraphQL" && line.Trim() == "namespace LearnerGraph.GraphQL;");

    [GeneratedRegex(@"///\s*<(?<tag>summary|remarks|returns|param|value)[^>]*>\s*</\k<tag>>")]
    private static partial Regex EmptyTag();

    [GeneratedRegex(@"^\s*(public|internal)\s+(static |sealed |abstract |partial |readonly )*"
        + @"(class|record|struct|interface)( struct)?\s+(?<name>\w+(Service|Manager|Helpers?|Utils?|Processor|Impl|Dto|Base))\b")]
    private static partial Regex NamelessType();
}
