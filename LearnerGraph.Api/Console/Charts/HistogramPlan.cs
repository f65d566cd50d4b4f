namespace LearnerGraph.Api.Console.Charts;

/// <summary>Shares of one group in the bins.</summary>
public sealed record HistogramGroup(string Name, IReadOnlyList<double> Shares);

/// <summary>How values are spread: shares of each group in the same bins, as outlines that do not hide each
/// other.</summary>
/// <param name="Edges">Of the bins; one more than there are bins.</param>
public sealed record HistogramPlan(
    string Title, string Finding, IReadOnlyList<double> Edges, IReadOnlyList<HistogramGroup> Groups, string XName,
    Func<double, string> FormatX) : ChartPlan(Title, Finding)
{
    private const double Left = 46;
    private const double Top = 30;
    private const double Foot = 44;

    public override void Draw(Svg svg)
    {
        svg.Height = svg.Width > 400 ? 250 : 220;
        var x = new Scale(Edges[0], Edges[^1], Left, svg.Width - 14);
        var most = Groups.SelectMany(group => group.Shares).DefaultIfEmpty(0).Max();
        var y = new Scale(0, most > 0 ? most * 1.1 : 1, svg.Height - Foot, Top);
        foreach (var tick in y.Ticks(4))
        {
            svg.Line(tick == 0 ? "zero" : "grid", x.From, y.Of(tick), x.To, y.Of(tick));
            svg.Text("tick", x.From - 6, y.Of(tick) + 4, Figures.Share(tick, most < 0.05 ? 1 : 0), "end");
        }

        foreach (var tick in x.Ticks(svg.Width > 400 ? 7 : 4))
            svg.Text("tick", Math.Min(x.Of(tick), svg.Width - 18), y.From + 18, FormatX(tick), "middle");
        svg.Text("aside", x.From, y.From + 36, XName);
        for (var i = 0; i < Groups.Count; i++)
        {
            svg.Open($"series{i}");
            svg.Path("line", Outline(x, y, Groups[i].Shares));
            svg.Line("line", x.From + (i * 130), 12, x.From + 24 + (i * 130), 12);
            svg.Close();
            svg.Text("name", x.From + 30 + (i * 130), 16, Groups[i].Name);
        }
    }

    /// <summary>Equal bins from the least to the greatest value, each group's shares in them.</summary>
    public static (double[] Edges, HistogramGroup[] Groups) Count(
        IReadOnlyList<(string Name, double[] Values)> groups, int bins = 20)
    {
        var all = groups.SelectMany(group => group.Values).Where(double.IsFinite).ToArray();
        double low = all.DefaultIfEmpty(0).Min(), high = all.DefaultIfEmpty(1).Max();
        var width = high > low ? (high - low) / bins : 1;
        var edges = Enumerable.Range(0, bins + 1).Select(i => low + (i * width)).ToArray();
        return (edges, [.. groups.Select(group => new HistogramGroup(group.Name, Shares(group.Values)))]);

        double[] Shares(double[] values)
        {
            var shares = new double[bins];
            foreach (var value in values.Where(double.IsFinite))
                shares[Math.Min(bins - 1, (int)((value - low) / width))] += 1.0 / values.Length;
            return shares;
        }
    }

    private IEnumerable<(double X, double Y)> Outline(Scale x, Scale y, IReadOnlyList<double> shares)
    {
        yield return (x.Of(Edges[0]), y.Of(0));
        for (var i = 0; i < shares.Count; i++)
        {
            yield return (x.Of(Edges[i]), y.Of(shares[i]));
            yield return (x.Of(Edges[i + 1]), y.Of(shares[i]));
        }

        yield return (x.Of(Edges[^1]), y.Of(0));
    }
}
