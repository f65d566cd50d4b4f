namespace LearnerGraph.Api.Console.Charts;

/// <summary>A point of a line; null breaks it. The band is drawn where both of its ends are known.</summary>
public readonly record struct LinePoint(double X, double? Y, double? Lower = null, double? Upper = null);

/// <summary>One line with its name at its end.</summary>
public sealed record LineSeries(string Name, IReadOnlyList<LinePoint> Points);

/// <summary>A value worth seeing: a rule across the picture, or a line down through it.</summary>
public sealed record LineMark(double At, string Name);

/// <summary>Lines over time or over any other number; at most four.</summary>
public sealed record LinePlan(
    string Title, string Finding, IReadOnlyList<LineSeries> Series, string XName, Func<double, string> FormatX,
    Func<double, string> FormatY) : ChartPlan(Title, Finding)
{
    private const double Left = 52;
    private const double Top = 14;
    private const double Foot = 44;

    public IReadOnlyList<LineMark> Down { get; init; } = [];

    public IReadOnlyList<LineMark> Across { get; init; } = [];

    /// <summary>Half of the pale zone around 0; null: none.</summary>
    public double? WorthHaving { get; init; }

    /// <summary>For values above 0 that span powers of ten.</summary>
    public bool IsLog { get; init; }

    /// <summary>What the upright axis spans; null: all points and bands.</summary>
    public (double Low, double High)? SpanY { get; init; }

    public override void Draw(Svg svg)
    {
        var isWide = svg.Width > 400;
        svg.Height = isWide ? 300 : 240;
        var bottom = svg.Height - Foot;
        var points = Series.SelectMany(series => series.Points).ToArray();
        var (right, left) = Scale.Span(points.Select(point => -point.X), 0);
        var x = new Scale(-left, -right, Left, svg.Width - 14);
        foreach (var mark in Down) x = x with { Low = Math.Min(x.Low, mark.At), High = Math.Max(x.High, mark.At) };
        var (low, high) = SpanY ?? SpanOf(points);
        var y = new Scale(low, high, bottom, Top, IsLog);
        DrawGround(svg, x, y, isWide);
        for (var i = 0; i < Series.Count; i++) DrawSeries(svg, x, y, Series[i], i);
        foreach (var mark in Down.Where(mark => x.Holds(mark.At)))
        {
            svg.Line("mark", x.Of(mark.At), Top, x.Of(mark.At), bottom);
            var isRight = x.Of(mark.At) > svg.Width * 0.6;
            svg.Text("aside", x.Of(mark.At) + (isRight ? -5 : 5), Top + 10, mark.Name, isRight ? "end" : "start");
        }

        foreach (var mark in Across.Where(mark => y.Holds(mark.At)))
        {
            svg.Line("mark", x.From, y.Of(mark.At), x.To, y.Of(mark.At));
            svg.Text("aside", x.To, y.Of(mark.At) - 5, mark.Name, "end");
        }

        for (var i = 0; i < Series.Count; i++) NameSeries(svg, x, y, Series[i], i);
    }

    private (double Low, double High) SpanOf(LinePoint[] points)
    {
        var values = points.SelectMany(point => new[] { point.Y, point.Lower, point.Upper })
            .OfType<double>().Concat(Across.Select(mark => mark.At)).ToList();
        if (IsLog)
        {
            var above = values.Where(value => value > 0).DefaultIfEmpty(1).ToArray();
            return (above.Min() / 1.15, above.Max() * 1.15);
        }

        var (low, high) = Scale.Span(values.Append(0));
        return (values.All(value => value >= 0) ? 0 : low, high);
    }

    private void DrawGround(Svg svg, Scale x, Scale y, bool isWide)
    {
        if (WorthHaving is { } half)
            svg.Rect("zone", x.From, y.Within(half), x.To - x.From, y.Within(-half) - y.Within(half));
        foreach (var tick in y.Ticks(5))
        {
            svg.Line(tick == 0 ? "zero" : "grid", x.From, y.Of(tick), x.To, y.Of(tick));
            svg.Text("tick", x.From - 6, y.Of(tick) + 4, FormatY(tick), "end");
        }

        foreach (var tick in x.Ticks(isWide ? 7 : 4))
        {
            svg.Line("grid", x.Of(tick), y.From, x.Of(tick), y.From + 4);
            svg.Text("tick", Math.Min(x.Of(tick), svg.Width - 20), y.From + 18, FormatX(tick), "middle");
        }

        svg.Text("aside", x.From, y.From + 36, XName);
    }

    private static void DrawSeries(Svg svg, Scale x, Scale y, LineSeries series, int index)
    {
        svg.Open($"series{index}");
        foreach (var run in Runs(series.Points, point => point is { Lower: not null, Upper: not null }))
        {
            var upper = run.Select(point => (x.Of(point.X), y.Within(point.Upper!.Value))).ToArray();
            var lower = run.Select(point => (x.Of(point.X), y.Within(point.Lower!.Value))).ToArray();
            svg.Path("band", [.. upper, .. lower.Reverse()], isArea: true);
            svg.Path("edge", upper);
            svg.Path("edge", lower);
        }

        foreach (var run in Runs(series.Points, point => point.Y is { } value && double.IsFinite(value)))
        {
            if (run.Count == 1) svg.Circle("dot", x.Of(run[0].X), y.Within(run[0].Y!.Value), 3);
            else svg.Path("line", run.Select(point => (x.Of(point.X), y.Within(point.Y!.Value))));
        }

        svg.Close();
    }

    private void NameSeries(Svg svg, Scale x, Scale y, LineSeries series, int index)
    {
        if (Series.Count < 2 || series.Points.LastOrDefault(point => point.Y is not null) is not { Y: { } last } end)
            return;
        svg.Text("name", x.Of(end.X) - 4, Math.Clamp(y.Within(last) + (index % 2 == 0 ? -8 : 18), Top + 12, y.From - 6),
            series.Name, "end");
    }

    private static IEnumerable<List<LinePoint>> Runs(IEnumerable<LinePoint> points, Func<LinePoint, bool> isThere)
    {
        var run = new List<LinePoint>();
        foreach (var point in points)
        {
            if (isThere(point))
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 0) yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }
}
