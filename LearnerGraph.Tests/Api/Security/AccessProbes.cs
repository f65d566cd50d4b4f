using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.Api.Security;

/// <summary>One request that touches one coordinate of the schema.</summary>
/// <param name="Path">Response names from the root to the field.</param>
internal sealed record AccessProbe(string Coordinate, string Document, IReadOnlyList<string> Path);

/// <summary>
/// Makes a request for each field of the schema: root fields from their samples, fields of types along the shortest way
/// from a root field. What needs an argument and has no sample is told, so that nothing new goes unlooked at.
/// </summary>
internal sealed class AccessProbes
{
    // Where ways begin: the learner first, so that types are looked at as theirs where they can be.
    private static readonly string[] First = ["learner", "experiment", "question", "concept", "auditLog"];

    /// <summary>Required arguments of fields below the roots.</summary>
    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["Learner.learningPath"] = """(goalConceptId: "$concept")""",
        ["Learner.search"] = """(query: "Concept")""",
        ["Experiment.assignment"] = """(learnerId: "$bob")""",
    };

    private readonly Dictionary<string, AccessProbe> _probes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = [];
    private readonly Queue<(ObjectType Type, List<string> Way, List<string> Path)> _queue = new();

    private AccessProbes(Schema schema)
    {
        foreach (var name in First.Concat(schema.Query!.Fields.Select(field => field.Name)).Distinct())
        {
            var field = schema.Query!.Fields.Find(name)!;
            var document = AccessMatrixTests.Queries[name].Document;
            _probes[field.Coordinate] = new(field.Coordinate, $"{{ {document} }}", [name]);
            Enqueue(field, [HeadOf(document)], [name]);
        }

        while (_queue.TryDequeue(out var next)) Look(next.Type, next.Way, next.Path);

        foreach (var field in schema.Mutation!.Fields)
        {
            var input = AccessMatrixTests.Mutations[field.Name].Input;
            _probes[field.Coordinate] = new(
                field.Coordinate,
                $"mutation {{ {field.Name}(input: {{ {input} }}) {{ errors {{ code }} }} }}", [field.Name]);
        }

        foreach (var field in schema.Subscription!.Fields)
        {
            var argument = field.Arguments.Any(a => a.Name == "learnerId") ? """(learnerId: "$bob")"""
                : field.Arguments.Any(a => a.Name == "runId") ? """(runId: "UGlwZWxpbmVSdW46MQ")"""
                : "";
            _probes[field.Coordinate] = new(
                field.Coordinate, $"subscription {{ {field.Name}{argument} {{ __typename }} }}", [field.Name]);
        }
    }

    public List<string> WithoutSample { get; } = [];

    public IEnumerable<AccessProbe> All => _probes.Values;

    public static AccessProbes Of(Schema schema) => new(schema);

    private void Look(ObjectType type, List<string> way, List<string> path)
    {
        foreach (var field in type.Fields)
        {
            if (!Arguments.TryGetValue(field.Coordinate, out var arguments) && field.Arguments.Any(a => a.IsRequired))
            {
                WithoutSample.Add(field.Coordinate);
                continue;
            }

            var text = field.Name + arguments;
            var selection = field.Type.Named.IsComposite ? $"{text} {{ __typename }}" : text;
            _probes[field.Coordinate] = new(
                field.Coordinate, $"{{ {string.Join(" { ", way)} {{ {selection} }}{Ends(way.Count)}",
                [.. path, field.Name]);
            Enqueue(field, [.. way, text], [.. path, field.Name]);
        }
    }

    private void Enqueue(FieldDefinition field, List<string> way, List<string> path)
    {
        switch (field.Type.Named)
        {
            case ObjectType type when _seen.Add(type.Name):
                _queue.Enqueue((type, way, path));
                break;
            case InterfaceType { Name: not "Node" } super:
                Enqueue(super.PossibleTypes, way, path);
                break;
            case UnionType union:
                Enqueue(union.PossibleTypes, way, path);
                break;
        }
    }

    private void Enqueue(IEnumerable<ObjectType> types, List<string> way, List<string> path)
    {
        foreach (var type in types.Where(type => _seen.Add(type.Name)))
        {
            _queue.Enqueue((type, [.. way, $"... on {type.Name}"], path));
        }
    }

    // The root field without what its sample selects of it.
    private static string HeadOf(string document)
    {
        var depth = 0;
        for (var i = 0; i < document.Length; i++)
        {
            if (document[i] is '(') depth++;
            else if (document[i] is ')') depth--;
            else if (document[i] is '{' && depth == 0) return document[..i].Trim();
        }

        return document.Trim();
    }

    private static string Ends(int count) => string.Concat(Enumerable.Repeat(" }", count));
}
