namespace LearnerGraph.Conformance.Kitchen;

/// <summary>The value rules of the kitchen schema (KITCHEN.md).</summary>
internal static class Values
{
    public const int Learners = 40;
    public const int Courses = 30;
    public const int Experiments = 5;

    public static int Cap(int? n, int otherwise) => Math.Clamp(n ?? otherwise, 0, 20);

    public static Level LevelOf(int i) => (Level)(1 + (i % 3));

    public static Learner Learner(int i) => new(i, $"Learner {i}");

    public static string Headline(string text, bool? upper) => upper == true ? text.ToUpperInvariant() : text;

    public static object? ById(string id)
    {
        if (id.Length is < 2 or > 4 || !id[1..].All(char.IsAsciiDigit))
        {
            return null;
        }

        var n = int.Parse(id.AsSpan(1));
        return (id[0], n) switch
        {
            ('L', >= 1 and <= Learners) => Learner(n),
            ('C', >= 1 and <= Courses) => new Course(n),
            ('E', >= 1 and <= Experiments) => new Experiment(n),
            _ => null,
        };
    }

    public static IEnumerable<int> Filter(IEnumerable<int> ids, CourseFilter? filter, IReadOnlyList<CourseOrder>? order)
    {
        var list = filter is null ? ids : ids.Where(i => Matches(i, filter));
        foreach (var one in (order ?? []).Reverse())
        {
            list = Sorted(list, one);
        }

        return list;
    }

    public static (int Start, List<int> Page, List<int> All) Page(IEnumerable<int> ids, int? first, string? after)
    {
        var all = ids.ToList();
        var start = 0;
        if (after is not null)
        {
            var at = all.FindIndex(i => $"c{i}" == after);
            start = at < 0 ? all.Count : at + 1;
        }

        return (start, [.. all.Skip(start).Take(Cap(first, 3))], all);
    }

    public static KitchenPageInfo PageInfo((int Start, List<int> Page, List<int> All) page) => new(
        page.Start + page.Page.Count < page.All.Count,
        page.Start > 0,
        page.Page.Count == 0 ? null : $"c{page.Page[0]}",
        page.Page.Count == 0 ? null : $"c{page.Page[^1]}");

    private static IEnumerable<int> Sorted(IEnumerable<int> list, CourseOrder order)
    {
        Func<int, string> title = i => $"Course {i}";
        var isTitle = order.Field is CourseOrderField.Title;
        return order.Direction is Direction.Desc
            ? isTitle ? list.OrderByDescending(title, StringComparer.Ordinal) : list.OrderByDescending(i => i)
            : isTitle ? list.OrderBy(title, StringComparer.Ordinal) : list.OrderBy(i => i);
    }

    private static bool Matches(int i, CourseFilter filter)
    {
        var course = new Course(i);
        return (filter.Text.Value is not { } text || course.Name.Contains(text, StringComparison.Ordinal))
            && (filter.Level.Value is not { } level || course.Level == level)
            && (filter.Levels.Value is not { } levels || (course.Level is { } own && levels.Contains(own)))
            && (filter.MinWeight.Value is not { } weight || i * 0.5 >= weight)
            && (filter.Ids.Value is not { } ids || ids.Contains(course.Id))
            && (filter.Published.Value is not { } published || course.Published == published)
            && (filter.Range.Value is not { } range || (i >= range.Min && i <= range.Max))
            && (filter.And.Value is not { } and || and.All(one => Matches(i, one)));
    }
}
