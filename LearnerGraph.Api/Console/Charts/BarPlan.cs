namespace LearnerGraph.Api.Console.Charts;

/// <summary>A bar with its name and, where known, an interval.</summary>
public sealed record Bar(string Name, double? Value, double? Lower = null, double? Upper = null);

/// <summary>Bars lying below each other, all from 0, with the number at their end.</summary>
public sealed record BarPlan(string Title, string Finding, IReadOnlyList<Bar> Bars, Func<double, string> Format)
    : ChartPlan(Title, Finding)
{
    private const double RowHeight = 42;

    public override void Draw(Svg svg)
    {
        svg.Height = 8 + (Bars.Count * RowHeight);
        var most = Bars.SelectMany(bar => new[] { bar.Value, bar.Upper }).OfType<double>().DefaultIfEmpty(0).Max();
        var x = new Scale(0, most > 0 ? most : 1, 8, svg.Width - 76);
        for (var i = 0; i < Bars.Count; i++)
        {
            var (bar, top) = (Bars[i], 6 + (i * RowHeight));
            svg.Text("name", 8, top + 11, bar.Name);
            if (bar.Value is not { } value)
            {
                svg.Text("aside", 8, top + 29, "no number yet");
                continue;
            }

            svg.Open("series0");
            svg.Rect("bar", x.From, top + 17, x.Of(value) - x.From, 14);
            svg.Close();
            if (bar is { Lower: { } lower, Upper: { } upper })
                svg.Line("zero", x.Of(Math.Max(0, lower)), top + 24, x.Of(upper), top + 24);
            svg.Text("tick", x.Of(Math.Max(value, bar.Upper ?? 0)) + 6, top + 28, Format(value));
        }

        svg.Line("zero", x.From, 2, x.From, svg.Height - 4);
    }
}
