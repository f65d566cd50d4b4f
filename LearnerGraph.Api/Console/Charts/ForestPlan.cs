namespace LearnerGraph.Api.Console.Charts;

/// <summary>How an interval reads, which gives its shape, its line and its colour.</summary>
public enum Reading
{
    Unclear,
    Better,
    Worse,
    Within,
    Missing,
}

/// <summary>One estimate with its interval.</summary>
/// <param name="Limit">What a guardrail allows, drawn as a bracket; null for others.</param>
/// <param name="Note">Stands in the row where there is no estimate.</param>
public sealed record ForestRow(
    string Name, double? Estimate, double? Lower, double? Upper, Reading Reading, double? Limit = null,
    string? Note = null);

/// <summary>Intervals below each other on one axis with 0.</summary>
/// <param name="Format">Writes an axis value.</param>
/// <param name="WorthHaving">Half of the pale zone around 0; null: none.</param>
public sealed record ForestPlan(
    string Title, string Finding, IReadOnlyList<ForestRow> Rows, Func<double, string> Format,
    double? WorthHaving = null) : ChartPlan(Title, Finding)
{
    private const double RowHeight = 44;
    private const double Edge = 16;
    private const double Foot = 36;

    // An interval so many times the middle width is cut off, so that it does not press the others flat.
    private const double WidestInMedians = 4;

    public override void Draw(Svg svg)
    {
        var axis = Axis(svg.Width);
        var bottom = 12 + (Rows.Count * RowHeight);
        svg.Height = bottom + Foot;
        if (WorthHaving is { } half)
        {
            svg.Rect("zone", axis.Within(-half), 8, axis.Within(half) - axis.Within(-half), bottom - 8);
        }

        foreach (var tick in axis.Ticks(svg.Width > 400 ? 6 : 4))
        {
            svg.Line(tick == 0 ? "zero" : "grid", axis.Of(tick), 8, axis.Of(tick), bottom);
            svg.Text("tick", Math.Clamp(axis.Of(tick), 22, svg.Width - 22), bottom + 18, Format(tick), "middle");
        }

        for (var i = 0; i < Rows.Count; i++) DrawRow(svg, axis, Rows[i], 12 + (i * RowHeight));
    }

    private Scale Axis(double width)
    {
        var widths = Rows.Where(row => row is { Lower: not null, Upper: not null })
            .Select(row => row.Upper!.Value - row.Lower!.Value).Order().ToArray();
        var widest = widths.Length == 0 ? double.PositiveInfinity : widths[widths.Length / 2] * WidestInMedians;
        var ends = Rows.SelectMany(row => Ends(row, widest)).Append(0)
            .Concat(WorthHaving is { } half ? [half, -half] : []);
        var (low, high) = Scale.Span(ends);
        return new(low, high, Edge, width - Edge);
    }

    private static IEnumerable<double> Ends(ForestRow row, double widest)
    {
        if (row.Limit is { } limit) yield return limit;
        if (row.Estimate is not { } middle) yield break;
        yield return middle;
        if (row.Upper - row.Lower > widest)
        {
            yield return middle - (widest / 2);
            yield return middle + (widest / 2);
            yield break;
        }

        if (row.Lower is { } lower) yield return lower;
        if (row.Upper is { } upper) yield return upper;
    }

    private static void DrawRow(Svg svg, Scale axis, ForestRow row, double top)
    {
        var y = top + 28;
        svg.Text("name", Edge, top + 12, row.Name);
        if (row.Limit is { } limit)
        {
            var inward = limit < 0 ? 6 : -6;
            svg.Path("edge", [(axis.Of(limit) + inward, y - 9), (axis.Of(limit), y - 9), (axis.Of(limit), y + 9),
                (axis.Of(limit) + inward, y + 9)]);
        }

        if (row.Estimate is not { } estimate)
        {
            svg.Text("aside", axis.Within(0) + 8, y + 4, row.Note ?? "no estimate yet");
            return;
        }

        svg.Open(row.Reading switch
        {
            Reading.Better => "better",
            Reading.Worse => "worse",
            Reading.Within => "fine",
            _ => "unclear",
        });
        DrawInterval(svg, axis, row, y);
        var x = axis.Within(estimate);
        switch (row.Reading)
        {
            case Reading.Better: svg.Path("dot", [(x, y - 7), (x + 7, y + 6), (x - 7, y + 6)], isArea: true); break;
            case Reading.Worse: svg.Path("dot", [(x, y + 7), (x + 7, y - 6), (x - 7, y - 6)], isArea: true); break;
            case Reading.Within: svg.Rect("dot", x - 5, y - 5, 10, 10); break;
            default: svg.Circle("hollow", x, y, 5); break;
        }

        svg.Close();
    }

    private static void DrawInterval(Svg svg, Scale axis, ForestRow row, double y)
    {
        var (from, to) = (row.Lower ?? axis.Low, row.Upper ?? axis.High);
        svg.Line("ci", axis.Within(from), y, axis.Within(to), y);
        DrawEnd(svg, axis, from, y, -1, row.Lower is not null);
        DrawEnd(svg, axis, to, y, 1, row.Upper is not null);
    }

    // A cap where the interval ends; an arrow where it goes on outside the picture.
    private static void DrawEnd(Svg svg, Scale axis, double end, double y, int way, bool isClosed)
    {
        var x = axis.Within(end);
        if (isClosed && axis.Holds(end)) svg.Line("cap", x, y - 5, x, y + 5);
        else svg.Path("dot", [(x + (way * 8), y), (x, y - 6), (x, y + 6)], isArea: true);
    }
}
