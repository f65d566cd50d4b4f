using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// Three formats, told by their columns: a row a concept (name, prerequisites: comma separated names), a row a judged
/// pair (concept, candidate, is_prerequisite), a row an edge (from, to).
/// </summary>
public sealed class PrerequisiteFile : IPrerequisiteFile
{
    public Result<PrerequisiteList> Read(string path, EdgeMeaning meaning)
    {
        if (!File.Exists(path)) return new Problem.NotFound("file", path);

        var line = 1;
        try
        {
            using var text = new AttemptSource(new AttemptFile(AttemptFormat.LearnerGraph, path)).Open();
            using var rows = new CsvRows(text);
            var read = ReaderOf(rows, meaning);
            var graph = new Growing();
            while (rows.Read())
            {
                line = rows.Line;
                read(graph);
            }

            return new PrerequisiteList(graph.Names, graph.Requires, [.. graph.Duplicates]);
        }
        catch (Exception e) when (e is ImportException or FormatException or InvalidDataException)
        {
            return new Problem.Invalid($"{Path.GetFileName(path)}, line {line}: {e.Message}");
        }
    }

    private static Action<Growing> ReaderOf(CsvRows rows, EdgeMeaning meaning)
    {
        if (rows.Has("name") && rows.Has("prerequisites"))
        {
            return graph =>
            {
                var concept = graph.Described(Fields.Text(rows["name"], "name"));
                var named = rows["prerequisites"] ?? "";
                foreach (var below in named.Split(
                    ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    graph.Requires.Add((concept, graph.Named(below)));
                }
            };
        }

        if (rows.Has("concept") && rows.Has("candidate"))
        {
            rows.Require("pairs", "is_prerequisite");
            return graph =>
            {
                var concept = graph.Named(Fields.Text(rows["concept"], "concept"));
                var candidate = graph.Named(Fields.Text(rows["candidate"], "candidate"));
                if (Fields.Truth(rows["is_prerequisite"], "is_prerequisite") == true)
                    graph.Requires.Add((concept, candidate));
            };
        }

        rows.Require("edges", "from", "to");
        return graph =>
        {
            var from = graph.Named(Fields.Text(rows["from"], "from"));
            var to = graph.Named(Fields.Text(rows["to"], "to"));
            graph.Requires.Add(meaning == EdgeMeaning.Requires ? (from, to) : (to, from));
        };
    }

    private sealed class Growing
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
        private readonly HashSet<int> _described = [];

        public List<string> Names { get; } = [];

        public List<(int From, int To)> Requires { get; } = [];

        public SortedSet<string> Duplicates { get; } = new(StringComparer.Ordinal);

        public int Named(string name)
        {
            if (_index.TryGetValue(name, out var known)) return known;

            _index.Add(name, Names.Count);
            Names.Add(name);
            return Names.Count - 1;
        }

        public int Described(string name)
        {
            var concept = Named(name);
            if (!_described.Add(concept)) Duplicates.Add(name);
            return concept;
        }
    }
}
