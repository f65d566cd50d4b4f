using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Pipelines;

/// <summary>
/// Reads which assets are meant: name, +name (and what it is made from), name+ (and what is made from it), group:name,
/// * for all; several are united.
/// </summary>
public static class AssetSelection
{
    /// <param name="within">The assets to choose from; what a + reaches beyond them is left out.</param>
    /// <returns>In the order of the graph; Invalid for a name that is not there.</returns>
    public static Result<AssetDefinition[]> Read(
        AssetGraph graph, IReadOnlyCollection<string> expressions, IReadOnlyCollection<AssetDefinition> within)
    {
        var names = within.Select(asset => asset.Name).ToHashSet(StringComparer.Ordinal);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string expression in expressions)
        {
            string text = expression.Trim();
            string name = text.Trim('+');
            if (text == "*") chosen.UnionWith(names);
            else if (text.StartsWith("group:", StringComparison.Ordinal))
            {
                string group = text["group:".Length..];
                var members = within.Where(asset => asset.Group == group).Select(asset => asset.Name).ToArray();
                if (members.Length == 0)
                    return Unknown($"There is no group {Shown(group)} here.", within, one => one.Group);
                chosen.UnionWith(members);
            }
            else
            {
                if (!names.Contains(name))
                    return Unknown($"There is no asset {Shown(name)} here.", within, one => one.Name);
                chosen.Add(name);
                if (text.StartsWith('+')) chosen.UnionWith(graph.Upstream(name));
                if (text.EndsWith('+')) chosen.UnionWith(graph.Downstream(name));
            }
        }

        return graph.Assets.Where(asset => chosen.Contains(asset.Name) && names.Contains(asset.Name)).ToArray();
    }

    private static Problem.Invalid Unknown(
        string message, IEnumerable<AssetDefinition> within, Func<AssetDefinition, string> name) =>
        new($"{message} Known: {string.Join(", ", within.Select(name).Distinct())}.") { Path = ["assets"] };

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
