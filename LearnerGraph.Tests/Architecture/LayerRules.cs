using System.Text.RegularExpressions;

namespace LearnerGraph.Tests.Architecture;

/// <summary>Who may know whom, between projects and between the folders of the domain.</summary>
internal static partial class LayerRules
{
    private static readonly string[] Nouns = ["Kernel", "Numerics", "Content", "Learners", "Practice"];

    /// <summary>What a folder of the domain may import besides itself. Nobody imports Recommendations.</summary>
    private static readonly Dictionary<string, string[]> DomainEdges = new()
    {
        ["Kernel"] = [],
        ["Numerics"] = ["Kernel"],
        ["Content"] = ["Kernel", "Numerics"],
        ["Learners"] = ["Kernel", "Numerics", "Content"],
        ["Practice"] = ["Kernel", "Numerics", "Content", "Learners"],
        ["Mastery"] = Nouns,
        ["Memory"] = Nouns,
        ["Experiments"] = Nouns,
        ["Intelligence"] = Nouns,
        ["Models"] = Nouns,
        ["Pipelines"] = Nouns,
        ["Operations"] = Nouns,
        ["Tracing"] = [.. Nouns, "Mastery", "Memory"],
        ["Simulation"] = [.. Nouns, "Mastery", "Memory", "Tracing"],
        ["Recommendations"] = [.. Nouns, "Mastery", "Memory", "Tracing", "Intelligence", "Models"],
    };

    private static readonly Dictionary<string, string[]> ProjectEdges = new()
    {
        ["LearnerGraph.Domain"] = [],
        ["LearnerGraph.GraphQL"] = [],
        ["LearnerGraph.Infrastructure"] = ["LearnerGraph.Domain"],
        ["LearnerGraph.Api"] = ["LearnerGraph.Domain", "LearnerGraph.GraphQL", "LearnerGraph.Infrastructure"],
    };

    // Writes belong to use cases: these are the writing methods of the ports.
    private static readonly Regex PortWrite = PortWrites();

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (var (number, line) in file.Lines().Where(l => !l.Text.TrimStart().StartsWith("//")))
            {
                foreach (var problem in LineProblems(file, line))
                {
                    yield return $"{file.Path}:{number}: {problem}";
                }
            }
        }
    }

    private static IEnumerable<string> LineProblems(SourceFile file, string line)
    {
        foreach (Match match in ProductNames().Matches(line))
        {
            var project = $"LearnerGraph.{match.Groups["project"].Value}";
            if (project != file.Project && !ProjectEdges[file.Project].Contains(project))
            {
                yield return $"{file.Project} may not know {project}";
            }

            if (file.Project == "LearnerGraph.Domain" && project == file.Project
                && match.Groups["folder"].Value is { Length: > 0 } folder && folder != file.Folder
                && !DomainEdges.GetValueOrDefault(file.Folder, []).Contains(folder))
            {
                yield return $"Domain/{file.Folder} may not import Domain/{folder}";
            }

            if (file.Project == "LearnerGraph.Api" && project == "LearnerGraph.Infrastructure"
                && file.Folder is not "Setup")
            {
                yield return "adapters are named in Api/Setup only";
            }

            if (file.IsIn("UseCases") && project == "LearnerGraph.GraphQL")
            {
                yield return "a use case does not know the engine";
            }
        }

        if (line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
            && (file.IsIn("UseCases") || file.Project == "LearnerGraph.Domain"
                || (file.Project == "LearnerGraph.GraphQL" && file.Folder != "Http")))
        {
            yield return "ASP.NET is not known here";
        }

        if (file.Project == "LearnerGraph.Api" && !file.IsIn("UseCases") && file.Folder is not "Setup"
            && PortWrite.IsMatch(line))
        {
            yield return "writes go through a use case";
        }
    }

    [GeneratedRegex(@"\bLearnerGraph\.(?<project>Domain|GraphQL|Infrastructure|Api)\b(\.(?<folder>\w+))?")]
    private static partial Regex ProductNames();

    [GeneratedRegex(@"\b(learners|catalogs?|practice|sets|recommendations|experiments|audit)(Store)?"
        + @"\.(Add|AddMany|Save|Erase|Apply|Record|Change|Replace|RecordFeedback)Async\(", RegexOptions.IgnoreCase)]
    private static partial Regex PortWrites();
}
