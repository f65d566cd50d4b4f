using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>The models that can be trained, by name.</summary>
public sealed class ModelKinds(IEnumerable<IModelKind> kinds)
{
    private readonly Dictionary<string, IModelKind> _kinds =
        kinds.ToDictionary(kind => kind.Definition.Name, StringComparer.Ordinal);

    public IReadOnlyList<ModelDefinition> All => [.. _kinds.Values.Select(kind => kind.Definition)];

    public IModelKind this[string name] => _kinds[name];

    public Result<ModelDefinition> Require(string name) =>
        _kinds.TryGetValue(name, out var kind)
            ? kind.Definition
            : new Problem.Invalid(
                $"There is no model {name}. There are: {string.Join(", ", _kinds.Keys)}.", "NOT_FOUND")
            {
                Path = ["model"],
            };
}
