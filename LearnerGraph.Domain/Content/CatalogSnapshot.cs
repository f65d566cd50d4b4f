using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>The whole catalog at one version, immutable and in memory, with everything that requests look up.</summary>
/// <remarks>
/// Concepts and questions have dense indexes, by id. A question without any of its concepts is left out.
/// </remarks>
public sealed class CatalogSnapshot
{
    private readonly Dictionary<ConceptId, int> _conceptIndex;
    private readonly Dictionary<QuestionId, int> _questionIndex;
    private readonly Dictionary<CourseId, int> _courseIndex;
    private readonly Dictionary<QuestionId, Question> _retired = [];
    private readonly Dictionary<string, int> _courseKeys;
    private readonly Dictionary<string, int> _conceptKeys;
    private readonly Dictionary<string, int> _questionKeys;
    private readonly CompressedRows _conceptsOfCourse;
    private readonly CompressedRows _questionsOfCourse;
    private readonly CompressedRows _outgoing;
    private readonly CompressedRows _incoming;
    private readonly double[] _conceptDifficulty;
    private readonly Dictionary<ConceptId, ConceptMatch[]> _matches;
    private readonly int[] _matched;

    private CatalogSnapshot(CatalogContent content)
    {
        Version = content.Version;
        Courses = [.. content.Courses.OrderBy(course => course.Id.Value)];
        _courseIndex = IndexById(Courses, course => course.Id);
        Concepts =
        [
            .. content.Concepts.Where(concept => _courseIndex.ContainsKey(concept.CourseId))
                .OrderBy(concept => concept.Id.Value),
        ];
        var conceptIndex = IndexById(Concepts, concept => concept.Id);
        _conceptIndex = conceptIndex;
        Questions =
        [
            .. content.Questions
                .Where(question => question.Concepts.Any(link => conceptIndex.ContainsKey(link.Concept)))
                .OrderBy(question => question.Id.Value),
        ];
        _questionIndex = IndexById(Questions, question => question.Id);
        foreach (var question in content.Archived.Concat(content.Questions))
        {
            if (!_questionIndex.ContainsKey(question.Id)) _retired[question.Id] = question;
        }

        Relations =
        [
            .. content.Relations
                .Where(relation => conceptIndex.ContainsKey(relation.From) && conceptIndex.ContainsKey(relation.To))
                .OrderBy(relation => relation.From.Value).ThenBy(relation => relation.Type)
                .ThenBy(relation => relation.To.Value),
        ];

        _courseKeys = IndexByKey(Courses, course => course.Key);
        _conceptKeys = IndexByKey(Concepts, concept => concept.Key);
        _questionKeys = IndexByKey(Questions, question => question.Key);
        _conceptDifficulty = [.. Concepts.Select(concept => QuestionTable.PriorDifficulty(concept.Difficulty))];

        Graph = ConceptGraph.Build(
            Concepts.Count,
            [
                .. Relations.Where(relation => relation.Type == RelationType.Requires)
                    .Select(relation => (conceptIndex[relation.From], conceptIndex[relation.To])),
            ]);
        Table = QuestionTable.Build(Questions, conceptIndex, content.States, _conceptDifficulty);
        (_outgoing, _incoming) = RelationRows(conceptIndex);
        _matches = Relations.Where(relation => relation.Type == RelationType.Matches && relation.From != relation.To)
            .SelectMany(relation => new[]
            {
                (Of: relation.From, Match: new ConceptMatch(relation.To, relation.Weight)),
                (Of: relation.To, Match: new ConceptMatch(relation.From, relation.Weight)),
            })
            .GroupBy(pair => pair.Of, pair => pair.Match)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.ToArray());
        _matched = [.. _matches.Keys.Select(concept => conceptIndex[concept]).Order()];
        _conceptsOfCourse = CompressedRows.Build(
            Courses.Count, [.. Concepts.Select((concept, index) => (_courseIndex[concept.CourseId], index))]);
        _questionsOfCourse = CompressedRows.Build(Courses.Count, QuestionCourses());
    }

    private CatalogSnapshot(CatalogSnapshot from, QuestionTable table)
    {
        (Version, Courses, Concepts, Questions, Relations) =
            (from.Version, from.Courses, from.Concepts, from.Questions, from.Relations);
        (Graph, Table) = (from.Graph, table);
        _retired = from._retired;
        (_conceptIndex, _questionIndex, _courseIndex) = (from._conceptIndex, from._questionIndex, from._courseIndex);
        (_courseKeys, _conceptKeys, _questionKeys) = (from._courseKeys, from._conceptKeys, from._questionKeys);
        (_conceptsOfCourse, _questionsOfCourse) = (from._conceptsOfCourse, from._questionsOfCourse);
        (_outgoing, _incoming, _conceptDifficulty) = (from._outgoing, from._incoming, from._conceptDifficulty);
        (_matches, _matched) = (from._matches, from._matched);
    }

    public long Version { get; }

    /// <summary>By id.</summary>
    public IReadOnlyList<Course> Courses { get; }

    /// <summary>By id; the position is the concept's dense index.</summary>
    public IReadOnlyList<Concept> Concepts { get; }

    /// <summary>By id; the position is the question's dense index.</summary>
    public IReadOnlyList<Question> Questions { get; }

    /// <summary>Between concepts that are here; by from, type, to.</summary>
    public IReadOnlyList<Relation> Relations { get; }

    public ConceptGraph Graph { get; }

    public QuestionTable Table { get; }

    public static CatalogSnapshot Build(CatalogContent content) => new(content);

    /// <summary>The concept's dense index, or -1.</summary>
    public int IndexOf(ConceptId id) => _conceptIndex.TryGetValue(id, out int index) ? index : -1;

    /// <summary>The question's dense index, or -1.</summary>
    public int IndexOf(QuestionId id) => _questionIndex.TryGetValue(id, out int index) ? index : -1;

    public Course? Find(CourseId id) => _courseIndex.TryGetValue(id, out int index) ? Courses[index] : null;

    public Concept? Find(ConceptId id) => _conceptIndex.TryGetValue(id, out int index) ? Concepts[index] : null;

    public Question? Find(QuestionId id) => _questionIndex.TryGetValue(id, out int index) ? Questions[index] : null;

    /// <summary>
    /// Also where it is archived, or none of its concepts is left: what earlier answers were given to.
    /// </summary>
    public Question? FindAny(QuestionId id) => Find(id) ?? _retired.GetValueOrDefault(id);

    public Course? CourseByKey(string key) => _courseKeys.TryGetValue(key, out int index) ? Courses[index] : null;

    public Concept? ConceptByKey(string key) => _conceptKeys.TryGetValue(key, out int index) ? Concepts[index] : null;

    public Question? QuestionByKey(string key) =>
        _questionKeys.TryGetValue(key, out int index) ? Questions[index] : null;

    /// <summary>Concept indexes of a course, ascending; empty for an unknown course.</summary>
    public ReadOnlySpan<int> ConceptsOf(CourseId course) =>
        _courseIndex.TryGetValue(course, out int index) ? _conceptsOfCourse[index] : [];

    /// <summary>Indexes of questions that practise a concept of the course, ascending; empty where unknown.</summary>
    public ReadOnlySpan<int> QuestionsOf(CourseId course) =>
        _courseIndex.TryGetValue(course, out int index) ? _questionsOfCourse[index] : [];

    /// <summary>Mean difficulty in logits of the concept's questions; the concept's own where it has none.</summary>
    public double MeanDifficulty(int concept) => Table.MeanDifficulty(concept);

    /// <summary>Relations at one end of a concept; Matches are found from both ends, as they are stored.</summary>
    /// <param name="types">Null for all.</param>
    public IReadOnlyList<Relation> RelationsOf(
        int concept,
        RelationDirection direction = RelationDirection.Outgoing,
        IReadOnlyCollection<RelationType>? types = null)
    {
        var found = new List<Relation>();
        foreach (int at in direction == RelationDirection.Outgoing ? _outgoing[concept] : _incoming[concept])
        {
            if (types is null || types.Contains(Relations[at].Type)) found.Add(Relations[at]);
        }

        return found;
    }

    /// <summary>What holds the same matter, from both ends; no search where the catalog has no MATCHES.</summary>
    public ReadOnlySpan<ConceptMatch> MatchesOf(ConceptId concept) =>
        _matches.Count > 0 && _matches.TryGetValue(concept, out var matches) ? matches : [];

    /// <summary>Indexes of the concepts that match others, ascending.</summary>
    public ReadOnlySpan<int> Matched => _matched;

    /// <summary>The same content with newer question states: difficulties, times and their order follow.</summary>
    /// <param name="states">Those that changed; unknown questions are passed over.</param>
    public CatalogSnapshot WithStates(IEnumerable<KeyValuePair<QuestionId, QuestionState>> states)
    {
        var changed = states.Select(pair => (Question: IndexOf(pair.Key), pair.Value))
            .Where(pair => pair.Question >= 0);
        return new CatalogSnapshot(this, Table.With(changed, _conceptDifficulty));
    }

    private static Dictionary<TId, int> IndexById<T, TId>(IReadOnlyList<T> rows, Func<T, TId> id)
        where TId : notnull
    {
        var index = new Dictionary<TId, int>(rows.Count);
        for (int i = 0; i < rows.Count; i++) index.Add(id(rows[i]), i);
        return index;
    }

    /// <summary>The first of rows that share a key wins: keys are unique in our stores, not in foreign data.</summary>
    private static Dictionary<string, int> IndexByKey<T>(IReadOnlyList<T> rows, Func<T, string> key)
    {
        var index = new Dictionary<string, int>(rows.Count, StringComparer.Ordinal);
        for (int i = 0; i < rows.Count; i++) index.TryAdd(key(rows[i]), i);
        return index;
    }

    private (CompressedRows Outgoing, CompressedRows Incoming) RelationRows(Dictionary<ConceptId, int> conceptIndex)
    {
        var outgoing = new List<(int, int)>(Relations.Count);
        var incoming = new List<(int, int)>(Relations.Count);
        for (int i = 0; i < Relations.Count; i++)
        {
            int from = conceptIndex[Relations[i].From], to = conceptIndex[Relations[i].To];
            outgoing.Add((from, i));
            incoming.Add((to, i));
            if (Relations[i].Type != RelationType.Matches || from == to) continue;
            outgoing.Add((to, i));
            incoming.Add((from, i));
        }

        return (CompressedRows.Build(Concepts.Count, outgoing.ToArray()),
            CompressedRows.Build(Concepts.Count, incoming.ToArray()));
    }

    private (int Course, int Question)[] QuestionCourses()
    {
        var pairs = new List<(int, int)>(Questions.Count);
        for (int q = 0; q < Questions.Count; q++)
        {
            int first = pairs.Count;
            foreach (int concept in Table.ConceptsOf(q))
            {
                var pair = (_courseIndex[Concepts[concept].CourseId], q);
                if (pairs.IndexOf(pair, first) < 0) pairs.Add(pair);
            }
        }

        return [.. pairs];
    }
}
