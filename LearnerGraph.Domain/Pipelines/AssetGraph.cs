using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Pipelines;

/// <summary>
/// All assets with their inputs; built once at start, which it ends where the declarations make no sense.
/// </summary>
public sealed class AssetGraph
{
    private readonly Dictionary<string, AssetDefinition> _byName;
    private readonly Dictionary<string, string[]> _readers;

    private AssetGraph(ImmutableArray<AssetDefinition> order)
    {
        Assets = order;
        _byName = order.ToDictionary(asset => asset.Name, StringComparer.Ordinal);
        _readers = order.ToDictionary(
            asset => asset.Name,
            asset => order.Where(other => other.Inputs.Contains(asset.Name)).Select(other => other.Name).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>Every asset after its inputs; by name where that leaves a choice.</summary>
    public ImmutableArray<AssetDefinition> Assets { get; }

    /// <summary>
    /// Refuses a name that is taken twice, an input that nobody produces, and a cycle, which it writes out.
    /// </summary>
    public static Result<AssetGraph> Build(IReadOnlyCollection<AssetDefinition> assets)
    {
        var left = new SortedDictionary<string, AssetDefinition>(StringComparer.Ordinal);
        foreach (var asset in assets)
        {
            if (!left.TryAdd(asset.Name, asset))
                return new Problem.Invalid($"There are two assets with the name {asset.Name}.");
        }

        foreach (var asset in left.Values)
        {
            foreach (string input in asset.Inputs)
            {
                if (!left.ContainsKey(input))
                    return new Problem.Invalid($"The asset {asset.Name} reads {input}, which nobody produces.");
            }
        }

        var order = ImmutableArray.CreateBuilder<AssetDefinition>(left.Count);
        while (left.Count > 0)
        {
            var next = left.Values.FirstOrDefault(asset => !asset.Inputs.Any(left.ContainsKey));
            if (next is null) return new Problem.Invalid($"Assets read each other in a circle: {Circle(left)}.");

            order.Add(next);
            left.Remove(next.Name);
        }

        return new AssetGraph(order.MoveToImmutable());
    }

    public AssetDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The assets that read this one directly.</summary>
    public IReadOnlyList<string> ReadersOf(string name) => _readers.GetValueOrDefault(name, []);

    /// <summary>Everything that it is made from, near and far, without itself.</summary>
    public IReadOnlySet<string> Upstream(string name) => Reach(name, asset => _byName[asset].Inputs);

    /// <summary>Everything that is made from it, near and far, without itself.</summary>
    public IReadOnlySet<string> Downstream(string name) => Reach(name, ReadersOf);

    private static HashSet<string> Reach(string from, Func<string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(next(from));
        while (open.TryDequeue(out string? asset))
        {
            if (!found.Add(asset)) continue;
            foreach (string further in next(asset)) open.Enqueue(further);
        }

        return found;
    }

    // Whoever is left has an input that is left too, so that following inputs comes back to where it was.
    private static string Circle(SortedDictionary<string, AssetDefinition> left)
    {
        var walk = new List<string>();
        string at = left.Keys.First();
        while (!walk.Contains(at))
        {
            walk.Add(at);
            at = left[at].Inputs.First(left.ContainsKey);
        }

        return string.Join(" reads ", walk.Skip(walk.IndexOf(at)).Append(at));
    }
}
